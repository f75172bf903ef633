import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { CreditSite } from '#kernel/effect.ts';
import type { JsonObject } from '#kernel/json.ts';
import { clauses } from '#law/clauses/all.ts';
import { presentCitation } from '../problem.ts';
import type { ExportTable, ExportValue } from '../tables/write-table.ts';

/** An item of the outbox with what the sites' columns say of it. */
export interface PublishedFacts {
  readonly kind: string;
  readonly action: 'publish' | 'withdraw';
  readonly title: string;
  readonly name: string | null;
  readonly credit_code: string | null;
  readonly authority: string | null;
  readonly authority_code: string | null;
  readonly record: JsonObject;
  readonly at: Instant;
  readonly shown_until: PlainDate | null;
  readonly withdrawn_at: Instant | null;
  readonly withdrawn_reason: string | null;
}

type Column = readonly [title: string, value: (facts: PublishedFacts) => ExportValue];

const text =
  (key: string) =>
  ({ record }: PublishedFacts): ExportValue => {
    const value = record[key];
    return typeof value === 'string' || typeof value === 'number' ? value : '';
  };
const name: Column[1] = (facts) => text('party')(facts) || facts.name;
const code: Column[1] = (facts) => facts.credit_code ?? text('code')(facts);
const authority: Column[1] = (facts) => facts.authority;
/** A site gets the provision by its title; records hold its address, older ones of penalties words. */
const basis: Column[1] = (facts) => {
  const said = text('basis')(facts);
  const cited = clauses.find(String(said));
  return cited === undefined ? said : presentCitation(cited).title;
};

/**
 * Columns by site and kind, as the sites show them to the public. Policy: no instrument fixes them; they follow the
 * sites' pages of 2025 and are to be compared with the receiving system's own template before the first exchange.
 */
const published: Readonly<Record<CreditSite, Readonly<Record<string, readonly Column[]>>>> = {
  gsxt: {
    'serious-dishonesty': [
      ['企业名称', name],
      ['统一社会信用代码', code],
      ['类别', () => '严重违法失信名单'],
      ['列入严重违法失信名单（黑名单）原因', text('grounds')],
      ['列入日期', text('decidedOn')],
      ['作出决定机关（列入）', authority],
      ['列入决定书文号', text('number')],
      ['公示截止日期', (facts) => facts.shown_until],
    ],
    penalty: [
      ['当事人名称', name],
      ['统一社会信用代码', code],
      ['决定书文号', text('number')],
      ['违法行为类型', text('grounds')],
      ['行政处罚内容', text('content')],
      ['决定机关名称', authority],
      ['处罚决定日期', text('decidedOn')],
      ['公示日期', (facts) => dayOf(facts.at)],
      ['公示截止日期', (facts) => facts.shown_until],
    ],
  },
  'credit-china': {
    'serious-dishonesty': [
      ['失信主体名称', name],
      ['统一社会信用代码', code],
      ['证件号码（已隐去）', text('partyId')],
      ['名单类型', () => '市场监督管理严重违法失信名单'],
      ['列入事由', text('grounds')],
      ['列入依据', basis],
      ['列入决定文号', text('number')],
      ['列入日期', text('decidedOn')],
      ['管理措施', text('measures')],
      ['认定单位', authority],
      ['认定单位统一社会信用代码', (facts) => facts.authority_code],
      ['公示截止期', (facts) => facts.shown_until],
    ],
    penalty: [
      ['行政相对人名称', name],
      ['行政相对人类别', text('partyKind')],
      ['统一社会信用代码', code],
      ['证件号码（已隐去）', text('partyId')],
      ['行政处罚决定书文号', text('number')],
      ['违法行为类型', text('grounds')],
      ['处罚依据', basis],
      ['处罚内容', text('content')],
      ['罚款金额（元）', text('amountYuan')],
      ['没收金额（元）', text('confiscationYuan')],
      ['处罚决定日期', text('decidedOn')],
      ['公示截止期', (facts) => facts.shown_until],
      ['处罚机关', authority],
      ['处罚机关统一社会信用代码', (facts) => facts.authority_code],
    ],
  },
};

/** What a site needs to take something down again. */
const withdrawn: readonly Column[] = [
  ['名称', name],
  ['统一社会信用代码', code],
  ['决定书文号', text('number')],
  ['原公示日期', (facts) => dayOf(facts.at)],
  ['撤回原因', (facts) => facts.withdrawn_reason],
  ['撤回日期', (facts) => (facts.withdrawn_at === null ? '' : dayOf(facts.withdrawn_at))],
  ['撤回机关', authority],
];

/** Anything else that a definition sends. */
const plain: readonly Column[] = [
  ['名称', name],
  ['统一社会信用代码', code],
  ['标题', (facts) => facts.title],
  ['公示机关', authority],
  ['公示日期', (facts) => dayOf(facts.at)],
  ['公示截止日期', (facts) => facts.shown_until],
];

/** Items of one site, kind and direction as the table that the site takes. */
export function siteTable(
  site: CreditSite,
  kind: string,
  action: 'publish' | 'withdraw',
  items: readonly PublishedFacts[],
): ExportTable {
  const columns = action === 'withdraw' ? withdrawn : (published[site][kind] ?? plain);
  return {
    sheet: action === 'withdraw' ? '撤回公示' : '公示信息',
    columns: columns.map(([title], at) => ({ title, key: String(at) })),
    rows: items.map((item) =>
      Object.fromEntries(columns.map(([, value], at) => [String(at), value(item)])),
    ),
  };
}
