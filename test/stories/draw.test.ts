import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { after, before, test } from 'node:test';
import type { DrawBundle, InspectorPool } from '#server/draws/present.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import type { Problem } from '#server/problem.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { DrawStory, handedIn, seedDrawCast } from './draw-scene.ts';
import type { DrawCast } from './draw-scene.ts';
import { assertSays, paperOf } from './download.ts';

const execute = promisify(execFile);
const service = await startServer({ after });
after(closeRenderer);
const story = new Story(service);
let cast: DrawCast;
before(async () => {
  cast = await seedDrawCast(story);
});

function tell(): Promise<DrawStory> {
  return new DrawStory(story, cast).meets();
}

test('an honest draw, with a recusal and a replacement, is computed again by whoever wants to', async () => {
  story.on('2026-11-23');
  const draw = await tell();
  await draw.declares('jin', cast.firms.slice(0, 5));
  await draw.commits();
  await draw.matter.isHiddenFrom('ruijin', 'principal', 'citizen');
  await draw.announces();
  // The witness follows it; the public sees the announcement and nothing of the pools.
  assert.match((await draw.matter.told('local')).join(), /名录库已锁定/);
  const page = await service.client().get<string>(`/draws/${draw.matter.id}`);
  assert.match(page.body, /名录库和结果在检查完成后公开/);
  assert.match(
    page.body,
    new RegExp(`监督单位</dt>\\s*<dd>${cast.organisations.government.name}</dd>`),
  );
  assert.ok(!page.body.includes('号厂'));
  const early = await draw.checks();
  assert.ok(early.ok && early.extent === 'announced', JSON.stringify(early));

  const first = await draw.draws();
  assert.equal(first.drawn.length, 10);
  const jin = draw.idOf('jin');
  for (const { object, inspectors } of first.drawn) {
    const isKin = cast.firms.slice(0, 5).includes(object.id);
    assert.ok(!isKin || !inspectors.some(({ id }) => id === jin));
  }
  const gone = first.drawn[5]!;
  const second = await draw.replaces(gone.object.id);
  assert.ok(second.drawn[5]!.rank > gone.rank);
  assert.equal(second.drawn[5]!.stratum, gone.stratum);
  const [leaving] = second.drawn[0]!.inspectors;
  const third = await draw.recuses(second.drawn[0]!.object.id, leaving!.id);
  assert.ok(!third.drawn[0]!.inspectors.some(({ id }) => id === leaving!.id));
  const result = await draw.result();
  assert.deepEqual(result.drawn, third.drawn);
  // Neither the firm nor the inspector is in the result any more; the list of changes names both.
  assert.deepEqual(
    (await draw.view()).rounds[0]?.steps.map((step) => [step.objectName, step.inspectorName]),
    [
      [gone.object.name, undefined],
      [second.drawn[0]!.object.name, leaving!.name],
    ],
  );
  assert.equal(result.hash, third.result);

  // Who was sent to a firm is not sent there again so soon, unless the office has too few people for that.
  const { people } = await draw.posts<InspectorPool>('/api/draws/pools/inspectors', {});
  for (const { id, avoids } of people) {
    const sent = third.drawn.filter((one) => one.inspectors.some((person) => person.id === id));
    const kin = id === jin ? cast.firms.slice(0, 5) : [];
    const expected = new Set([...kin, ...sent.map(({ object }) => object.id)]);
    assert.equal(avoids, expected.size);
  }

  story.on('2026-11-25');
  await draw.publishes();
  const verdict = await draw.checks();
  assert.ok(verdict.ok && verdict.extent === 'whole', JSON.stringify(verdict));
  assert.deepEqual(
    verdict.rounds[0]!.drawn.map(({ object }) => object),
    third.drawn.map(({ object }) => object.id),
  );
  const open = await service.client().get<string>(`/draws/${draw.matter.id}`);
  assert.match(open.body, /由下一名次递补/);
  assert.ok(open.body.includes(third.drawn[0]!.object.name));
  const list = await service.client().get<string>('/draws');
  assert.ok(list.body.includes(draw.matter.id));
  const table = await (await story.as('inspector')).get(`/api/draws/${draw.matter.id}/result.xlsx`);
  assert.equal(table.status, 200);
  await story.isProved();
});

