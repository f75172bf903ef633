import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '#kernel/json.ts';
import { violationReport } from '#law/public/violation-report.ts';
import { file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = {
  id: uuid(41),
  kind: 'market-regulator',
  level: 'county',
  region: 360_481,
} as const;
const office = (n: number, level: 'county' | 'city', region: number) =>
  ({ id: uuid(n), kind: 'market-regulator', level, region }) as const;
const neighbour = office(44, 'county', 360_426);
const third = office(45, 'county', 360_482);
const city = office(46, 'city', 360_400);
const works = { id: uuid(43), kind: 'enterprise', region: 360_481 } as const;
const who = {
  guest: person('举报人'),
  employee: person('车间工人', ['quality-safety-officer'], works),
  intake: person('受理员', ['intake-officer'], county),
  handler: person('承办人', ['case-officer'], county),
  clerk: person('承办受理员', ['intake-officer'], county),
  head: person('局长', ['leader'], county),
  neighbour: person('德安承办人', ['case-officer'], neighbour),
  chief: person('德安局长', ['leader'], neighbour),
  city: person('市局处长', ['leader'], city),
  third: person('共青城承办人', ['case-officer'], third),
};
const letter = {
  channel: 'web',
  matter: '销售没有强制性认证的插座',
  violation: 'no-ccc',
  respondentName: '瑞昌市安家电器店',
  respondentAddress: '瑞昌市人民路1号',
  facts: '店内货架上的六孔插座没有认证标志，店主说是自己组装的。',
  evidence: [file],
};
const found = { facts: '货架上的六孔插座没有强制性认证标志。', evidence: [] };

const start = () => play({ procedure: violationReport, region: 360_481 });

function verifying(): Play {
  const matter = start();
  matter.does('report', who.guest, '2026-09-24', letter);
  matter.does('dispatch', who.intake, '2026-09-28', { handler: county.id, ground: 'place' });
  return matter;
}

test('a report is verified within fifteen working days of the day on which it came', () => {
  // 25 to 27 September and 1 to 7 October are free, Saturday 10 October is worked.
  assert.equal(verifying().due('verification', '2026-09-28'), '2026-10-22');
});

test('whoever acts for an organisation is told how to report without its name', () => {
  const matter = start();
  matter.refuses('not-entitled', 'report', who.employee, '2026-09-24', letter);
  matter.does('report', who.guest, '2026-09-24', letter);
});

test('days are written down by the officer who received the letter alone', () => {
  const matter = start();
  const dated = { ...letter, receivedOn: '2026-09-23' };
  matter.refuses('condition-unmet', 'report', who.guest, '2026-09-24', dated);
  const later = { ...letter, receivedOn: '2026-09-25' };
  matter.refuses('condition-unmet', 'report', who.intake, '2026-09-24', later);
  matter.refuses('condition-unmet', 'report', who.guest, '2026-09-24', {
    ...letter,
    happenedOn: '2026-09-25',
  });
  matter.does('report', who.intake, '2026-09-24', { ...dated, channel: 'post' });
  assert.equal(matter.due('verification', '2026-09-24'), '2026-10-21');
});

test('new facts are merged, and the days run anew from the last report', () => {
  const matter = verifying();
  matter.does('add', who.guest, '2026-10-12', { text: '他们今天又到了一车。', evidence: [] });
  const merged = { addedOn: '2026-10-12', reason: '又购进一车' };
  matter.refuses('condition-unmet', 'merge', who.handler, '2026-10-12', {
    ...merged,
    addedOn: '2026-10-13',
  });
  matter.does('merge', who.handler, '2026-10-12', merged);
  assert.equal(matter.due('verification', '2026-10-12'), '2026-11-02');
  const { effects } = matter.does('openCase', who.handler, '2026-10-13', found);
  const opened = effects.find((effect) => effect.do === 'open');
  assert.equal(opened?.do === 'open' && opened.procedure, 'penalty-case');
  const input = (opened?.do === 'open' ? opened.input : {}) as JsonObject;
  assert.deepEqual(
    [input['source'], input['receivedOn'], input['partyName'], input['facts']],
    ['report', '2026-10-12', '瑞昌市安家电器店', found.facts],
  );
  // What the case is called stands on the papers of the party, who must not know the reporter by his words.
  assert.equal(input['caseName'], '瑞昌市安家电器店涉嫌没有强制性认证出厂、销售案');
  assert.doesNotMatch(JSON.stringify(input), new RegExp(letter.matter));
});

test('neither a file of the reporter nor a run of own words goes into the case', () => {
  const matter = verifying();
  const photo = 'b'.repeat(64);
  matter.does('add', who.guest, '2026-09-29', { text: letter.facts, evidence: [photo] });
  for (const own of [file, photo]) {
    const { basis, issues } = matter.refuses(
      'condition-unmet',
      'openCase',
      who.handler,
      '2026-09-30',
      {
        ...found,
        evidence: ['c'.repeat(64), own],
      },
    );
    assert.deepEqual([basis, issues?.map(({ path }) => path)], [['order-121/37'], ['evidence']]);
  }
  const copied = { ...found, facts: `经查，${letter.facts}` };
  matter.refuses('condition-unmet', 'openCase', who.handler, '2026-09-30', copied);
  matter.does('openCase', who.handler, '2026-09-30', { ...found, evidence: ['c'.repeat(64)] });
});

test('the head lengthens once by fifteen working days, and not after the last day', () => {
  const matter = verifying();
  const reason = { reason: '需要异地协查' };
  matter.refuses('not-entitled', 'extendVerification', who.handler, '2026-10-12', reason);
  matter.does('extendVerification', who.head, '2026-10-12', reason);
  assert.equal(matter.due('verification', '2026-10-12'), '2026-11-12');
  matter.refuses('already-done', 'extendVerification', who.head, '2026-10-13', reason);
  verifying().refuses('too-late', 'extendVerification', who.head, '2026-10-23', reason);
});

test('office and reporter ask and answer; where nobody reads nothing is asked', () => {
  const matter = verifying();
  const question = { question: '是哪一层货架？' };
  matter.refuses('not-entitled', 'ask', who.guest, '2026-09-29', question);
  matter.does('ask', who.handler, '2026-09-29', question);
  matter.refuses('not-entitled', 'add', who.employee, '2026-09-29', { text: '没有', evidence: [] });
  matter.does('add', who.guest, '2026-09-29', { text: '最下面一层。', evidence: [] });

  const posted = start();
  posted.does('report', who.intake, '2026-09-24', { ...letter, channel: 'post' });
  posted.does('dispatch', who.intake, '2026-09-24', { handler: county.id, ground: 'place' });
  posted.refuses('condition-unmet', 'ask', who.handler, '2026-09-29', question);
});

test('a case is registered by who may carry it on; not to file is for the head to decide', () => {
  const matter = verifying();
  matter.refuses('condition-unmet', 'openCase', who.clerk, '2026-09-29', found);
  matter.refuses('not-entitled', 'decideNotToFile', who.handler, '2026-09-29', {
    reason: '不属实',
  });
  matter.does('decideNotToFile', who.head, '2026-09-29', { reason: '认证标志在底面，认证有效。' });
  const closing = { outcome: 'unproved', summary: '已核查' };
  matter.refuses('condition-unmet', 'close', who.handler, '2026-09-30', {
    ...closing,
    outcome: 'penalised',
  });
  matter.does('tell', who.handler, '2026-09-30', { provision: '本省规定', result: '未发现违法' });
  matter.does('close', who.handler, '2026-09-30', closing);
  assert.equal(matter.state, 'closed');
});

const says = { kind: 'neither', reason: '加工地在德安县。' };

test('a dispute on competence is consulted about in seven working days; whoever takes it on says so', () => {
  const matter = verifying();
  const reading = (past: Play) =>
    past.seats.flatMap(({ role, organisation, leftAt }) =>
      organisation === undefined || role === 'intake'
        ? []
        : [`${role} ${organisation} ${leftAt?.slice(0, 10) ?? ''}`.trim()],
    );
  matter.refuses('condition-unmet', 'dispute', who.handler, '2026-09-29', {
    ...says,
    other: county.id,
  });
  matter.does('dispute', who.handler, '2026-09-29', { ...says, other: neighbour.id });
  // 30 September, 8 and 9 October, Saturday the 10th, which is worked, and 12 to 14 October.
  assert.equal(matter.due('consultation', '2026-09-29'), '2026-10-14');
  assert.equal(matter.due('verification', '2026-09-29'), '2026-10-22');
  matter.refuses('wrong-state', 'openCase', who.handler, '2026-09-30', found);
  matter.does('add', who.guest, '2026-09-30', { text: '还在卖。', evidence: [] });
  // Nobody puts it on the other.
  const record = '电话协商，双方各派一人。';
  matter.refuses('condition-unmet', 'agree', who.handler, '2026-10-12', {
    handler: neighbour.id,
    record,
  });
  matter.refuses('not-entitled', 'agree', who.third, '2026-10-12', { handler: third.id, record });
  const taken = matter.fork();
  taken.does('agree', who.neighbour, '2026-10-12', { handler: neighbour.id, record });
  assert.deepEqual(reading(taken), [
    `handler ${neighbour.id}`,
    `formerHandler ${county.id} 2026-10-12`,
  ]);
  taken.does('openCase', who.neighbour, '2026-10-13', found);
  matter.does('agree', who.handler, '2026-10-12', { handler: county.id, record });
  assert.deepEqual(reading(matter), [
    `handler ${county.id}`,
    `formerDisputant ${neighbour.id} 2026-10-12`,
  ]);
});

test('where they don’t agree their superior designates, and whoever is designated keeps it', () => {
  const matter = verifying();
  matter.does('dispute', who.handler, '2026-09-29', { ...says, other: neighbour.id });
  const request = { superior: city.id, record: '双方意见不一。' };
  matter.refuses('condition-unmet', 'requestDesignation', who.neighbour, '2026-10-12', {
    ...request,
    superior: county.id,
  });
  matter.does('requestDesignation', who.neighbour, '2026-10-12', request);
  assert.equal(matter.clock('verification', '2026-10-12')?.status, 'met');
  assert.equal(matter.due('designation', '2026-10-12'), '2026-10-21');
  const order = {
    handler: neighbour.id,
    noticeNumber: '九市监指〔2026〕3号',
    reason: '加工地在德安县',
  };
  matter.refuses('not-entitled', 'designate', who.neighbour, '2026-10-13', order);
  matter.does('designate', who.city, '2026-10-13', order);
  assert.equal(matter.due('after-designation', '2026-10-13'), '2026-11-03');
  for (const [act, input] of [
    ['giveBack', { reason: '不归我管' }],
    ['redirect', { competent: '他处', reason: '不归我管' }],
    ['dispute', { ...says, other: county.id }],
  ] as const) {
    const { sentence } = matter.refuses('condition-unmet', act, who.neighbour, '2026-10-14', input);
    assert.match(sentence, /上级已经指定/);
  }
  matter.refuses('not-entitled', 'openCase', who.handler, '2026-10-14', found);
  const reason = { reason: '需要异地协查' };
  matter.refuses('too-early', 'extendVerification', who.chief, '2026-10-14', reason);
  const longer = matter.fork();
  longer.does('extendDesignated', who.chief, '2026-10-14', reason);
  assert.equal(longer.due('after-designation', '2026-10-14'), '2026-11-24');
  const { effects } = matter.does('openCase', who.neighbour, '2026-10-14', found);
  const opened = effects.find((effect) => effect.do === 'open');
  assert.equal(opened?.do === 'open' && (opened.input as JsonObject)['receivedOn'], '2026-10-13');
  assert.equal(matter.clock('after-designation', '2026-10-14')?.status, 'met');
});

test('an office without power says where to go', () => {
  const matter = verifying();
  matter.does('redirect', who.handler, '2026-09-29', {
    competent: '九江市农业农村局',
    reason: '农药经营由农业农村部门监管',
  });
  assert.equal(matter.state, 'elsewhere');
});

test('the suspect is kept from it in every state', () => {
  for (const [id, state] of Object.entries(violationReport.states)) {
    assert.deepEqual(state.hiddenFrom, ['suspect'], id);
  }
});
