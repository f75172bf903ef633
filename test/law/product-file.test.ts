import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '#kernel/decide.ts';
import type { Actor } from '#kernel/decide.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import { productOf } from '#kernel/product/life.ts';
import type { EliminatedKind, StandardFacts } from '#kernel/product/standard.ts';
import { productLacks } from '#law/enterprise/product/fitness.ts';
import { productFile } from '#law/enterprise/product/product-file.ts';
import { apply } from '#kernel/replay.ts';
import { cement, declaration, sheet, standards, who, works } from './product-setting.ts';
import { file, play } from './play.ts';
import type { Play } from './play.ts';

const licence: CertificateFacts = {
  kind: 'licence',
  holder: works.id,
  number: 'XK08-001-00001',
  classes: ['cement'],
  issuer: '省局',
  until: '2030-11-30',
  state: 'valid',
  since: '2026-01-01',
  spans: [{ from: '2025-12-01', to: '2030-11-30' }],
};
const all: readonly StandardFacts[] = Object.values(standards);

interface Knowing {
  readonly standards?: readonly StandardFacts[];
  readonly eliminated?: readonly EliminatedKind[];
  readonly certificates?: readonly CertificateFacts[];
}

/** A product's file acted out with what the registers say. */
class File {
  matter: Play;
  #known: Required<Knowing>;

  constructor(known: Knowing = {}) {
    this.#known = { standards: all, eliminated: [], certificates: [licence], ...known };
    this.matter = this.#scene();
  }

  #scene(from?: Play) {
    const scene = {
      procedure: productFile,
      region: works.region,
      subject: works,
      certificates: this.#known.certificates,
    };
    const seats = [{ role: 'producer', organisation: works.id }];
    const history = from?.history ?? [];
    return play(scene, { state: from?.state, seats: from?.seats ?? seats, history });
  }

  ask(act: string, by: Actor, day: string, input: unknown) {
    const { standards: known, eliminated } = this.#known;
    const market = { standards: known, eliminated };
    return decide({ ...this.matter.question(act, by, day, input), market });
  }

  does(act: string, by: Actor, day: string, input: unknown = {}) {
    const answer = this.ask(act, by, day, input);
    assert.ok(
      answer.ok,
      answer.ok ? '' : `${act}: ${answer.sentence} ${JSON.stringify(answer.issues)}`,
    );
    const past = {
      entry: `${this.matter.history.length}`,
      act,
      at: `${day}T04:00:00.000Z`,
      by,
      input: answer.input,
    };
    const { state, seats, history } = this.matter;
    const after = apply(productFile, { state, seats, history }, past, []);
    const known = this.#known;
    this.matter = play(
      {
        procedure: productFile,
        region: works.region,
        subject: works,
        certificates: known.certificates,
      },
      after,
    );
    return answer;
  }

  refuses(act: string, by: Actor, day: string, input: unknown, said: RegExp, clause?: string) {
    const answer = this.ask(act, by, day, input);
    assert.ok(!answer.ok, `${act} was accepted`);
    assert.match(answer.sentence, said);
    if (clause !== undefined) assert.ok(answer.basis.includes(clause), answer.basis.join());
  }

  lacks(day: string) {
    const { standards: known, eliminated, certificates } = this.#known;
    const product = productOf(productFile, { id: 'x', holder: works.id }, this.matter.history)!;
    const productClass = works.productClasses.find(({ id }) => id === product.productClass);
    const about = { standards: known, eliminated, certificates, productClass };
    return productLacks(product, about, day).map(({ kind }) => kind);
  }

  filed(input: object = cement) {
    this.does('file', who.principal, '2026-11-23', input);
    return this;
  }
}

test('a product is filed with the mandatory standard of its class, by its own maker', () => {
  const product = new File();
  product.refuses('file', who.stranger, '2026-11-23', cement, /生产企业/);
  const bare = { ...cement, standards: [] };
  product.refuses('file', who.principal, '2026-11-23', bare, /选择执行的标准/, 'guidance/2.3');
  const other = { ...cement, standards: [standards.test.number] };
  product.refuses(
    'file',
    who.principal,
    '2026-11-23',
    other,
    /须执行强制性标准.*GB 175-2007/,
    'standardization-law/25',
  );
  product.filed();
  assert.equal(product.matter.state, 'filed');
  assert.deepEqual(product.lacks('2026-11-23'), ['undeclared', 'label']);
});

