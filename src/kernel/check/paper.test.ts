import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarDays } from '../calendar/count.ts';
import type { Act, Procedure } from '../definition.ts';
import * as field from '../field.ts';
import { loan } from '../fixture/loan.ts';
import { clauses } from '../fixture/scene.ts';
import type { Recital, Telling } from '../paper/words.ts';
import { checkDefinition } from './definition.ts';

const known = new Set(['procedure/loan']);
const check = (procedure: Procedure) => checkDefinition(procedure, clauses, known);

const withAct = (id: string, change: Partial<Act>, from: Procedure = loan): Procedure => ({
  ...from,
  acts: { ...from.acts, [id]: { ...from.acts[id]!, ...change } },
});
/** The decision on the objection is a paper; the notice has a table. */
const sound = withAct(
  'tell',
  {
    form: field.form({
      rows: field.rows('项目', {
        name: field.text('名称'),
        fit: field.choice('结论', { yes: '合格', no: '不合格' }),
      }),
    }),
  },
  withAct('settle', { document: '异议处理决定书' }),
);
const reciting = (...recites: Recital[]) => withAct('settle', { recites }, sound);
const telling = (own: Partial<Telling>) =>
  withAct('settle', { tells: [{ text: '请按期归还。', basis: ['loan-rule/3'], ...own }] }, sound);
const days = { count: calendarDays(60), basis: ['loan-rule/5'] };

test('a paper recites what came before it and tells periods that articles and deadlines give', () => {
  const whole = withAct(
    'settle',
    {
      recites: [
        { act: 'open', fields: ['item', { field: 'lentOn', as: '借出之日' }] },
        {
          act: ['tell', 'object'].slice(0, 1),
          fields: [{ field: 'rows', where: { field: 'fit', is: 'no' } }],
        },
        { act: 'settle', fields: ['result'], where: { field: 'result', is: ['upheld'] } },
        { seats: ['laboratory'] },
      ],
      tells: [
        {
          text: '自收到之日起{suing}内向{government}申请复议；{return}内归还。',
          basis: ['loan-rule/3'],
          periods: { suing: days },
          where: { field: 'result', is: 'rejected' },
        },
      ],
    },
    sound,
  );
  assert.deepEqual(check(whole), []);
  const first = withAct('tell', {
    document: '告知书',
    tells: [{ text: '至{objection:day}止。', basis: ['loan-rule/2'] }],
  });
  assert.deepEqual(check(first), []);
  // An act that lengthens a clock knows its new last day.
  const longer = withAct('prolong', {
    document: '延期通知',
    extends: 'return',
    tells: [{ text: '延长至{return:day}。', basis: ['loan-rule/4'] }],
  });
  assert.deepEqual(check(longer), []);
});

const named = (by: string, cases: Readonly<Record<string, string>>) =>
  withAct('settle', { document: { by, cases } });

test('a paper is named by a choice that gives each of its values a name', () => {
  const whole = named('result', { upheld: '异议成立决定书', rejected: '异议不成立决定书' });
  assert.deepEqual(check(whole), []);
});

