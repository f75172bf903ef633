import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { JsonObject } from '#kernel/json.ts';
import { classOfProduct, compareEditions } from '#law/regulator/catalogue/compare.ts';
import type { CatalogueItem } from '#law/regulator/catalogue/compare.ts';
import { keyProductCatalogue } from '#law/regulator/catalogue/key-product-catalogue.ts';
import { who } from './certificate-setting.ts';
import { factsOf, recorded, works } from './enterprise-setting.ts';

const cement: CatalogueItem = {
  group: '工业生产资料',
  product: '水泥',
  classId: 'cement',
  licence: true,
  ccc: false,
  risk: 'high',
};
const edition = { year: 2027, from: '2027-03-01', source: '公告2027年第1号', items: [cement] };
const province = {
  ...works,
  id: who.head.organisation!,
  kind: 'market-regulator',
  region: 360_000,
} as const;

function records(
  own: object = {},
  latest?: JsonObject,
  { organisation = province, actor = who.head } = {} as {
    organisation?: typeof works;
    actor?: typeof who.head;
  },
) {
  const before = latest === undefined ? [] : [recorded('e1', '2026-01-01T00:00:00Z', latest)];
  const facts = factsOf({
    now: '2026-11-23T04:00:00Z',
    organisation,
    actor,
    records: { 'key-product-catalogue': before },
  });
  return decideRecord(keyProductCatalogue, facts, actor, { ...edition, ...own });
}

const code = (answer: ReturnType<typeof records>) => (answer.ok ? 'ok' : answer.code);

test('an edition is set by the province alone, and takes effect as data', () => {
  const answer = records();
  assert.ok(answer.ok);
  assert.deepEqual(answer.effects, [
    { do: 'catalogue', year: 2027, from: '2027-03-01', items: [cement] },
  ]);
  const county = { ...province, region: 360_704 };
  assert.equal(code(records({}, undefined, { organisation: county })), 'not-entitled');
  assert.equal(code(records({}, undefined, { actor: who.granter })), 'not-entitled');
});

test('days that are past keep their rules: an edition begins today at the earliest, and after the one before', () => {
  assert.equal(code(records({ from: '2026-11-22' })), 'condition-unmet');
  assert.equal(code(records({ from: '2026-11-23' })), 'ok');
  const former = { ...edition, items: [] } as unknown as JsonObject;
  assert.equal(code(records({}, former)), 'condition-unmet');
  assert.equal(code(records({ from: '2027-03-02' }, former)), 'ok');
});

test('a product stands in an edition once', () => {
  const answer = records({ items: [cement, { ...cement, licence: false }] });
  assert.equal(code(answer), 'condition-unmet');
});

test('a product finds its class by name, without what stands in brackets', () => {
  assert.equal(classOfProduct('水泥'), 'cement');
  assert.equal(classOfProduct('电饭锅(电饭煲)'), 'electric-rice-cooker');
  assert.equal(classOfProduct('电饭锅（电饭煲）'), 'electric-rice-cooker');
  assert.equal(classOfProduct('不存在的产品'), undefined);
});

test('two editions are compared by product, with the duties that come and go', () => {
  const toy: CatalogueItem = { ...cement, product: '玩具', classId: 'toy', licence: false };
  const pot: CatalogueItem = { ...toy, product: '电饭锅', group: '家用电器' };
  const { added, removed, changed } = compareEditions(
    [cement, toy],
    [{ ...toy, ccc: true, risk: 'medium', special: '儿童用品专项' }, pot],
  );
  assert.deepEqual(added, [pot]);
  assert.deepEqual(removed, [cement]);
  assert.equal(changed.length, 1);
  const [one] = changed;
  assert.match(one!.duties.join(), /纳入强制性产品认证.*质量安全总监/);
  assert.match(one!.duties.join(), /由高调整为中/);
  assert.match(one!.duties.join(), /由?“无”变为“儿童用品专项”/);
  assert.deepEqual(compareEditions([toy], [toy]).changed, []);
  const lost = compareEditions([cement], [{ ...cement, licence: false }]).changed[0]!;
  assert.match(lost.duties.join(), /不再实行生产许可/);
});