test('a mandatory standard that does not concern it is left out with a reason', () => {
  const product = new File();
  const left = { ...cement, standards: [standards.test.number], inapplicable: ['GB 175-2007'] };
  product.refuses('file', who.principal, '2026-11-23', left, /说明理由/);
  product.filed({ ...left, inapplicableReason: '砌筑水泥，不在范围内' });
});

test('the successor may be followed early; from its day on the old one is no longer good', () => {
  const early = new File().filed({ ...cement, standards: [standards.next.number] });
  assert.ok(!early.lacks('2026-11-23').includes('mandatory'));
  const product = new File().filed();
  assert.ok(!product.lacks('2026-11-30').includes('lapsed'));
  assert.deepEqual(product.lacks('2026-12-01').slice(0, 2), ['lapsed', 'mandatory']);
  const revised = { ...cement, reason: '换标' };
  product.refuses(
    'revise',
    who.officer,
    '2026-12-01',
    revised,
    /自2026-12-01起由GB 175-2026代替/,
    'standardization-law/25',
  );
  product.does('revise', who.officer, '2026-12-01', {
    ...revised,
    standards: [standards.next.number],
  });
  assert.ok(!product.lacks('2026-12-01').includes('lapsed'));
});

test('products of an eliminated kind are refused, from the day and within the class', () => {
  const gone = { word: 'P·O 42.5', classId: 'cement', from: '2026-11-23', source: '目录第1项' };
  new File({ eliminated: [gone] }).refuses(
    'file',
    who.principal,
    '2026-11-23',
    cement,
    /起淘汰/,
    'product-quality-law/29',
  );
  new File({ eliminated: [{ ...gone, from: '2026-11-24' }] }).filed();
  new File({ eliminated: [{ ...gone, classId: 'toy' }] }).filed();
});

test('class, bar code, partner and number of the own standard are checked', () => {
  const product = new File();
  const refused = (own: object, said: RegExp, clause?: string) =>
    product.refuses('file', who.principal, '2026-11-23', { ...cement, ...own }, said, clause);
  refused({ productClass: 'toy' }, /不在本单位登记的产品类别/);
  refused({ code: '6901234567890' }, /末位应为2/);
  refused({ mode: 'entrusted' }, /对方企业/);
  refused({ own: 'GJ 001-2026' }, /Q\/企业代号/, 'order-83/13');
});

const ownCement = { ...cement, own: 'Q/GZGJ 001-2026' };

test('an own standard is declared with indicators and methods; what is lower is marked', () => {
  const product = new File().filed(ownCement);
  const declare = (input: object, said: RegExp, clause: string) =>
    product.refuses('declare', who.principal, '2026-11-23', input, said, clause);
  declare({ truthful: true }, /功能指标、性能指标/, 'standardization-law/27');
  declare(
    { ...declaration, ownStandard: { ...declaration.ownStandard, compared: [] } },
    /对比的推荐性标准/,
    'order-83/14',
  );
  const { effects } = product.does('declare', who.principal, '2026-11-23', declaration);
  const [published] = effects;
  assert.equal(published?.do, 'publish');
  assert.match(JSON.stringify(published), /"level":"lower"/);
  assert.ok(!product.lacks('2026-11-23').includes('undeclared'));
  product.does('revise', who.principal, '2026-11-24', { ...cement, reason: '改执行国标' });
  assert.ok(product.lacks('2026-11-24').includes('outdated'));
  const again = product.does('declare', who.principal, '2026-11-24', { truthful: true });
  assert.deepEqual(
    again.effects.map((effect) => effect.do),
    ['withdraw', 'publish'],
  );
});

test('who makes for another does not declare', () => {
  const product = new File().filed({ ...cement, mode: 'entrusted', partner: '江西甲公司' });
  product.refuses(
    'declare',
    who.principal,
    '2026-11-23',
    { truthful: true },
    /委托方/,
    'order-83/15',
  );
  assert.ok(!product.lacks('2026-11-23').includes('undeclared'));
});

