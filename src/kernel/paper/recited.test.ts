import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Act, Procedure } from '../definition.ts';
import type { PastAct } from '../facts.ts';
import * as field from '../field.ts';
import { loan } from '../fixture/loan.ts';
import type { JsonObject } from '../json.ts';
import { recitedFor } from './recited.ts';
import type { PaperPast } from './recited.ts';
import { toldFor } from './told.ts';
import type { Recital, Telling } from './words.ts';

const items = field.rows('项目', {
  name: field.text('名称'),
  fit: field.choice('结论', { yes: '合格', no: '不合格' }),
});

function procedureWith(own: {
  recites?: readonly Recital[];
  tells?: readonly Telling[];
}): Procedure {
  const act = (id: string, change: Partial<Act>): Act => ({ ...loan.acts[id]!, ...change });
  return {
    ...loan,
    acts: {
      ...loan.acts,
      tell: act('tell', {
        form: field.form({ note: field.text('说明'), secret: field.text('线索'), items }),
        seats: { laboratory: 'note' },
      }),
      settle: act('settle', { document: '决定书', ...own }),
    },
  };
}

const did = (entry: string, act: string, input: JsonObject): PastAct => ({
  entry,
  act,
  at: `2026-03-0${entry}T01:00:00.000Z`,
  by: { account: 'someone', posts: [] },
  input,
});
const rows = (...names: string[]) =>
  names.map((name) => ({ name, fit: name.includes('坏') ? 'no' : 'yes' }));
const history = [
  did('1', 'open', { item: '天平' }),
  did('2', 'tell', { note: '先', secret: '甲', items: rows('好一', '坏一') }),
  did('3', 'tell', { note: '后', secret: '乙', items: rows('坏二') }),
  did('4', 'settle', { result: 'rejected' }),
  did('5', 'tell', { note: '更后', secret: '丙', items: rows('坏三') }),
];

function pastOf(procedure: Procedure, change: Partial<PaperPast> = {}): PaperPast {
  return {
    procedure,
    history,
    seats: [
      { role: 'borrower', organisation: 'firm' },
      { role: 'laboratory', organisation: '更后' },
    ],
    hasSubject: true,
    withhold: (_act, { input: { secret, ...shown } }) => ({
      shown,
      withheld: secret === undefined ? [] : ['线索'],
    }),
    ...change,
  };
}

const recite = (recites: readonly Recital[], change: Partial<PaperPast> = {}) =>
  recitedFor('4', pastOf(procedureWith({ recites }), change));

test('the latest act before the entry is recited, and nothing that came after it', () => {
  const said = recite([{ act: 'tell', fields: ['note'] }]);
  assert.deepEqual(Object.values(said.input), ['后']);
  assert.deepEqual(
    said.fields.map(({ label }) => label),
    ['说明'],
  );
  const either = recite([{ act: ['open', 'tell'], fields: ['note'] }]);
  assert.deepEqual(Object.values(either.input), ['后']);
});

test('only those rows are recited that have the value; a table of which none is left says nothing', () => {
  const failed = { field: 'items', as: '不合格项目', where: { field: 'fit', is: 'no' } };
  const said = recite([{ act: 'tell', fields: [failed] }]);
  assert.deepEqual(Object.values(said.input), [rows('坏二')]);
  assert.equal(said.fields[0]?.label, '不合格项目');
  const good = { ...failed, where: { field: 'fit', is: 'yes' } };
  assert.deepEqual(recite([{ act: 'tell', fields: [good] }]).fields, []);
});

test('every entry of an act is recited: tables joined, other fields a row each', () => {
  const joined = recite([{ act: 'tell', every: true, fields: ['items'], title: '全部项目' }]);
  assert.deepEqual(joined.input, { 'recital-0': { items: rows('好一', '坏一', '坏二') } });
  const [each] = recite([{ act: 'tell', every: true, fields: ['note'], title: '各次说明' }]).fields;
  assert.equal(each?.label, '各次说明');
  assert.equal(each?.control, 'rows');
});

test('what is withheld from the reader is neither recited nor asked about', () => {
  const recites: Recital[] = [{ act: 'tell', fields: ['secret', 'note'] }];
  const said = recite(recites);
  assert.doesNotMatch(JSON.stringify(said.input), /乙/);
  assert.deepEqual(said.withheld, ['线索']);
  // A field that the paper does not recite is not said to be kept back either.
  assert.deepEqual(recite([{ act: 'tell', fields: ['note'] }]).withheld, []);
  const tells: Telling[] = [
    { text: '有线索。', basis: [], where: { act: 'tell', field: 'secret', is: '乙' } },
  ];
  const past = pastOf(procedureWith({ tells }));
  const known = { lastDay: () => undefined, government: '县政府' };
  assert.deepEqual(toldFor('4', past, known), []);
  const open = {
    ...past,
    withhold: (_act: unknown, { input }: { input: JsonObject }) => ({ shown: input, withheld: [] }),
  };
  assert.deepEqual(toldFor('4', open, known), [{ text: '有线索。', basis: [] }]);
});

test('a person is named where no organisation is the subject', () => {
  const recites: Recital[] = [{ act: 'open', fields: ['item'], ofUnregistered: true }];
  assert.deepEqual(recite(recites).fields, []);
  assert.deepEqual(Object.values(recite(recites, { hasSubject: false }).input), ['天平']);
});

test('seats are recited as they were filled when the entry was made', () => {
  const said = recite([{ seats: ['borrower', 'laboratory'], title: '各方' }]);
  assert.deepEqual(said.input, { 'recital-0': { borrower: ['firm'], laboratory: ['后'] } });
  assert.deepEqual(
    said.fields[0]?.fields?.map(({ label }) => label),
    ['借用企业', '校准机构'],
  );
  const before = recite([{ seats: ['laboratory'] }], { history: [history[3]!, history[4]!] });
  assert.deepEqual(before.fields, []);
});

test('a recital and a sentence may depend on what the act itself says', () => {
  const where = { field: 'result', is: ['upheld'] };
  assert.deepEqual(recite([{ act: 'open', fields: ['item'], where }]).fields, []);
  const tells: Telling[] = [
    { text: '成立。', basis: [], where },
    {
      text: '{return}内归还，向{government}申请。',
      basis: ['loan-rule/4'],
      where: { field: 'result', is: 'rejected' },
    },
    { text: '至{objection:day}止。', basis: [] },
  ];
  const past = pastOf(procedureWith({ tells }));
  const known = { lastDay: () => undefined, government: '县政府' };
  // The length is the deadline's own, and a day that does not run is not told.
  assert.deepEqual(toldFor('4', past, known), [
    { text: '10个工作日内归还，向县政府申请。', basis: ['loan-rule/4'] },
  ]);
});
