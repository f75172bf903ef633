import { addMonths } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import * as field from '#kernel/field.ts';

/** Why an inspector keeps away from a firm. */
export const grounds = {
  kin: '本人或者近亲属在该单位任职、持股',
  'former-employer': '曾在该单位任职',
  'same-firm': '近期检查过该单位',
  interest: '有其他利害关系',
} as const;

/** Why an object is not checked after all. */
export const replacements = {
  closed: '已注销、停业或者搬离',
  'no-product': '不再生产、销售该类产品',
  'checked-lately': '六个月内已经监督抽查',
  frequency: '已达到年度检查频次上限',
} as const;

/** Years after which a former employer no longer counts; no instrument sets a number. */
export const formerEmployerYears = 3;
/** Months in which nobody is sent to the same firm twice; no instrument sets a number. */
export const sameFirmMonths = 12;

/** What an inspector declares of one firm; `until` is the last day of employment. */
export interface Relation {
  readonly organisation: string;
  readonly ground: keyof typeof grounds;
  readonly until?: PlainDate;
}

/** Whether a declared relation keeps an inspector away on a day. */
export function keepsAway({ ground, until }: Relation, today: PlainDate): boolean {
  if (ground !== 'former-employer' || until === undefined) return true;
  return today <= addMonths(until, 12 * formerEmployerYears);
}

/** The first day of the time in which an earlier check of the same firm keeps an inspector away. */
export function sameFirmSince(today: PlainDate): PlainDate {
  return addMonths(today, -sameFirmMonths);
}

/** The relations of a declaration. */
export const relations = field.rows(
  '需要回避的单位',
  {
    organisation: field.organisation('单位', ['enterprise', 'platform']),
    ground: field.choice('情形', grounds),
    until: field.optional(
      field.date('离职日期', {
        hint: `曾任职的填写；离职满${formerEmployerYears}年的不再回避（平台规则，非法律规定）。`,
      }),
    ),
  },
  { min: 0, personal: true },
);
