import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endingsOf } from '#law/enterprise/profile/endings.ts';
import { inScope, requiredPosts, sizeOf, vacantPosts } from '#law/enterprise/staffing.ts';
import { productClass, works } from './enterprise-setting.ts';

const standard = productClass({ id: 'motor-diesel', title: '车用柴油', mandatoryStandard: true });
const plain = productClass({ id: 'leather-shoe', title: '皮鞋' });

const million = 1_000_000;
const sizes = [
  ['producer', 1000, 0, 'large'],
  ['producer', 999, 0, 'medium'],
  ['producer', 0, 400 * million, 'large'],
  ['producer', 0, 400 * million - 1, 'medium'],
  ['producer', 300, 0, 'medium'],
  ['producer', 299, 0, 'small'],
  ['producer', 0, 20 * million, 'medium'],
  ['producer', 299, 20 * million - 1, 'small'],
  ['wholesale', 200, 0, 'large'],
  ['wholesale', 199, 400 * million, 'large'],
  ['wholesale', 199, 400 * million - 1, 'medium'],
  ['wholesale', 20, 0, 'medium'],
  ['wholesale', 19, 50 * million, 'medium'],
  ['wholesale', 19, 50 * million - 1, 'small'],
  ['retail', 300, 0, 'large'],
  ['retail', 299, 200 * million, 'large'],
  ['retail', 299, 200 * million - 1, 'medium'],
  ['retail', 50, 0, 'medium'],
  ['retail', 49, 5 * million, 'medium'],
  ['retail', 49, 5 * million - 1, 'small'],
] as const;

test('sizes begin at the number itself, and either figure suffices', () => {
  for (const [business, headcount, revenueYuan, size] of sizes) {
    const firm = { ...works, business, headcount, revenueYuan };
    assert.equal(sizeOf(firm), size, `${business} ${headcount} ${revenueYuan}`);
  }
});

test('a licence or a compulsory certificate makes the director mandatory at any size', () => {
  for (const own of [{ licence: true }, { ccc: true }]) {
    const firm = { ...works, headcount: 3, revenueYuan: 1, productClasses: [productClass(own)] };
    const [officer, director] = requiredPosts(firm);
    assert.equal(officer?.required, true);
    assert.equal(director?.required, true);
    assert.match(director!.reason, /不论规模/);
    assert.ok(director!.basis.includes('order-75/5'));
  }
});

test('a mandatory standard makes the director mandatory for large and medium enterprises only', () => {
  const medium = { ...works, headcount: 300, revenueYuan: 1, productClasses: [standard] };
  const [, mandatory] = requiredPosts(medium);
  assert.equal(mandatory?.required, true);
  assert.match(mandatory!.reason, /从业人员300人（不低于300人）/);
  assert.match(mandatory!.reason, /中型生产单位/);
  const small = { ...medium, headcount: 299 };
  const [officer, advised] = requiredPosts(small);
  assert.equal(officer?.required, true);
  assert.deepEqual([advised?.required, advised?.advised], [false, true]);
  assert.match(advised!.reason, /299人（低于300人）/);
});

test('sellers are judged by order 76 and their own figures', () => {
  const shop = {
    ...works,
    business: 'retail' as const,
    headcount: 49,
    revenueYuan: 5 * million,
    productClasses: [standard],
  };
  const [, director] = requiredPosts(shop);
  assert.equal(director?.required, true);
  assert.match(director!.reason, /500万元/);
  assert.ok(director!.basis.includes('order-76/18'));
});

test('an enterprise without covered products is outside the scope and is told why', () => {
  const shoes = { ...works, headcount: 5000, productClasses: [plain] };
  assert.equal(inScope(shoes), false);
  assert.ok(requiredPosts(shoes).every(({ required, advised }) => !required && !advised));
  assert.match(requiredPosts(shoes)[0]!.reason, /不作配备要求/);
  assert.equal(inScope({ ...works, kind: 'laboratory' }), false);
  assert.equal(inScope(works), true);
});

test('a figure that was not declared is asked for', () => {
  const { headcount: _, ...silent } = { ...works, revenueYuan: 1, productClasses: [standard] };
  assert.match(requiredPosts(silent)[1]!.reason, /从业人员未填报.*请补充填报/);
});

test('a required post that nobody validly fills is vacant', () => {
  assert.deepEqual(vacantPosts(works), []);
  const gap = { ...works, filledPosts: ['principal' as const, 'quality-safety-officer' as const] };
  assert.deepEqual(
    vacantPosts(gap).map(({ post }) => post),
    ['quality-safety-director'],
  );
});

test('with no product class registered nothing is said of the products', () => {
  const [officer] = requiredPosts({ ...works, productClasses: [] });
  assert.equal(officer?.required, false);
  assert.match(officer?.reason ?? '', /没有登记产品类别/);
});

test('classes that go, another business and a smaller size take duties away; more of them do not', () => {
  const before = {
    name: '厂',
    region: 360_704,
    address: '',
    phone: '',
    business: 'producer' as const,
    headcount: 320,
    productClasses: ['cement', 'plug-socket'],
  };
  assert.deepEqual(endingsOf(before, { ...before, name: '新厂', headcount: 2000 }), []);
  assert.match(
    endingsOf(before, { ...before, productClasses: ['cement'] }).join(),
    /停止生产、销售/,
  );
  assert.deepEqual(endingsOf(before, { ...before, headcount: 299 }), ['企业规模由中型降为小型']);
  assert.deepEqual(endingsOf(before, { ...before, business: 'retail' }), [
    '经营类型由生产改为零售',
  ]);
});
