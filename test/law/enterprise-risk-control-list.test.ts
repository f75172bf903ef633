import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { riskControlList } from '#law/enterprise/risk-control-list.ts';
import { riskListTemplates, templateFor } from '#law/enterprise/risk-list-templates.ts';
import { findProductClass } from '#law/product-classes.ts';
import {
  defectsOf,
  factsOf,
  officer,
  productClass,
  recorded,
  worker,
  works,
} from './enterprise-setting.ts';

const now = '2026-11-20T01:00:00Z';
const shop: OrganisationFacts = { ...works, business: 'retail' };
const earlier = recorded('list-1', '2026-11-01T00:00:00Z', { items: [] });

function keep(
  organisation: OrganisationFacts,
  input: unknown,
  versions = [] as (typeof earlier)[],
) {
  const facts = factsOf({ now, organisation, records: { 'risk-control-list': versions } });
  return decideRecord(riskControlList, facts, officer, input);
}

const sentenceOf = (answer: ReturnType<typeof keep>) => (answer.ok ? '' : answer.sentence);
const { items } = templateFor(works);
const first = { changeReason: 'first', items };

test('the definition is sound', () => {
  assert.deepEqual(defectsOf(riskControlList), []);
});

test('every template has 12 items and is accepted as a first list as it stands', () => {
  assert.equal(riskListTemplates.length, 15);
  for (const template of riskListTemplates) {
    assert.equal(template.items.length, 12, template.id);
    const organisation = ['wholesaler', 'retailer'].includes(template.id) ? shop : works;
    const answer = keep(organisation, { changeReason: 'first', items: template.items });
    assert.ok(answer.ok, `${template.id} ${answer.ok ? '' : JSON.stringify(answer)}`);
  }
});

test('templates are proposed for product classes that exist, each by one template', () => {
  const classes = riskListTemplates.flatMap((template) => template.classes);
  assert.deepEqual(
    classes.filter((id) => findProductClass(id) === undefined),
    [],
  );
  assert.equal(new Set(classes).size, classes.length);
});

test('the template follows the trade, and for producers the riskiest product', () => {
  assert.equal(templateFor(works).id, 'cement');
  assert.equal(templateFor(shop).id, 'retailer');
  assert.equal(templateFor({ ...works, business: 'wholesale' }).id, 'wholesaler');
  const stove = productClass({ id: 'gas-stove', risk: 'high' });
  const cement = productClass({ id: 'cement', risk: 'medium' });
  assert.equal(templateFor({ ...works, productClasses: [cement, stove] }).id, 'gas-appliance');
  const socket = templateFor({ ...works, productClasses: [productClass({ id: 'plug-socket' })] });
  assert.equal(socket.id, 'socket');
  assert.doesNotMatch(JSON.stringify(socket), /温控|干烧|4706/, 'the words of appliances');
  const other = productClass({ id: 'reading-glasses' });
  assert.equal(templateFor({ ...works, productClasses: [other] }).id, 'producer');
});

test('a code may stand once', () => {
  const answer = keep(works, { ...first, items: [...items, items[0]] });
  assert.match(sentenceOf(answer), /“SN01”重复/);
});

test('a list without a daily item is no basis for daily control', () => {
  const weekly = items.map((item) => ({ ...item, frequency: 'week' }));
  assert.match(sentenceOf(keep(works, { ...first, items: weekly })), /至少应有一个每日/);
});

test('a seller must list what order 76 names, a producer need not', () => {
  const answer = keep(shop, first);
  assert.match(sentenceOf(answer), /进货查验、索证索票、建立台账、核对产品质量信息/);
  const sellers = templateFor(shop).items.filter(({ keyLink }) => keyLink !== '建立台账');
  assert.match(sentenceOf(keep(shop, { ...first, items: sellers })), /应当包括建立台账（/);
  assert.ok(keep(works, first).ok);
});

test('the first version says so, a later one says what prompted it', () => {
  assert.match(sentenceOf(keep(works, { ...first, changeReason: 'alert' })), /首次编制/);
  assert.match(sentenceOf(keep(works, first, [earlier])), /不能再选“首次编制”/);
  const revised = keep(works, { ...first, changeReason: 'alert' }, [earlier]);
  assert.ok(revised.ok);
  assert.equal(revised.effects[0]?.do, 'notify');
});

test('somebody without a post may not change the list', () => {
  const facts = factsOf({ now, actor: worker });
  const answer = decideRecord(riskControlList, facts, worker, first);
  assert.equal(!answer.ok && answer.code, 'not-entitled');
});
