import type { DutyPeriod, PeriodState } from '#server/duties/present.ts';

/** How a period is called, and the one sign that stands for it in a calendar: colour is never the only difference. */
export const periodStates: Readonly<
  Record<PeriodState, { readonly title: string; readonly sign: string }>
> = {
  done: { title: '已按时完成', sign: '✓' },
  late: { title: '逾期补录', sign: '迟' },
  missing: { title: '缺失', sign: '缺' },
  open: { title: '待完成', sign: '待' },
  future: { title: '尚未开始', sign: '' },
  none: { title: '不需要', sign: '–' },
};

/** A period in words, for screen readers and tool tips. */
export function describePeriod(period: DutyPeriod): string {
  const { title } = periodStates[period.state];
  const more = [period.finding ? '发现问题' : '', period.idle ? '停产、休业' : ''].filter(Boolean);
  return [period.from, title, ...more].join('，');
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
