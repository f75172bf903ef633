import assert from 'node:assert/strict';
import { test } from 'node:test';
import { siteTable } from './columns.ts';
import type { PublishedFacts } from './columns.ts';

const penalty: PublishedFacts = {
  kind: 'penalty',
  action: 'publish',
  title: '行政处罚决定：王小二',
  name: null,
  credit_code: null,
  authority: '赣县区市场监督管理局',
  authority_code: '11360704MB0000001X',
  record: {
    number: '罚1',
    grounds: '无证经营',
    party: '王小二',
    partyId: '360*************34',
    partyKind: '自然人',
    content: '=HYPERLINK("http://x")',
  },
  at: '2026-10-09T02:00:00.000Z',
  shown_until: '2027-10-09',
  withdrawn_at: null,
  withdrawn_reason: null,
};

function line(
  site: 'gsxt' | 'credit-china',
  kind: string,
  action: 'publish' | 'withdraw',
  facts: object,
) {
  const { columns, rows } = siteTable(site, kind, action, [{ ...penalty, ...facts }]);
  return Object.fromEntries(columns.map(({ title, key }) => [title, rows[0]![key]]));
}

test('each site gets its own columns; a natural person is named with a masked number', () => {
  const china = line('credit-china', 'penalty', 'publish', {});
  assert.equal(china['行政相对人名称'], '王小二');
  assert.equal(china['证件号码（已隐去）'], '360*************34');
  const gsxt = line('gsxt', 'penalty', 'publish', {});
  assert.equal(gsxt['决定机关名称'], '赣县区市场监督管理局');
  assert.equal(gsxt['公示截止日期'], '2027-10-09');
  assert.ok(!('证件号码（已隐去）' in gsxt));
});

test('a listing names its provision by title, not by the address that its record holds', () => {
  const listing = { record: { basis: 'order-44/7' } };
  const china = line('credit-china', 'serious-dishonesty', 'publish', listing);
  assert.equal(china['列入依据'], '《市场监督管理严重违法失信名单管理办法》第7条');
});

test('a withdrawal says what, when and why; an unknown kind still has name, title and term', () => {
  const taken = { withdrawn_at: '2026-10-20T02:00:00.000Z', withdrawn_reason: '处罚被撤销' };
  const back = line('gsxt', 'penalty', 'withdraw', taken);
  assert.deepEqual([back['撤回日期'], back['撤回原因']], ['2026-10-20', '处罚被撤销']);
  const other = line('gsxt', 'other-kind', 'publish', {});
  assert.equal(other['标题'], '行政处罚决定：王小二');
});
