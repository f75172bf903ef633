import { endOf, epochMs } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DailyAnswer, DailyRecord } from '#law/enterprise/daily/form.ts';
import { pressesOn } from '#law/enterprise/daily/periodic.ts';
import type { RiskItem } from '#law/enterprise/risk-control-list.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { PhoneToday } from '#server/phone/present.ts';

/** What was filled in for one item so far. */
export type Answering = Partial<Omit<DailyAnswer, 'item'>>;

/** What was filled in of a daily record so far. */
export interface Filling {
  readonly dayType: DailyRecord['dayType'];
  readonly idleReason: string;
  readonly answers: Readonly<Record<string, Answering>>;
  readonly challengePhoto: readonly string[];
  readonly remark: string;
}

/** An empty record of a day of production. */
export const blank: Filling = {
  dayType: 'production',
  idleReason: '',
  answers: {},
  challengePhoto: [],
  remark: '',
};

/**
 * The version of the risk control list that held on a day: the latest that was recorded by its end, or the first one
 * where all are later.
 * @param records versions in any order.
 */
export function versionFor(
  records: readonly PresentedEntry[],
  day: PlainDate,
): PresentedEntry | undefined {
  const versions = [...records].sort((a, b) => epochMs(a.at) - epochMs(b.at));
  const held = versions.filter(({ at }) => epochMs(at) < epochMs(endOf(day)));
  return held.at(-1) ?? versions[0];
}

/** The items of a version of the list. */
export function itemsOf(version: PresentedEntry | undefined): readonly RiskItem[] {
  return (version?.input['items'] ?? []) as unknown as readonly RiskItem[];
}

/** Weekly and monthly items, those first that the day presses for: nobody answered them yet in their week or month. */
export function othersOn(
  day: PlainDate,
  items: readonly RiskItem[],
  periodic: NonNullable<PhoneToday['list']>['periodic'] = [],
): { readonly pressing: readonly RiskItem[]; readonly rest: readonly RiskItem[] } {
  const doneOn = new Map(periodic.map((one) => [one.code, one.doneOn]));
  const presses = ({ frequency, code }: RiskItem) =>
    frequency !== 'day' && pressesOn(frequency, day, doneOn.get(code));
  const others = items.filter(({ frequency }) => frequency !== 'day');
  return {
    pressing: others.filter(presses),
    rest: others.filter((item) => !presses(item)),
  };
}

/** Codes of the items that a day must answer and that are not answered yet. */
export function unanswered(items: readonly RiskItem[], filling: Filling): readonly string[] {
  return items
    .filter(({ frequency }) => frequency === 'day')
    .map(({ code }) => code)
    .filter((code) => filling.answers[code]?.result === undefined);
}

/** Makes the input of the record out of what was filled in; items without a result are left out. */
export function recordOf(
  filling: Filling,
  list: { readonly record: string; readonly items: readonly RiskItem[] },
  challenge: { readonly checkpointSize: number; readonly item: string } | undefined,
  filledAt: string,
): Record<string, unknown> {
  const remark = said('remark', filling.remark);
  if (filling.dayType === 'idle') {
    return {
      dayType: 'idle',
      ...said('idleReason', filling.idleReason),
      items: [],
      filledAt,
      ...remark,
    };
  }
  const items = list.items.flatMap(({ code }) => {
    const answer = filling.answers[code];
    if (answer?.result === undefined) return [];
    const { result, photos = [], measured, note, immediateMeasure } = answer;
    return {
      item: code,
      result,
      photos,
      ...said('measured', measured),
      ...said('note', note),
      ...(result === 'finding' ? said('immediateMeasure', immediateMeasure) : {}),
    };
  });
  const isChallenged = challenge !== undefined && filling.challengePhoto.length > 0;
  return {
    dayType: 'production',
    riskList: list.record,
    items,
    ...(isChallenged ? { challenge: { ...challenge, photo: filling.challengePhoto } } : {}),
    filledAt,
    ...remark,
  };
}

/** What a recorded day was filled in with, for its correction. */
export function fillingOf(record: DailyRecord): Filling {
  return {
    dayType: record.dayType,
    idleReason: record.idleReason ?? '',
    answers: Object.fromEntries(record.items.map(({ item, ...answer }) => [item, answer])),
    challengePhoto: record.challenge?.photo ?? [],
    remark: record.remark ?? '',
  };
}

function said(key: string, text: string | undefined): Record<string, string> {
  return text === undefined || text.trim() === '' ? {} : { [key]: text };
}