const broken: readonly (readonly [Procedure, string])[] = [
  [named('weight', {}), 'act settle names its paper by unknown field weight'],
  [
    withAct('open', { document: { by: 'item', cases: {} } }),
    'act open names its paper by item, which is neither a required choice nor a yes-no',
  ],
  [
    named('result', { upheld: '异议成立决定书' }),
    'act settle has no name for its paper where result is rejected',
  ],
  [
    named('result', { upheld: '成立', rejected: '不成立', mixed: '部分成立' }),
    'act settle names its paper where result is mixed, which it cannot be',
  ],
  [
    withAct('settle', { recites: [{ act: 'open', fields: ['item'] }] }),
    'act settle recites or tells something and is no paper',
  ],
  [
    reciting({ act: 'object', every: true, fields: ['reason'] }),
    'act settle recites every object under no title',
  ],
  [reciting({ act: 'steal', fields: ['item'] }), 'act settle recites unknown act steal'],
  [
    reciting({ act: 'open', fields: ['weight'] }),
    'act settle recites unknown field weight of open',
  ],
  [
    reciting({ act: ['open', 'object'], fields: ['item'] }),
    'act settle recites unknown field item of object',
  ],
  [reciting({ act: 'check', fields: [] }), 'act settle recites check, which cannot come before'],
  [
    withAct('open', { recites: [{ act: 'tell', fields: [] }] }, sound),
    'act open recites tell, which cannot come before',
  ],
  [
    reciting({ act: 'open', fields: [{ field: 'item', as: 'Item' }] }),
    'act settle recites item of open under no Chinese label',
  ],
  [
    reciting({ act: 'tell', fields: [{ field: 'rows', where: { field: 'fit', is: 'perhaps' } }] }),
    'act settle recites rows of rows where fit is perhaps, which cannot be',
  ],
  [
    reciting({ act: 'open', fields: [{ field: 'item', where: { field: 'fit', is: 'no' } }] }),
    'act settle recites rows of item where fit is no, which cannot be',
  ],
  [
    reciting({ act: 'open', fields: ['item'], ofUnregistered: true }),
    'act settle recites the unregistered and the subject is always registered',
  ],
  [
    reciting({ act: 'open', fields: ['item'], where: { field: 'result', is: 'lost' } }),
    'act settle asks where result is lost, which it cannot be',
  ],
  [reciting({ seats: ['thief'] }), 'act settle recites unknown role thief'],
  [reciting({ seats: ['witness'] }), 'act settle recites witness, who is a citizen'],
  [telling({ basis: [] }), 'what act settle tells names no clause'],
  [telling({ basis: ['x/1'] }), 'what act settle tells cites unknown clause x/1'],
  [
    telling({ text: '自{suing}内。', periods: { suing: { ...days, basis: [] } } }),
    'period suing of act settle names no clause',
  ],
  [telling({ text: 'Give it back.' }), 'act settle tells something that is not Chinese'],
  [telling({ text: '六十日内申请复议。' }), 'act settle tells “六十日”, which no article gives'],
  [
    telling({ text: '于3个工作日内归还。' }),
    'act settle tells “3个工作日”, which no article gives',
  ],
  [telling({ text: '{never}内归还。' }), 'act settle tells unknown period never'],
  [telling({ text: '{settlement}内处理。' }), 'act settle tells settlement, which is a policy'],
  [
    telling({ text: '至{objection:day}止。' }),
    'act settle tells the last day of objection, which it neither starts nor lengthens',
  ],
  [
    telling({ periods: { suing: days } }),
    'act settle has a period suing that it does not tell or that is a deadline',
  ],
  [
    telling({ text: '{return}内归还。', periods: { return: days } }),
    'act settle has a period return that it does not tell or that is a deadline',
  ],
  [
    telling({ where: { act: 'steal', field: 'x', is: 'y' } }),
    'act settle asks where unknown act steal was done',
  ],
  [
    telling({ where: { field: 'mood', is: 'good' } }),
    'act settle asks where unknown field mood has a value',
  ],
  [
    telling({ where: { field: 'result', is: ['upheld', 'lost'] } }),
    'act settle asks where result is lost, which it cannot be',
  ],
];

for (const [procedure, sentence] of broken) {
  test(`a broken paper is named: ${sentence}`, () => {
    assert.deepEqual(check(procedure), [`procedure loan: ${sentence}`]);
  });
}

test('a period that the opening form may shorten is not told as the law’s longest', () => {
  const shorter: Procedure = {
    ...telling({ text: '{return}内归还。' }),
    deadlines: { ...loan.deadlines, return: { ...loan.deadlines['return']!, numberIn: 'item' } },
  };
  assert.deepEqual(check(shorter), [
    'procedure loan: act settle tells return, whose length another form sets',
  ]);
});
