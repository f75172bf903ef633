import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import { tellHolders } from '#server/recalls/tell.ts';
import { file } from '../law/play.ts';
import { forms } from '../law/recall-setting.ts';
import { startServer } from '../service.ts';
import { RecallChain } from './recall-scene.ts';

const service = await startServer({ after });
const chain = new RecallChain(service);
const { story } = chain;

/** Stopped, told, answered by the maker, planned after something was destroyed; and once more destroyed after that. */
before(async () => {
  const { matter, carriage } = await chain.stopped();
  await tellHolders(service.context);
  story.on('2026-10-08');
  const notice = (await chain.notice('maker'))!;
  await notice.fills('maker', 'answer', {
    stoppedOn: '2026-09-30',
    displayed: true,
    items: [
      {
        lot: carriage,
        found: '20',
        outside: '0',
        consumers: '0',
        returned: '0',
        destroyed: '0',
        recovered: '0',
      },
    ],
    buyers: [],
    consumerCount: 0,
    coverage: 'all',
    evidence: [file],
  });
  const destroys = async (quantity: string) => {
    const evidence = [await story.paper('silent')];
    const input = {
      lot: carriage,
      quantity,
      way: 'destroy',
      on: '2026-10-08',
      reason: '摔坏',
      evidence,
    };
    await story.submits('silent', '/api/books/lot-disposal/records', { input });
  };
  await destroys('4');
  const maker = await story.as('maker');
  const { body } = await maker.post<{ hash: string }>(`/api/recalls/${matter.id}/preview`, {
    lots: [],
  });
  await matter.fills('maker', 'plan', { ...forms.plan, hash: body.hash });
  story.on('2026-10-09');
  await destroys('1');
  await story.log();
});

const { law, now } = service.context;
const run = () => audit(service.context.database, { law, now: now() });
const owner = (sql: string) => asOwner(service.databaseUrl, (connection) => connection.query(sql));

test('what recalls found, told and were answered, worked out again, is what the tables hold', async () => {
  const { difference } = await run();
  assert.equal(difference, undefined, difference?.en ?? '');
});

const silent = `(select id from organisation where name like '%童乐商行')`;
const plan = '(select entry_id from recall_scope where frozen)';

/** What is changed by hand, how it is put back, and where the audit finds it. */
const changes: readonly (readonly [what: string, sql: string, undo: string, place: string])[] = [
  [
    'a quantity of a list',
    `update recall_line set on_hand = on_hand - 1 where organisation_id = ${silent}`,
    `update recall_line set on_hand = on_hand + 1 where organisation_id = ${silent}`,
    'recall_scope.hash',
  ],
  [
    'a list and its hash of the plan',
    `create table was as select * from recall_scope; create table lines as select * from recall_line;
     update recall_line set tier = 9 where scope = ${plan};
     update recall_scope set hash = (select recall_hash(string_agg(recall_line_text(r.lot_id, r.organisation_id, r.tier,
       r.got, r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand), E'\\n'
       order by r.lot_id, r.organisation_id)) from recall_line r where r.scope = recall_scope.entry_id) where frozen`,
    `delete from recall_line; insert into recall_line select * from lines;
     update recall_scope s set hash = w.hash from was w where w.entry_id = s.entry_id; drop table was; drop table lines`,
    'recall_scope.lot',
  ],
  [
    'a plan that is said to be no plan',
    'update recall_scope set frozen = false where frozen',
    `update recall_scope set frozen = true where at = (select max(at) from recall_scope)`,
    'recall_scope.lot',
  ],
  [
    'a line of a scope that nobody wrote',
    `insert into recall_line select gen_random_uuid(), r.organisation_id, r.lot, r.recall, r.lot_id, r.unit, 77, r.is_new, r.got,
       r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand from recall_line r limit 1`,
    'delete from recall_line where tier = 77',
    'recall_line.scope',
  ],
  [
    'what a line is of',
    `update recall_line set product = '板材' where organisation_id = ${silent}`,
    `update recall_line set product = '童车' where organisation_id = ${silent}`,
    'recall_line.product',
  ],
  [
    'somebody of whom nobody need be told any more',
    `update recall_line set is_new = false where organisation_id = ${silent} and is_new`,
    `update recall_line set is_new = true where organisation_id = ${silent} and scope <> ${plan}`,
    'recall_line.is_new',
  ],
  [
    'a holder who was taken from the list',
    `create table was as select * from recall_holder; delete from recall_holder where organisation_id = ${silent}`,
    `insert into recall_holder select * from was where organisation_id = ${silent}; drop table was`,
    'recall_holder.lots',
  ],
  [
    'a notice of somebody else',
    `create table was as select * from recall_holder; update recall_holder set notice = (select w.notice from was w
       where w.organisation_id <> ${silent} limit 1) where organisation_id = ${silent}`,
    `update recall_holder h set notice = w.notice from was w where w.organisation_id = h.organisation_id; drop table was`,
    'recall_holder.notice',
  ],
  [
    'an answer that nobody gave',
    `update recall_holder set answered_at = told_at where organisation_id = ${silent}`,
    `update recall_holder set answered_at = null where organisation_id = ${silent}`,
    'recall_holder.answered_at',
  ],
  [
    'less found than was answered',
    `update recall_answer set found = found - 1, destroyed = destroyed + 1`,
    `update recall_answer set found = found + 1, destroyed = destroyed - 1`,
    'recall_answer.lot',
  ],
  [
    'a movement that is not noted',
    `create table was as select * from recall_moved; delete from recall_moved`,
    `insert into recall_moved select * from was; drop table was`,
    'recall_moved.counted',
  ],
  [
    'a movement that is noted as counted',
    'update recall_moved set counted = true',
    'update recall_moved set counted = false',
    'recall_moved.counted',
  ],
];

for (const [what, sql, undo, place] of changes) {
  test(`${what}, changed by hand, is found`, async () => {
    await owner(sql);
    const { difference } = await run();
    await owner(undo);
    assert.ok(difference, 'not found');
    assert.equal(`${difference.table}.${difference.column}`, place, difference.en);
    assert.match(difference.zh, /[一-鿿].*。$/);
    assert.equal((await run()).difference, undefined, 'not put back');
  });
}
