import type { DutyPeriod, PeriodState } from '#server/duties/present.ts';
import { periodSigns, signOfRecord, wordsOfRecord } from '../../kit/show/period-sign.ts';

/** How a period is called, and the one sign that stands for it in a calendar: colour is never the only difference. */
export const periodStates: Readonly<
  Record<PeriodState, { readonly title: string; readonly sign: string }>
> = {
  ...periodSigns,
  open: { title: '待完成', sign: '待' },
  future: { title: '尚未开始', sign: '' },
  none: { title: '不需要', sign: '–' },
};

/** A period in words, for screen readers and tool tips. */
export function describePeriod(period: DutyPeriod): string {
  const { title } = periodStates[period.state];
  return [period.from, title, ...wordsOfRecord(period)].join('，');
}

/** The sign of a period in a calendar of days. */
export function signOf({ state, finding, idle }: DutyPeriod): string {
  return state === 'done' || state === 'late'
    ? signOfRecord({ state, finding, idle })
    : periodStates[state].sign;
}

/** How many of the periods that are over or done stand in each state. */
export function countPeriods(periods: readonly DutyPeriod[]) {
  const count = (state: PeriodState) => periods.filter((period) => period.state === state).length;
  return {
    done: count('done'),
    late: count('late'),
    missing: count('missing'),
    finding: periods.filter(({ finding }) => finding).length,
    idle: periods.filter(({ idle }) => idle).length,
  };
}
