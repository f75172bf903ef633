import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { calendarDays, hours } from '../calendar/count.ts';
import type { InspectionRule } from '../book/slots.ts';
import type { Act, Deadline, Definition, Procedure } from '../definition.ts';
import * as field from '../field.ts';
import type { WatchRule } from '../watch/watch.ts';
import { loan } from '../fixture/loan.ts';
import { clauses } from '../fixture/scene.ts';
import { keyBook, upkeep } from '../fixture/upkeep.ts';
import { checkDefinition } from './definition.ts';

const known = new Set(['procedure/loan', 'duty/upkeep', 'book/key-book']);
const check = (definition: Definition) => checkDefinition(definition, clauses, known);

const withAct = (id: string, change: Partial<Act>): Procedure => ({
  ...loan,
  acts: { ...loan.acts, [id]: { ...loan.acts[id]!, ...change } },
});
const withClock = (id: string, change: Partial<Deadline>): Procedure => ({
  ...loan,
  deadlines: { ...loan.deadlines, [id]: { ...loan.deadlines[id]!, ...change } },
});

/** Each broken definition with the one sentence that it must cause. */
const other = field.choice('方式', { other: '其他' });
const goesWith = { choice: 'how', values: ['other'] };
const rowOf = { record: 'list', rows: 'items', key: 'code', shows: ['title'] };

const certificate = (validIn: string, number: string): Procedure => ({
  ...loan,
  certifies: {
    kind: 'licence',
    validIn: [validIn],
    fields: { number, classes: 'item', from: 'item', until: 'item', issuer: 'item' },
  },
});

const runsOut = { field: 'day', called: 'what', remindDays: [30], policy: '三十天前提醒。' };
const lasting: Definition = {
  ...keyBook,
  form: field.form({ what: field.text('名称'), day: field.date('有效期至') }),
};
const expiring: Definition = {
  ...keyBook,
  expires: runsOut,
  form: field.form({ what: field.text('名称'), day: field.text('有效期至') }),
};

const watching = (change: Partial<WatchRule>): Definition => ({
  ...loan,
  watch: {
    inStates: [],
    fields: { classes: 'item', from: 'item', until: 'item' },
    frequency: { acts: ['open'], field: 'item', months: {} },
    visits: { act: 'open' },
    carriedOutBy: [],
    ...change,
  },
});

const awaiting = { lots: 'received', field: 'lot', title: '查验收到的批次' } as const;

const inspecting = (inspects: InspectionRule, change: object = {}): Definition => ({
  ...keyBook,
  inspects,
  form: field.form({
    lot: field.lot('批次'),
    day: field.date('日期'),
    found: field.group('判定', { verdict: field.choice('结论', { pass: '合格' }) }),
    ...change,
  }),
});

