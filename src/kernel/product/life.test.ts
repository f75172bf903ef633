import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProcedure } from '../check/procedure.ts';
import type { Procedure } from '../definition.ts';
import type { PastAct } from '../facts.ts';
import * as field from '../field.ts';
import type { JsonObject } from '../json.ts';
import { productOf } from './life.ts';

const stated = field.form({
  name: field.text('名称'),
  model: field.text('型号'),
  brand: field.optional(field.text('商标')),
  productClass: field.text('类别'),
  origin: field.text('产地'),
  code: field.optional(field.text('条码')),
  standards: field.standards('标准', { min: 0 }),
  own: field.optional(field.text('企业标准')),
  inapplicable: field.optional(field.standards('不适用')),
  mode: field.text('方式'),
});

const act = (own: object) => ({ title: '步骤', by: ['maker'], basis: [], form: stated, ...own });
const procedure = {
  roles: { maker: { title: '企业', kinds: ['enterprise'], fills: 'subject' } },
  states: { filed: {}, supplied: {}, stopped: {}, retired: { final: true } },
  deadlines: {},
  product: {
    statedBy: ['file', 'revise'],
    fields: {
      name: 'name',
      model: 'model',
      brand: 'brand',
      productClass: 'productClass',
      origin: 'origin',
      code: 'code',
      standards: 'standards',
      own: 'own',
      inapplicable: 'inapplicable',
      mode: 'mode',
    },
    declaredBy: 'declare',
    undeclaredBy: ['withdraw', 'retire'],
    labelled: { act: 'label', field: 'verdict', is: 'passed' },
    suppliedIn: ['supplied'],
    restsIn: ['stopped', 'retired'],
  },
  acts: {
    file: act({ to: 'filed' }),
    revise: act({ from: ['filed', 'supplied'] }),
    declare: act({ from: ['filed', 'supplied'] }),
    withdraw: act({ from: ['filed', 'supplied'] }),
    label: act({
      from: ['filed', 'supplied'],
      form: field.form({ verdict: field.choice('结论', { passed: '符合', failed: '不符合' }) }),
    }),
    supply: act({ from: 'filed', to: 'supplied' }),
    stop: act({ from: 'supplied', to: 'stopped' }),
    retire: act({ from: ['stopped', 'supplied'], to: 'retired' }),
  },
} as unknown as Procedure;

type Done = readonly [act: string, day: string, input?: JsonObject];

const life = (...done: readonly Done[]) =>
  productOf(
    procedure,
    { id: 'one', holder: 'works' },
    done.map(([name, day, input = {}], index): PastAct => ({
      entry: String(index),
      act: name,
      at: `${day}T02:00:00.000Z`,
      by: { account: 'a', posts: [] },
      input,
    })),
  );

const cement = {
  name: '水泥',
  model: 'P·O 42.5',
  productClass: 'cement',
  origin: '赣州',
  standards: ['GB 175-2023'],
  own: 'Q/GJ 001-2026',
  inapplicable: [],
  mode: 'own',
};
const filed: Done = ['file', '2026-01-05', cement];

test('a product is what was last stated, whole: what a revision leaves out no longer holds', () => {
  assert.deepEqual(life(filed), {
    id: 'one',
    holder: 'works',
    ...cement,
    brand: '',
    code: '',
    state: 'filed',
    since: '2026-01-05',
    isSupplied: false,
    rests: false,
  });
  const { own: _, ...without } = cement;
  assert.equal(life(filed, ['revise', '2026-02-01', without])?.own, '');
  assert.equal(life(), undefined);
  assert.equal(productOf({ acts: {} } as Procedure, { id: '', holder: '' }, []), undefined);
});

test('a declaration keeps what it declared, until it is taken back', () => {
  const declared: Done = ['declare', '2026-01-06'];
  const revised: Done = ['revise', '2026-02-01', { ...cement, standards: [] }];
  const numbers = ['GB 175-2023', 'Q/GJ 001-2026'];
  assert.deepEqual(life(filed, declared, revised)?.declared, { on: '2026-01-06', numbers });
  assert.equal(life(filed, declared, ['withdraw', '2026-01-07'])?.declared, undefined);
});

test('a label check holds until the product is stated otherwise', () => {
  const label = (verdict: string): Done => ['label', '2026-01-06', { verdict }];
  assert.deepEqual(life(filed, label('passed'))?.label, { on: '2026-01-06', passed: true });
  assert.equal(life(filed, label('failed'))?.label?.passed, false);
  const same: Done = ['revise', '2026-01-07', cement];
  assert.equal(life(filed, label('passed'), same)?.label?.on, '2026-01-06');
  const other: Done = ['revise', '2026-01-07', { ...cement, model: 'P·O 52.5' }];
  assert.equal(life(filed, label('passed'), other)?.label, undefined);
});

test('where it stands says whether it is supplied and whether it rests', () => {
  const supplied = life(filed, ['supply', '2026-01-09']);
  assert.deepEqual([supplied?.isSupplied, supplied?.since], [true, '2026-01-09']);
  assert.equal(life(filed, ['supply', '2026-01-09'], ['stop', '2026-02-01'])?.rests, true);
});

test('a product rule that names what is not there is a defect', () => {
  assert.deepEqual(checkProcedure(procedure), []);
  const { product } = procedure;
  const wrong = { ...product!, declaredBy: 'shout', restsIn: ['asleep'], statedBy: ['revise'] };
  assert.deepEqual(checkProcedure({ ...procedure, product: wrong }), [
    'its product stands in unknown state asleep',
    'its product comes from unknown act shout',
    'act file opens a product and does not state it',
  ]);
});
