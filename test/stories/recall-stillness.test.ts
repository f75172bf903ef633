import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { tellHolders } from '#server/recalls/tell.ts';
import { file } from '../law/play.ts';
import { forms } from '../law/recall-setting.ts';
import { startServer } from '../service.ts';
import type { Matter } from './case-file.ts';
import { RecallChain, isAudited } from './recall-scene.ts';

const service = await startServer({ after });
const chain = new RecallChain(service);
const { story } = chain;
let matter: Matter;
let carriage: string;

before(async () => {
  ({ matter, carriage } = await chain.stopped());
});

/** The scopes that were written, oldest first, and how many lines they have among them. */
async function written() {
  return asOwner(service.databaseUrl, async (owner) => ({
    scopes: await owner.query<{ hash: string; same: boolean }>(
      `select hash, same_as is not null as same from recall_scope order by at, entry_id`,
    ),
    lines: (await owner.query('select from recall_line')).length,
  }));
}

interface Preview {
  readonly hash: string;
  readonly lots: number;
  readonly holders: number;
  readonly tiers: readonly { readonly onHand: string; readonly destroyed: string }[];
}

async function preview(): Promise<Preview> {
  const client = await story.as('maker');
  const { body } = await client.post<Preview>(`/api/recalls/${matter.id}/preview`, { lots: [] });
  return body;
}

const disposals = '/api/books/lot-disposal/records';
const destroyed = async (quantity: string) => ({
  lot: carriage,
  quantity,
  way: 'destroy',
  on: '2026-10-08',
  reason: '摔坏',
  evidence: [await story.paper('silent')],
});

test('what was stopped and stands still is not counted again', async () => {
  const { scopes, lines } = await written();
  const { hash, tiers, ...sums } = await preview();
  assert.deepEqual(scopes, [{ hash, same: false }]);
  assert.deepEqual([lines, sums], [4, { lots: 1, holders: 4 }]);
  assert.deepEqual(
    tiers.map(({ onHand }) => onHand),
    ['20', '50', '9'],
  );
});

test('what moves meanwhile is counted, and what is taken back leaves the list as it was', async () => {
  story.on('2026-10-08');
  const first = await preview();
  const input = await destroyed('4');
  const { id: corrects } = await story.submits('silent', disposals, { input });
  const moved = await preview();
  assert.notEqual(moved.hash, first.hash);
  assert.deepEqual(
    moved.tiers.map(({ onHand, destroyed: gone }) => [onHand, gone]),
    [
      ['20', '0'],
      ['46', '4'],
      ['9', '0'],
    ],
  );
  await matter.rejects(
    'maker',
    'plan',
    { ...forms.plan, hash: first.hash },
    { code: 'condition-unmet' },
  );
  assert.equal((await written()).scopes.length, 1, 'nothing of what was refused stays');
  const less = { input: await destroyed('1'), corrects, reason: '数量有误' };
  await story.submits('silent', disposals, less);
  const corrected = await preview();
  assert.deepEqual(
    corrected.tiers.map(({ onHand }) => onHand),
    ['20', '49', '9'],
  );
  await matter.fills('maker', 'plan', { ...forms.plan, hash: corrected.hash });
  const { scopes, lines } = await written();
  assert.deepEqual(scopes, [
    { hash: first.hash, same: false },
    { hash: corrected.hash, same: false },
  ]);
  assert.equal(lines, 8);
});

test('a plan that finds what the one before found shares its lines, whoever reads them', async () => {
  const { hash } = await preview();
  const asked = `array[(select l.id from lot l where l.number = 'TC-1' and l.product = '童车')]`;
  const again = `select set_config('sifang.organisation', '${chain.id('maker')}', true);
    select freeze_recall('${matter.id}', gen_random_uuid(), ${asked}, '${hash}', now()) as said;`;
  await asOwner(service.databaseUrl, async (owner) => {
    // Counted anew, since a note says that something moved: nothing did.
    await owner.query('begin; update recall_moved set counted = false;');
    assert.equal((await owner.query<{ said: null }>(again)).at(-1)?.said, null);
    const shared = await owner.query(`select same_as = (select entry_id from recall_scope
        where same_as is null order by at desc limit 1) as same from recall_scope where same_as is not null`);
    assert.deepEqual(shared, [{ same: true }]);
    assert.equal((await owner.query('select from recall_line')).length, 8);
    const [progress] = await owner.query<{ holders: string }>(
      `select sum(r.holders)::text as holders from recall_progress('${matter.id}') r`,
    );
    assert.equal(progress?.holders, '4', 'in three tiers');
    await owner.query('rollback');
  });
});

test('what the recall lets go is counted again each time, because it moves unseen', async () => {
  const { hash } = await preview();
  const remedy = { way: 'repair', detail: '更换螺栓', evidence: [file] };
  await matter.fills('maker', 'remedy', { ...remedy, seeds: [{ lot: carriage }] });
  await chain.sells('silent', carriage, '2', 'consumer');
  const sold = await preview();
  assert.notEqual(sold.hash, hash);
  await chain.sells('silent', carriage, '1', 'consumer');
  assert.notEqual((await preview()).hash, sold.hash);
});

test('every act can be proved, and the audit finds nothing', async () => {
  assert.equal(await tellHolders(service.context), 4);
  await story.isProved();
  await isAudited(service);
});