const broken: readonly (readonly [Definition, string])[] = [
  [{ ...loan, basis: [] }, 'it names no clause'],
  [{ ...keyBook, awaits: awaiting }, 'it awaits lots in lot, which is no field for a lot'],
  [
    inspecting({ on: 'day', result: ['found', 'verdict'] }, { lot: field.text('批号') }),
    'it inspects lots and has no field lot for one',
  ],
  [inspecting({ on: 'lot', result: ['found', 'verdict'] }), 'it inspects on lot, which is no day'],
  [inspecting({ on: 'day', result: ['found'] }), 'its result found is no choice'],
  [
    inspecting({ on: 'day', result: ['found', 'nothing'] }),
    'its result found.nothing is no choice',
  ],
  [
    { ...keyBook, judges: 'products' },
    'it judges products and names no lot that they are known by',
  ],
  [
    { ...keyBook, holds: 'list', registers: 'organisation' },
    'it holds what is registered and no versions of it',
  ],
  [{ ...loan, basis: ['loan-rule/99'] }, 'it cites unknown clause loan-rule/99'],
  [withAct('tell', { basis: [] }), 'act tell names no clause'],
  [
    withAct('tell', { reserved: { to: 'nobody', whereDid: 'open' } }),
    'act tell names unknown role nobody',
  ],
  [
    withAct('tell', { reserved: { to: 'lender', whereDid: 'nothing' } }),
    'act tell names unknown act nothing',
  ],
  [
    withClock('settlement', { endsWhere: { field: 'outcome', is: 'upheld' } }),
    'deadline settlement ends on unknown field outcome of settle',
  ],
  [
    withClock('settlement', { endsWhere: { field: 'result', is: 'perhaps' } }),
    'deadline settlement ends where result is perhaps, which it cannot be',
  ],
  [{ ...loan, onPapers: 'by-number' }, 'it is called otherwise on papers and has no name'],
  [certificate('elsewhere', 'item'), 'it is valid in unknown state elsewhere'],
  [certificate('told', 'nothing'), 'act open has no field nothing for the certificate'],
  [
    withAct('tell', { form: field.form({ product: field.proceeding('产品', 'nothing') }) }),
    'act tell.product picks from unknown procedure nothing',
  ],
  [withClock('cooling', { voidedBy: ['nothing'] }), 'deadline cooling names unknown act nothing'],
  [withAct('tell', { basis: ['x/1'] }), 'act tell cites unknown clause x/1'],
  [withClock('cooling', { basis: [] }), 'deadline cooling names no clause'],
  [withClock('cooling', { basis: ['x/1'] }), 'deadline cooling cites unknown clause x/1'],
  [{ ...loan, title: 'Loan' }, 'it has no Chinese title'],
  [
    { ...loan, inForce: { from: '2026-02-30' } },
    'it is in force from 2026-02-30 to now, which is no span of days',
  ],
  [
    { ...loan, inForce: { from: '2026-02-02', to: '2026-02-01' } },
    'it is in force from 2026-02-02 to 2026-02-01, which is no span of days',
  ],
  [withAct('tell', { form: z.strictObject({ x: z.string() }) }), 'act tell.x has no label'],
  [withAct('tell', { form: field.form({ x: field.text('Name') }) }), 'act tell.x has no label'],
  [
    { ...upkeep, form: field.form({ r: field.rows('行', { x: z.string() }) }) },
    'form.r.x has no label',
  ],
  [
    { ...upkeep, form: field.form({ x: field.optional(field.record('记录', 'no-book')) }) },
    'form.x picks from unknown book no-book',
  ],
  [
    { ...upkeep, form: field.form({ r: field.rows('行', { x: field.text('编号', { rowOf }) }) }) },
    'form.r.x is a row of list, which picks no record',
  ],
  [
    { ...upkeep, form: field.form({ how: other, x: field.text('说明', { goesWith }) }) },
    'form.x goes with how and is not optional',
  ],
  [
    { ...upkeep, form: field.form({ x: field.optional(field.text('说明', { goesWith })) }) },
    'form.x goes with how other, which is no choice',
  ],
  [
    withAct('tell', { form: field.form({ x: field.text('说明', { hiddenFrom: ['thief'] }) }) }),
    'act tell.x is hidden from unknown role thief',
  ],
  [
    { ...loan, states: { ...loan.states, opened: { title: '已登记', hiddenFrom: ['thief'] } } },
    'state opened hides from unknown role thief',
  ],
  [{ ...upkeep, reads: ['nothing'] }, 'it reads unknown nothing'],
  [{ ...keyBook, keyed: 'nothing' }, 'it is keyed by nothing, no text'],
  [{ ...keyBook, keyed: 'keys' }, 'it is keyed by keys, no text'],
  [{ ...keyBook, document: '钥匙清单' }, 'it is a paper and its first field is no number'],
  [
    { ...keyBook, matches: [{ book: 'no-book', fields: { keys: 'keys' } }] },
    'it matches unknown book no-book',
  ],
  [{ ...keyBook, matches: [{ book: 'key-book', fields: {} }] }, 'it matches all of key-book'],
  [
    { ...keyBook, matches: [{ book: 'key-book', fields: { keys: 'nothing' } }] },
    'it matches key-book by unknown field nothing',
  ],
  [
    {
      ...keyBook,
      matches: [{ book: 'key-book', fields: { keys: 'keys' }, editions: { keys: 'number' } }],
    },
    'it matches key-book over editions of keys, which picks no record for it',
  ],
  [{ ...expiring, keyed: 'what' }, 'it expires on day, which is no day'],
  [
    { ...lasting, keyed: 'what', expires: { ...runsOut, called: 'day' } },
    'what expires is called by day, no text',
  ],
  [{ ...lasting, expires: runsOut }, 'it expires and is not keyed'],
  [watching({ inStates: ['gone'] }), 'its watch names unknown state gone'],
  [
    watching({ objects: { rows: 'nothing', field: 'kind' } }),
    'its watch names unknown field nothing of act open',
  ],
  [
    watching({ objects: { rows: 'item', field: 'kind' } }),
    'its watch names unknown field kind of item in act open',
  ],
  [watching({ visits: { act: 'steal' } }), 'its watch names unknown act steal'],
  [
    watching({ visits: { act: 'open', on: 'nothing' } }),
    'its watch names unknown field nothing of act open',
  ],
  [{ ...keyBook, retention: { years: 3 } }, 'its retention has neither a clause nor a policy'],
  [{ ...keyBook, retention: { years: 3, basis: 'x/1' } }, 'retention cites unknown clause x/1'],
  [withAct('check', { by: ['overseer', 'thief'] }), 'act check names unknown role thief'],
  [withAct('prolong', { by: [] }), 'act prolong is done by nobody'],
  [withAct('prolong', { from: 'gone' }), 'act prolong names unknown state gone'],
  [withAct('prolong', { to: 'gone' }), 'act prolong names unknown state gone'],
  [
    withAct('prolong', { to: { before: 'gone' } }),
    'act prolong leads back before unknown act gone',
  ],
  [
    withAct('prolong', { to: { before: 'open' } }),
    'act prolong leads back before open, which opens the proceeding',
  ],
  [
    withAct('prolong', { from: ['told'], to: { before: 'object' } }),
    'act prolong leads back before object from told, also without it',
  ],
  [withAct('object', { within: 'never' }), 'act object names unknown deadline never'],
  [withAct('check', { notBefore: 'never' }), 'act check names unknown deadline never'],
  [withAct('check', { notBefore: 'return' }), 'act check waits for return, which is no opening'],
  [withAct('settle', { notBy: ['steal'] }), 'act settle names unknown act steal'],
  [withAct('open', { seats: { thief: 'laboratory' } }), 'act open names unknown role thief'],
  [withAct('open', { seats: { witness: 'someone' } }), 'act open names unknown field someone'],
  [
    withAct('settle', { to: { by: 'verdict', cases: { a: 'closed', b: 'told' } } }),
    'act settle names unknown field verdict',
  ],
  [
    withAct('object', { to: { by: 'reason', cases: { a: 'objected' } } }),
    'act object branches by reason, which is neither a required choice nor a yes-no',
  ],
  [
    withAct('settle', { to: { by: 'result', cases: { upheld: 'closed' } } }),
    'act settle leads nowhere where result is rejected',
  ],
  [
    withAct('calibrated', { to: { by: 'fit', cases: { true: 'told' } } }),
    'act calibrated leads nowhere where fit is false',
  ],
  [
    withAct('settle', {
      to: { by: 'result', cases: { upheld: 'closed', rejected: 'told', lost: 'told' } },
    }),
    'act settle has a case lost that result cannot have',
  ],
  [
    { ...loan, roles: { ...loan.roles, idler: { ...loan.roles['witness']!, title: '闲人' } } },
    'role idler never acts',
  ],
  [
    { ...loan, roles: { ...loan.roles, witness: { ...loan.roles['witness']!, sameAs: 'thief' } } },
    'role witness sits with unknown role thief',
  ],
  [
    { ...loan, states: { ...loan.states, limbo: { title: '悬置', final: true } } },
    'state limbo is unreachable',
  ],
  [
    { ...loan, states: { ...loan.states, closed: { title: '已办结' } } },
    'state closed is not final but nothing leads on',
  ],
  [withClock('cooling', { owner: 'thief' }), 'deadline cooling is owned by unknown role thief'],
  [withClock('return', { ends: ['steal'] }), 'deadline return names unknown act steal'],
  [withClock('return', { ends: [] }), 'deadline return is a duty that nothing meets'],
  [withClock('cooling', { starts: { act: 'steal' } }), 'deadline cooling names unknown act steal'],
  [
    withClock('return', { pausedBy: [{ from: 'calibrate', until: 'steal' }] }),
    'deadline return names unknown act steal',
  ],
  [
    withClock('return', { extendedBy: { act: 'steal', by: calendarDays(1) } }),
    'deadline return names unknown act steal',
  ],
  [
    withClock('return', { starts: { act: 'open', on: 'someday' } }),
    'deadline return starts on unknown field someday',
  ],
  [
    withClock('return', { numberIn: 'weeks' }),
    'deadline return takes its number from unknown field weeks of open',
  ],
  [
    withClock('return', { starts: { act: 'settle', where: { field: 'mood', is: 'good' } } }),
    'deadline return starts on unknown field mood',
  ],
  [
    withClock('return', { starts: { act: 'settle', where: { field: 'result', is: 'lost' } } }),
    'deadline return starts where result is lost, which it cannot be',
  ],
  [
    withClock('return', { escalates: [{ afterDays: 1, to: { role: 'thief' } }] }),
    'deadline return tells unknown role thief',
  ],
  [
    withClock('return', { count: hours(24) }),
    'deadline return is counted in hours and cannot pause',
  ],
];

