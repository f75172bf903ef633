import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { lotKeys } from './goods/lot-rows.ts';
import { recallId, recallScope } from './goods/recall-rows.ts';
import { startScene, people } from './scene.ts';
import type { Who } from './scene.ts';

const scene = await startScene({ after });

/** The recalling works and the province, which leads the recall; the offices of the place do not. */
const parties: readonly Who[] = ['works', 'worksPrincipal', 'province'];
const entry = `'00000000-0000-7000-8000-00000000b0ff'`;
const first = `array(select id from lot where seq = ${lotKeys.first})`;

async function whoGets(sql: string, before = ''): Promise<Who[]> {
  const found: Who[] = [];
  for (const who of people) {
    const outcome = await scene.as(who, sql, before);
    assert.ok('rows' in outcome, `${who}: ${'refused' in outcome ? outcome.refused : ''}`);
    const [row] = outcome.rows;
    if (row !== undefined && Object.values(row).some((value) => value !== null)) found.push(who);
  }
  return found;
}

test('what a recall would take hold of is shown to its producer and its regulators', async () => {
  assert.deepEqual(await whoGets(`select preview_recall('${recallId}', '{}')`), [...parties]);
  assert.deepEqual(await whoGets(`select * from recall_progress('${recallId}')`), [...parties]);
  assert.deepEqual(await whoGets(`select * from recall_account('${recallId}')`), [...parties]);
  assert.deepEqual(await whoGets(`select * from recall_receivers('${recallId}')`), [
    'works',
    'worksPrincipal',
  ]);
});

test('whose answer the goods have outrun is told to the regulators, and to nobody what lies where but the sums', async () => {
  const moved = `insert into lot_block values (${lotKeys.first}, '${recallId}', '${recallScope}', now());
    update holding set got = got + 1 where lot = ${lotKeys.first} and not own;`;
  const asked = `select outrun from recall_account('${recallId}')`;
  const who = async () => {
    const told: Who[] = [];
    for (const one of people) {
      const outcome = await scene.as(one, asked, moved);
      assert.ok('rows' in outcome);
      if (Array.isArray(outcome.rows[0]?.['outrun'])) told.push(one);
    }
    return told;
  };
  assert.deepEqual(await who(), ['province']);
  const sums = await scene.as('works', `select * from recall_account('${recallId}')`, moved);
  assert.ok('rows' in sums);
  assert.equal(sums.rows[0]?.['stale'], 1);
  assert.doesNotMatch(JSON.stringify(sums.rows), new RegExp(scene.cast.houses.maker.id));
  for (const one of people) {
    const kept = await scene.as(one, `select notice_keeps('${recallId}')`);
    assert.match(
      'refused' in kept ? kept.refused : '',
      /^42501/,
      `${one}: the platform alone asks`,
    );
    const inner = await scene.as(one, `select * from recall_standing('${recallId}')`);
    assert.match('refused' in inner ? inner.refused : '', /^42501/, one);
  }
});

test('an office to which the province delegated the recall sees it, too', async () => {
  const { county } = scene.cast.houses;
  const seated = `insert into seat values ('${recallId}', 'delegate', '${county.id}', null);`;
  const asked = `select * from recall_progress('${recallId}')`;
  assert.deepEqual(await whoGets(asked, seated), ['works', 'worksPrincipal', 'county', 'province']);
});

/** Who is not told that it is no affair of his. */
async function whoMay(call: string, before = ''): Promise<Who[]> {
  const found: Who[] = [];
  for (const who of people) {
    const outcome = await scene.as(who, `select ${call} as said`, before);
    assert.ok('rows' in outcome, `${who}: ${'refused' in outcome ? outcome.refused : ''}`);
    if (outcome.rows[0]?.['said'] !== 'unknown') found.push(who);
  }
  return found;
}

test('goods are stopped, frozen and let go by the same; a recall is ended by its regulators', async () => {
  const others = `delete from lot_block;`;
  assert.deepEqual(await whoMay(`stop_recall('${recallId}', ${entry}, ${first}, now())`), [
    ...parties,
  ]);
  assert.deepEqual(await whoMay(`freeze_recall('${recallId}', ${entry}, '{}', 'sha256:', now())`), [
    ...parties,
  ]);
  assert.deepEqual(await whoMay(`release_recall('${recallId}', '{}')`, others), [...parties]);
  assert.deepEqual(await whoMay(`end_recall('${recallId}', true, now())`), ['province']);
});

test('a producer begins a recall with what it made, and with what it made of what it bought', async () => {
  const of = async (who: Who, recall: string, lot: number, before = '') => {
    const asked = `select stop_recall('${recall}', ${entry}, array(select id from asked), now()) as said,
      (select json_agg(b.lot order by b.lot) from lot_block b where b.cause = '${recall}') as blocked`;
    const seen = `create temp table asked as select id from lot where seq = ${lot}; grant select on asked to public;`;
    const outcome = await scene.as(who, asked, before + seen);
    assert.ok('rows' in outcome, 'refused' in outcome ? outcome.refused : '');
    return outcome.rows[0]?.['said'];
  };
  assert.equal(await of('works', recallId, lotKeys.first), null);
  assert.equal(await of('works', recallId, lotKeys.second), 'unknown', 'what the maker made of it');
  const { maker } = scene.cast.houses;
  const makers = `update proceeding set organisation_id = '${maker.id}' where id = '${recallId}';
    delete from recall_answer; delete from recall_holder; delete from recall_line; delete from recall_scope;`;
  assert.equal(await of('maker', recallId, lotKeys.second, makers), null);
  assert.equal(await of('maker', recallId, lotKeys.first, makers), null);
  assert.equal(
    await of('works', recallId, lotKeys.first, makers),
    'unknown',
    'no longer its recall',
  );
  assert.equal(await of('province', recallId, lotKeys.second), null, 'the order names any lot');
});

test('only the holder answers its notice', async () => {
  const notice = '00000000-0000-7000-8000-00000000b003';
  const told = `update recall_holder set notice = '${notice}' where scope = '${recallScope}';`;
  const answers = `'[]'::jsonb`;
  assert.deepEqual(
    await whoMay(`answer_recall('${notice}', ${entry}, ${answers}, false, now())`, told),
    ['maker'],
  );
});

test('what was sold before the stop is written down by the holder that was told, of its lots, for a day not after that', async () => {
  const notice = '00000000-0000-7000-8000-00000000b003';
  const [at] = ['2026-11-23T04:00:00Z'];
  const told = `update recall_holder set notice = '${notice}', told_at = '${at}' where scope = '${recallScope}';
    insert into lot_block values (${lotKeys.first}, '${recallId}', '${recallScope}', now());
    update holding set used = 0 where lot = ${lotKeys.first} and not own;
    create temp table asked as select id from lot where seq = ${lotKeys.first}; grant select on asked to public;`;
  const sold = (day: string, amount = '2') =>
    `tell_sold('${notice}', (select id from asked), ${amount}, null, '${day}', ${entry}, 0, now())`;
  assert.deepEqual(await whoMay(sold('2026-11-23'), told), ['maker']);
  const said = async (call: string) => {
    const outcome = await scene.as('maker', `select ${call} as said`, told);
    assert.ok('rows' in outcome, 'refused' in outcome ? outcome.refused : '');
    return outcome.rows[0]?.['said'];
  };
  assert.equal(await said(sold('2026-11-23')), null);
  assert.equal(await said(sold('2026-11-24')), 'blocked', 'after it was told');
  assert.equal(await said(sold('2026-11-23', '6')), 'short');
  assert.equal(await said(sold('2026-11-23', '0')), 'short');
});