test('the command line computes a published draw again, from its address and from a saved copy', async (t) => {
  story.on('2026-11-25', '15:00');
  const draw = await tell();
  await draw.commits();
  await draw.announces();
  await draw.draws();
  await draw.publishes();
  const folder = mkdtempSync(join(tmpdir(), 'sifang-draw-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const get = async (path: string) => (await fetch(`${service.baseUrl}${path}`)).text();
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, await get('/ledger/policy.json'));
  const address = `/draws/${draw.matter.id}`;
  const bundle = await get(`${address}/bundle.json`);
  mkdirSync(join(folder, 'files'));
  for (const hash of (JSON.parse(bundle) as DrawBundle).files) {
    writeFileSync(join(folder, 'files', hash), await get(`${address}/files/${hash}`));
  }
  const saved = join(folder, 'bundle.json');
  writeFileSync(saved, bundle);
  const run = (place: string) =>
    execute(process.execPath, ['scripts/verify.ts', '--draw', place, '--policy', policy]);
  assert.match((await run(`${service.baseUrl}${address}`)).stdout, /^重算正确/);
  assert.match((await run(saved)).stdout, /^重算正确/);
  const { pools } = await draw.view();
  writeFileSync(join(folder, 'files', pools.objects), 'x');
  await assert.rejects(run(saved), (error: { code: number; stderr: string }) => {
    assert.equal(error.code, 1);
    assert.match(error.stderr, /^重算不一致：对象库文件/);
    return true;
  });
  await assert.rejects(run(join(folder, 'none')), (error: { code: number }) => error.code === 2);
});

test('what was tampered with is named: a pool, an entry, a root, a source known beforehand', async () => {
  story.on('2026-11-26');
  const draw = await tell();
  await draw.commits();
  await draw.announces();
  await draw.draws();
  await draw.publishes();
  const { pools, rounds } = await draw.view();
  const said = async (tamper: Parameters<DrawStory['checks']>[0]) => {
    const verdict = await draw.checks(tamper);
    return verdict.ok ? 'right' : verdict.sentence;
  };
  assert.equal(await said(undefined), 'right');
  const otherPool = (bundle: DrawBundle, files: Map<string, Uint8Array>) => {
    const text = new TextDecoder().decode(files.get(pools.objects));
    files.set(pools.objects, new TextEncoder().encode(text.replace('\t1\t', '\t2\t')));
    return bundle;
  };
  assert.match(await said(otherPool), /^对象库文件/);
  const otherResult = (bundle: DrawBundle, files: Map<string, Uint8Array>) => {
    const hash = rounds[0]!.results[0]!;
    const text = new TextDecoder().decode(files.get(hash));
    files.set(hash, new TextEncoder().encode(text.replace('uniform', 'stratum')));
    return bundle;
  };
  assert.match(await said(otherResult), /^第1轮抽取结果第3行/);
  const otherRoot = (bundle: DrawBundle): DrawBundle => ({
    ...bundle,
    roots: bundle.roots.map((root) => ({ ...root, root: 'a'.repeat(64) })),
  });
  assert.match(await said(otherRoot), /根哈希与检查点不符/);
  const forged = (bundle: DrawBundle): DrawBundle => ({
    ...bundle,
    receipts: bundle.receipts.map((receipt, at) =>
      at === 0 ? receipt.replace('A', 'B') : receipt,
    ),
  });
  assert.notEqual(await said(forged), 'right');
  const without = (bundle: DrawBundle): DrawBundle => ({
    ...bundle,
    receipts: bundle.receipts.slice(1),
  });
  assert.match(await said(without), /缺少锁定名录库/);
  assert.match(await said(() => ({}) as DrawBundle), /不是抽取公示文件/);
});

test('a pool that was changed after the commitment is refused, and so is another result', async () => {
  story.on('2026-11-27');
  const draw = await tell();
  await draw.commits();
  await draw.announces();
  const { pools } = await draw.view();
  const preview = await draw.preview();
  const other = handedIn({ ...preview, result: pools.objects });
  await draw.matter.refuses(
    'inspector',
    'draw',
    { beaconProof: [], ...other },
    { code: 'condition-unmet', basis: ['order-18/15'], sentence: /重算的结果不一致/ },
  );
  const fewer = { result: [preview.result], inspectors: preview.inspectors.slice(1) };
  await draw.matter.refuses(
    'inspector',
    'draw',
    { beaconProof: [], ...fewer },
    { code: 'condition-unmet', sentence: /检查人员与抽取结果不一致/ },
  );
  const bytes = Buffer.from((await service.context.files.get(pools.objects))!);
  const place = storedAt(pools.objects);
  writeFileSync(place, bytes.toString('utf8').replace('号厂', '号场'));
  try {
    await draw.matter.refuses(
      'inspector',
      'draw',
      { beaconProof: [], ...handedIn(preview) },
      { code: 'condition-unmet', sentence: /与锁定时不一致/ },
    );
  } finally {
    writeFileSync(place, bytes);
  }
  await draw.draws();
});

test('a redraw has a reason, and the first draw stays where everybody can see it', async () => {
  story.on('2026-11-30');
  const draw = await tell();
  await draw.commits();
  await draw.announces();
  const first = await draw.draws();
  const redraw = { ground: 'procedure', reason: '监督单位没有到场' };
  await draw.matter.refuses('inspector', 'redraw', redraw, { code: 'not-entitled' });
  await draw.matter.does('reviewer', 'redraw', redraw);
  const none = await (await story.as('inspector')).get(`/api/draws/${draw.matter.id}/result`);
  assert.equal(none.status, 409);
  await draw.announces();
  const second = await draw.draws();
  assert.notEqual(second.result, first.result);
  const { rounds } = await draw.view();
  assert.equal(rounds.length, 2);
  assert.equal(rounds[0]!.replacedBecause?.reason, redraw.reason);
  assert.deepEqual(rounds[0]!.drawn, first.drawn);
  await draw.publishes();
  const verdict = await draw.checks();
  assert.ok(verdict.ok && verdict.rounds.length === 2, JSON.stringify(verdict));
  const page = await service.client().get<string>(`/draws/${draw.matter.id}`);
  assert.match(page.body, /本轮作废，重新抽取/);
});

test('the source lies ahead, is waited for, and nobody draws before it', async () => {
  story.on('2026-12-01');
  const draw = await tell();
  await draw.commits();
  await story.log();
  const now = await draw.position();
  await draw.matter.refuses(
    'inspector',
    'announce',
    { size: now + 4 },
    { code: 'condition-unmet', basis: ['order-18/15'], sentence: /须是将来的记录/ },
  );
  await draw.matter.does('inspector', 'announce', { size: now + 20 });
  await story.log();
  const client = await story.as('inspector');
  const early = await client.post<Problem>(`/api/draws/${draw.matter.id}/preview`, {});
  assert.equal(early.body.code, 'too-early');
  assert.match(early.body.detail, /到第\d+条时方可抽取/);
});

test('a second source is mixed in with its value', async () => {
  story.on('2026-12-02');
  const draw = await tell();
  await draw.commits();
  await story.log();
  const size = (await draw.position()) + 6;
  const beacon = { beaconName: '双色球 2026140 期', beaconOn: '2026-12-03' };
  await draw.matter.does('inspector', 'announce', { size, ...beacon });
  // Whoever reads the announcement has all that the draw is computed from.
  const [committed] = (await draw.matter.seenBy('inspector')).timeline;
  const pools = [committed!.input['objects'], committed!.input['inspectors']].flat() as string[];
  const announced = await paperOf(story, 'inspector', draw.matter, 'announce');
  assertSays(announced.replaceAll(/\s/g, ''), [...pools, String(size), '双色球2026140期']);
  await draw.grows(size);
  const url = `/api/draws/${draw.matter.id}/preview`;
  const without = await (await story.as('inspector')).post<Problem>(url, {});
  assert.equal(without.body.code, 'invalid-input');
  const preview = await draw.posts<Awaited<ReturnType<DrawStory['preview']>>>(url, {
    beaconValue: '03 07 11 19',
  });
  const input = { beaconProof: [], beaconValue: '03 07 11 19', ...handedIn(preview) };
  await draw.matter.refuses('inspector', 'draw', input, {
    code: 'condition-unmet',
    sentence: /2026-12-03公布/,
  });
  story.on('2026-12-03', '22:00');
  const other = { ...input, beaconValue: '03 07 11 20' };
  await draw.matter.refuses('inspector', 'draw', other, { code: 'condition-unmet' });
  await draw.matter.does('inspector', 'draw', input);
  await draw.publishes();
  const verdict = await draw.checks();
  assert.ok(verdict.ok, JSON.stringify(verdict));
  assert.match(verdict.rounds[0]!.seedText, /beacon 双色球_2026140_期 03_07_11_19/);
});

test('another county draws nothing here, a lapsed person nothing at all', async () => {
  story.on('2026-12-04');
  const draw = await tell();
  await draw.commits();
  const ruijin = await story.as('ruijin');
  assert.equal((await ruijin.get(`/api/draws/${draw.matter.id}`)).status, 404);
  await assert.rejects(draw.matter.seenBy('ruijin'), /does not see it/);
  const foreign = await ruijin.post<Problem>('/api/draws/pools/objects', { region: 360_704 });
  assert.equal(foreign.body.code, 'another-region');
  const announce = `/api/proceedings/${draw.matter.id}/acts/announce`;
  await story.refused('ruijin', announce, { input: { size: 900 } }, { code: 'not-found' });
  // Pools of the county are files of its people: another office cannot lock them.
  const plan = await draw.plan();
  await story.opensNot('ruijin', 'random-draw', 'commit', plan, { code: 'invalid-input' });
  await story.opensNot('expired', 'random-draw', 'commit', plan, {
    code: 'not-qualified',
    basis: ['guidance/4.1', 'order-18/12', 'order-18/15'],
  });
  const pool = await (await story.as('expired')).post<Problem>('/api/draws/pools/objects', {});
  assert.equal(pool.body.code, 'not-qualified');
  const shop = await (await story.as('shopkeeper')).post<Problem>('/api/draws/pools/objects', {});
  assert.equal(shop.body.code, 'not-entitled');
  await draw.announces();
  await draw.draws();
  const redraw = { ground: 'procedure', reason: '监督单位没有到场' };
  const url = `/api/proceedings/${draw.matter.id}/acts/redraw`;
  await story.refused('ruijin', url, { input: redraw }, { code: 'not-found' });
});

test('a plan that its pools cannot fill is refused when they are locked', async () => {
  story.on('2026-12-07');
  const draw = await tell();
  const plan = await draw.plan();
  const ask = (change: object, sentence: RegExp) =>
    story.opensNot(
      'inspector',
      'random-draw',
      'commit',
      { ...plan, ...change },
      { code: 'condition-unmet', sentence },
    );
  const [only] = plan.strata;
  await ask({ strata: [{ ...only, count: 30 }], objectsEach: 50 }, /只有\d+个，不能抽取30个/);
  await ask({ uniform: 24, strata: [only], objectsEach: 50 }, /可能先把它们抽走/);
  await ask({ objectsEach: 1 }, /不足以承担/);
  await ask({ objects: plan.inspectors }, /种类不符/);
  const paper = await story.paper('inspector');
  await ask({ objects: [paper] }, /不是名录库文件/);
});

test('a pool can come from a table, all of it or none', async () => {
  story.on('2026-12-08');
  const client = await story.as('inspector');
  const rows = await service.context.database.asSystem('import', (tx) =>
    tx.rows<{ credit_code: string }>(
      'select credit_code from organisation where id = any ($1::uuid[])',
      [cast.firms.slice(0, 3)],
    ),
  );
  const lines = rows.map(
    ({ credit_code }, at) => `${credit_code},${at === 0 ? '重点' : ''},${at + 1}`,
  );
  const csv = (text: string) => new TextEncoder().encode(text);
  const headers = { 'content-type': 'text/csv' };
  const url = '/api/draws/pools/objects/import?name=a.csv';
  const good = await client.post<{ ok: boolean; pool: { size: number; strata: object[] } }>(
    url,
    csv(['统一社会信用代码,分层,权重', ...lines].join('\n')),
    { headers },
  );
  assert.ok(good.body.ok, JSON.stringify(good.body));
  assert.equal(good.body.pool.size, 3);
  assert.equal(good.body.pool.strata.length, 2);
  const bad = await client.post<{ ok: boolean; issues: { line: number }[] }>(
    url,
    csv(
      [
        '统一社会信用代码,分层,权重',
        ...lines,
        lines[0]!,
        'x,,1',
        `${rows[1]!.credit_code},,0`,
      ].join('\n'),
    ),
    { headers },
  );
  assert.equal(bad.body.ok, false);
  assert.deepEqual(
    bad.body.issues.map(({ line }) => line),
    [5, 6, 7],
  );
});

function storedAt(hash: string): string {
  const [found] = globSync(`${tmpdir()}/sifang-files-*/*/*/${hash}`);
  assert.ok(found);
  return found;
}