test('the sound definitions have no defect', () => {
  assert.deepEqual([loan, upkeep, keyBook].flatMap(check), []);
});

for (const [definition, sentence] of broken) {
  test(`a broken definition is named: ${sentence}`, () => {
    const defect = `${definition.kind} ${definition.id}: ${sentence}`;
    assert.deepEqual(check(definition), [defect]);
  });
}

test('an id that is not kebab-case is named with the id', () => {
  const defects = check({ ...keyBook, id: 'Key_Book' });
  assert.deepEqual(defects, ['book Key_Book: its id is not kebab-case']);
});

test('an opening act without a state leaves the whole procedure unreachable', () => {
  const { to: _to, ...open } = loan.acts['open']!;
  const defects = check({ ...loan, acts: { ...loan.acts, open } });
  assert.equal(defects[0], 'procedure loan: act open opens into no state');
  assert.equal(defects.length, 1 + Object.keys(loan.states).length);
});

test('a yes-no field branches with a case for each answer', () => {
  const to = { by: 'fit', cases: { true: 'told', false: 'objected' } };
  assert.deepEqual(check(withAct('calibrated', { to })), []);
  const start = { act: 'calibrated', where: { field: 'fit', is: 'true' } };
  assert.deepEqual(check(withClock('cooling', { starts: start })), []);
});

test('an act leads back only from where the act before it has led', () => {
  const cases = { upheld: 'closed', rejected: { before: 'object' } };
  assert.deepEqual(check(withAct('settle', { to: { by: 'result', cases } })), []);
});

test('a branch by a choice that may be left out does not load', () => {
  const form = field.form({ result: field.optional(field.choice('结果', { a: '甲' })) });
  const defects = check(withAct('settle', { form, to: { by: 'result', cases: { a: 'told' } } }));
  assert.deepEqual(defects, [
    'procedure loan: act settle branches by result, which is neither a required choice nor a yes-no',
  ]);
});