test('a label passes only with every item in order and marks that stand on valid papers', () => {
  const product = new File().filed();
  const refused = (own: object, items: object, said: RegExp, clause: string) =>
    product.refuses('checkLabel', who.officer, '2026-11-23', sheet(own, items), said, clause);
  refused({}, { dates: 'unmet' }, /生产日期.*不符合/, 'product-quality-law/27');
  refused({}, { maker: 'none' }, /品名、厂名、厂址.*说明理由/, 'product-quality-law/27');
  refused({}, { licence: 'none' }, /不能选不适用/, 'licence-measures/38');
  refused({ markNumber: 'XK08-001-99999' }, {}, /有效的许可证编号/, 'licence-measures/39');
  refused({}, { ccc: 'met' }, /冒用/, 'product-quality-law/31');
  refused({ verdict: 'failed' }, {}, /指明不符合的项目/, 'product-quality-law/27');
  product.does('checkLabel', who.officer, '2026-11-23', sheet());
  assert.deepEqual(product.lacks('2026-11-23'), ['undeclared']);
  const unlicensed = new File({ certificates: [] }).filed();
  unlicensed.refuses('checkLabel', who.officer, '2026-11-23', sheet(), /没有登记有效的证书/);
});

test('a label that fails opens a corrective action and keeps the product back', () => {
  const product = new File().filed();
  const failed = sheet({ verdict: 'failed', note: '袋上没有厂址' }, { maker: 'unmet' });
  const { effects } = product.does('checkLabel', who.officer, '2026-11-23', failed);
  assert.match(JSON.stringify(effects), /corrective-action.*品名、厂名、厂址/);
  assert.ok(product.lacks('2026-11-23').includes('label'));
});

test('a product is supplied when nothing stands against it any more', () => {
  const product = new File().filed();
  const supply = (said: RegExp, clause: string) =>
    product.refuses('supply', who.principal, '2026-11-23', { from: '2026-11-23' }, said, clause);
  supply(/供应产品前/, 'order-83/15');
  product.does('declare', who.principal, '2026-11-23', { truthful: true });
  supply(/还没有检查标签/, 'product-quality-law/27');
  product.does('checkLabel', who.officer, '2026-11-23', sheet());
  product.refuses('supply', who.principal, '2026-11-24', { from: '2026-11-23' }, /不能早于今天/);
  product.does('supply', who.principal, '2026-11-23', { from: '2026-11-24' });
  assert.equal(product.matter.state, 'supplied');
  product.does('stop', who.principal, '2026-11-25', { reason: '检修' });
  const ended = product.does('retire', who.principal, '2026-11-26', { reason: '不再生产' });
  assert.equal(ended.effects[0]?.do, 'withdraw');
});

test('without a licence that the class needs nothing is supplied', () => {
  const product = new File({ certificates: [] }).filed();
  product.does('declare', who.principal, '2026-11-23', { truthful: true });
  product.refuses(
    'supply',
    who.principal,
    '2026-11-23',
    { from: '2026-11-23' },
    /须有工业产品生产许可证/,
    'licence-regulation/5',
  );
});

test('an office orders a declaration by a day, and names who lets it pass', () => {
  const product = new File().filed();
  const order = {
    letterNumber: '责改1号',
    finding: '没有声明',
    dueOn: '2026-12-10',
    paper: [file],
  };
  product.refuses('orderDeclaration', who.principal, '2026-11-23', order, /市场监管部门办理/);
  product.refuses(
    'orderDeclaration',
    who.inspector,
    '2026-11-23',
    { ...order, dueOn: '2026-11-23' },
    /晚于今天/,
  );
  product.does('orderDeclaration', who.inspector, '2026-11-23', order);
  assert.equal(product.matter.due('correction', '2026-11-23'), '2026-12-10');
  product.refuses('nameOverdue', who.inspector, '2026-12-10', { note: '逾期' }, /还没有届满/);
  const { effects } = product.does('nameOverdue', who.inspector, '2026-12-11', { note: '逾期' });
  assert.match(JSON.stringify(effects), /逾期未改正/);
  const late = product.does('declare', who.principal, '2026-12-12', { truthful: true });
  assert.deepEqual(late.effects[0], {
    do: 'withdraw',
    key: 'overdue',
    reason: '已经声明公开',
  });
  assert.equal(product.matter.clock('correction', '2026-12-12')?.status, 'met-late');
});
