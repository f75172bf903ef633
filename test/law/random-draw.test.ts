import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Effect } from '#kernel/effect.ts';
import type { JsonObject } from '#kernel/json.ts';
import { keepsAway, sameFirmSince } from '#law/regulator/random-draw/recusal.ts';
import { inspectorDeclaration } from '#law/regulator/inspector-declaration.ts';
import { randomDraw } from '#law/regulator/random-draw.ts';
import { accountOf, file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = { kind: 'market-regulator', level: 'county' } as const;
const bureau = { id: uuid(71), region: 360_981, ...county };
const other = { id: uuid(72), region: 360_982, ...county };
const government = {
  id: uuid(73),
  kind: 'local-government',
  level: 'county',
  region: 360_981,
} as const;

const who = {
  organiser: person('组织甲', ['case-officer'], bureau),
  lapsed: { ...person('组织乙', [], bureau), lapsed: ['case-officer'] as const },
  head: person('审核丙', ['reviewer'], bureau),
  witness: person('监督丁', ['local-officer'], government),
  inspector: person('检查戊', ['sampler'], bureau),
  second: person('检查己', ['sampler'], bureau),
  otherBureau: person('外县庚', ['case-officer'], other),
};

const pools = { objects: ['a'.repeat(64)], inspectors: ['b'.repeat(64)] };
const result = { result: [file], inspectors: [accountOf('检查戊')] };
const forms = {
  commit: {
    name: '2026年水泥专项抽查',
    matter: 'general',
    ...pools,
    method: 'ranked',
    uniform: 2,
    strata: [{ stratum: '高风险', count: 8 }],
    inspectorsEach: 2,
    objectsEach: 5,
    witness: government.id,
  },
  announce: { size: 500 },
  draw: { beaconProof: [], ...result },
  replace: { object: 'firm-1', ground: 'closed', evidence: [file], ...result },
  recuse: {
    object: 'firm-1',
    inspector: accountOf('检查戊'),
    ground: 'kin',
    evidence: [],
    result: ['c'.repeat(64)],
    inspectors: [accountOf('检查己')],
  },
  redraw: { ground: 'procedure', reason: '监督单位没有到场' },
};

function start(): Play {
  return play({ procedure: randomDraw, region: 360_981 });
}

function committed(change: object = {}): Play {
  const matter = start();
  matter.does('commit', who.organiser, '2026-09-01', { ...forms.commit, ...change });
  return matter;
}

function drawn(): Play {
  const matter = committed();
  matter.does('announce', who.organiser, '2026-09-01', forms.announce);
  matter.does('draw', who.organiser, '2026-09-03', forms.draw);
  return matter;
}

function effect<D extends Effect['do']>(effects: readonly Effect[], what: D) {
  const found = effects.find((one) => one.do === what);
  assert.ok(found, `no ${what}`);
  return found as Extract<Effect, { do: D }>;
}

test('from the pools to the public page, with each draw computed by the shell', () => {
  const matter = start();
  const commit = matter.does('commit', who.organiser, '2026-09-01', forms.commit);
  const asked = effect(commit.effects, 'draw');
  assert.deepEqual(asked.pools, { objects: pools.objects[0], inspectors: pools.inspectors[0] });
  assert.equal(asked.drawn, undefined);
  assert.equal(asked.plan.uniform, 2);

  const announce = matter.does('announce', who.organiser, '2026-09-01', forms.announce);
  assert.deepEqual(effect(announce.effects, 'name-size'), { do: 'name-size', size: 500, ahead: 5 });
  assert.match(effect(announce.effects, 'publish').text, /第500条/);
  assert.deepEqual(effect(announce.effects, 'disclose').acts, ['commit', 'announce']);

  const draw = matter.does('draw', who.organiser, '2026-09-03', forms.draw);
  const { drawn: claimed } = effect(draw.effects, 'draw');
  assert.deepEqual(claimed, {
    announced: '2 announce',
    size: 500,
    steps: [],
    result: file,
    inspectors: [accountOf('检查戊')],
  });
  assert.ok(
    matter.seats.some(
      ({ role, account }) => role === 'inspector' && account === accountOf('检查戊'),
    ),
  );

  matter.does('attest', who.witness, '2026-09-03', { agrees: 'yes' });
  matter.does('finish', who.organiser, '2026-09-25', { finishedOn: '2026-09-25' });
  // 20 working days from Friday 25 September, over National Day.
  assert.equal(matter.due('publication', '2026-09-26'), '2026-10-29');
  const published = matter.does('publish', who.organiser, '2026-10-09', {});
  const open = effect(published.effects, 'disclose');
  assert.deepEqual(open.files, [pools.objects[0], pools.inspectors[0], file]);
  assert.ok(open.acts.includes('replace') && !open.acts.includes('askRecusal'));
  assert.equal(matter.state, 'published');
});

test('replacements and recusals add up and carry what was done before', () => {
  const matter = drawn();
  matter.does('replace', who.organiser, '2026-09-04', forms.replace);
  const recused = matter.does('recuse', who.organiser, '2026-09-05', forms.recuse);
  assert.deepEqual(effect(recused.effects, 'draw').drawn?.steps, [
    { do: 'replace', object: 'firm-1' },
    { do: 'recuse', object: 'firm-1', inspector: accountOf('检查戊') },
  ]);
  // The seats are those of the new result: who left no longer sits there.
  const ask = { object: 'firm-1', ground: 'kin' };
  matter.refuses('not-entitled', 'askRecusal', who.inspector, '2026-09-06', ask);
  matter.does('askRecusal', who.second, '2026-09-06', ask);
});

test('what it has come to is read by the slot that says so: nothing before the draw, nor once it must be drawn anew', () => {
  const acts = (...names: (keyof typeof forms | 'cancel')[]) =>
    names.map((act, at) => ({
      entry: uuid(800 + at),
      act,
      at: `2026-09-0${at + 1}T04:00:00.000Z`,
      by: { account: accountOf('组织甲'), posts: [] },
      input: (act === 'cancel' ? {} : forms[act]) as JsonObject,
    }));
  const drawn = (...names: Parameters<typeof acts>) => randomDraw.draws?.(acts(...names));
  assert.equal(drawn('commit', 'announce'), undefined);
  assert.equal(drawn('commit', 'announce', 'draw'), file);
  assert.equal(drawn('commit', 'announce', 'draw', 'recuse'), 'c'.repeat(64));
  assert.equal(drawn('commit', 'announce', 'draw', 'redraw'), undefined);
  assert.equal(drawn('commit', 'announce', 'draw', 'cancel'), undefined);
});

test('a redraw keeps the first draw, starts with a new announcement and counts its own steps', () => {
  const matter = drawn();
  matter.does('replace', who.organiser, '2026-09-04', forms.replace);
  matter.refuses('not-entitled', 'redraw', who.organiser, '2026-09-04', forms.redraw);
  matter.does('redraw', who.head, '2026-09-04', forms.redraw);
  assert.equal(matter.state, 'committed');
  matter.refuses('wrong-state', 'draw', who.organiser, '2026-09-05', forms.draw);
  matter.does('announce', who.organiser, '2026-09-05', { size: 900 });
  const again = matter.does('draw', who.organiser, '2026-09-06', forms.draw);
  const { drawn: second } = effect(again.effects, 'draw');
  assert.equal(second?.size, 900);
  assert.deepEqual(second?.steps, []);
  matter.does('finish', who.organiser, '2026-09-10', { finishedOn: '2026-09-10' });
  // The opinion on the first round would not do for the second.
  matter.refuses('condition-unmet', 'publish', who.organiser, '2026-09-10', {});
});

test('a plan has a uniform arm, two inspectors for each object, and no strata by RFC 3797', () => {
  const matter = start();
  const ask = (change: object) =>
    matter.refuses('condition-unmet', 'commit', who.organiser, '2026-09-01', {
      ...forms.commit,
      ...change,
    }).sentence;
  assert.match(ask({ uniform: 0 }), /均匀抽取至少1个/);
  assert.match(ask({ method: 'rfc3797' }), /不分层/);
  assert.match(ask({ uniform: 0, strata: [] }), /请填写抽取数/);
  const alone = { ...forms.commit, inspectorsEach: 1 };
  matter.refuses('invalid-input', 'commit', who.organiser, '2026-09-01', alone);
  committed({ uniform: 1 });
});

test('a second source is named with its day, lies ahead and is waited for', () => {
  const matter = committed();
  const beacon = { beaconName: '双色球2026135期', beaconOn: '2026-09-03' };
  const ask = (input: object) =>
    matter.refuses('condition-unmet', 'announce', who.organiser, '2026-09-02', {
      size: 500,
      ...input,
    }).sentence;
  assert.match(ask({ beaconName: beacon.beaconName }), /同时写明/);
  assert.match(ask({ ...beacon, beaconOn: '2026-09-02' }), /明天或者以后/);
  matter.does('announce', who.organiser, '2026-09-02', { size: 500, ...beacon });
  const value = { ...forms.draw, beaconValue: '03 07 11' };
  matter.refuses('condition-unmet', 'draw', who.organiser, '2026-09-03', forms.draw);
  matter.refuses('condition-unmet', 'draw', who.organiser, '2026-09-02', value);
  const draw = matter.does('draw', who.organiser, '2026-09-03', value);
  assert.deepEqual(effect(draw.effects, 'draw').drawn?.beacon, {
    name: beacon.beaconName,
    value: '03 07 11',
  });
  const plain = committed();
  plain.does('announce', who.organiser, '2026-09-02', forms.announce);
  plain.refuses('condition-unmet', 'draw', who.organiser, '2026-09-03', value);
});

test('another bureau, a lapsed person and a witness who took part are refused', () => {
  const matter = committed();
  matter.refuses('not-entitled', 'announce', who.otherBureau, '2026-09-01', forms.announce);
  matter.refuses('not-qualified', 'announce', who.lapsed, '2026-09-01', forms.announce);
  drawn().refuses('not-entitled', 'attest', who.organiser, '2026-09-03', { agrees: 'yes' });
  const own = play({ procedure: randomDraw, region: 360_981 });
  own.does('commit', who.organiser, '2026-09-01', { ...forms.commit, witness: bureau.id });
  own.does('announce', who.organiser, '2026-09-01', forms.announce);
  own.does('draw', who.organiser, '2026-09-03', forms.draw);
  const judge = { ...who.organiser, posts: ['reviewer'] as const };
  own.refuses('separation-of-duties', 'attest', judge, '2026-09-03', { agrees: 'yes' });
  const drew = { ...who.organiser, posts: ['leader'] as const };
  own.refuses('separation-of-duties', 'redraw', drew, '2026-09-03', forms.redraw);
});

test('nothing is published against the objection of the witness, which needs its reason', () => {
  const matter = drawn();
  matter.refuses('condition-unmet', 'attest', who.witness, '2026-09-03', { agrees: 'no' });
  matter.does('attest', who.witness, '2026-09-03', { agrees: 'no', note: '没有通知到场' });
  matter.refuses('condition-unmet', 'finish', who.organiser, '2026-09-03', {
    finishedOn: '2026-09-02',
  });
  matter.does('finish', who.organiser, '2026-09-04', { finishedOn: '2026-09-04' });
  matter.refuses('condition-unmet', 'publish', who.organiser, '2026-09-04', {});
  matter.does('attest', who.witness, '2026-09-05', { agrees: 'yes' });
  matter.does('publish', who.organiser, '2026-09-05', {});
});

test('a draw that is broken off stays visible', () => {
  const matter = committed();
  const end = matter.does('cancel', who.head, '2026-09-02', { reason: '任务取消不再开展' });
  assert.deepEqual(effect(end.effects, 'disclose').acts, ['cancel']);
  assert.equal(matter.state, 'cancelled');
});

test('a former employer counts for three years, kin always, the same firm for twelve months', () => {
  const former = { organisation: uuid(1), ground: 'former-employer', until: '2023-09-01' } as const;
  assert.ok(keepsAway(former, '2026-09-01'));
  assert.ok(!keepsAway(former, '2026-09-02'));
  assert.ok(keepsAway({ organisation: uuid(1), ground: 'kin' }, '2040-01-01'));
  assert.equal(sameFirmSince('2026-09-15'), '2025-09-15');
});

test('everybody declares for himself, completely, each firm once', () => {
  const firm = { organisation: uuid(5), ground: 'kin' };
  const when = inspectorDeclaration.kind === 'book' ? inspectorDeclaration.when! : undefined;
  const facts = { today: '2026-09-01', actor: who.inspector } as never;
  const said = (change: object) =>
    when?.(facts, {
      inspector: accountOf('检查戊'),
      relations: [firm],
      complete: true,
      ...change,
    } as never);
  assert.equal(said({}), undefined);
  assert.match(JSON.stringify(said({ inspector: accountOf('检查己') })), /本人/);
  assert.match(JSON.stringify(said({ complete: false })), /完整/);
  assert.match(JSON.stringify(said({ relations: [firm, firm] })), /两次/);
  const later = { ...firm, ground: 'former-employer', until: '2026-10-01' };
  assert.match(JSON.stringify(said({ relations: [later] })), /离职/);
});
