import { addDays, addMonths } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { months } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import type { WatchRule } from '#kernel/watch/watch.ts';

/** Places that the guidance (4.1) wants watched most closely, and others that a regulator names. */
export const areas = {
  'town-fringe': '城乡结合部',
  countryside: '农村地区',
  'wholesale-market': '批发市场、集散地',
  school: '校园及周边',
  cluster: '产业集聚区',
  online: '网络平台',
  other: '其他',
} as const;

/** How often somebody goes there. */
export const frequencies = {
  month: '每月一次',
  quarter: '每季度一次',
  half: '每半年一次',
} as const;
export type Frequency = keyof typeof frequencies;

/** The months that a frequency stands for. */
export const spans: Readonly<Record<Frequency, number>> = { month: 1, quarter: 3, half: 6 };
/** Oftener first. */
export const oftener: readonly Frequency[] = ['month', 'quarter', 'half'];

/**
 * One clock for each frequency: it runs from the act that sets the frequency, and again after each visit.
 * @param each whether every holder of the role has a clock of its own.
 */
export function visitClocks(
  owner: string,
  what: string,
  starts: readonly string[],
  ends: readonly string[],
  voidedBy: readonly string[],
  each = false,
): Readonly<Record<string, Deadline>> {
  return Object.fromEntries(
    oftener.map((frequency): [string, Deadline] => [
      `visit-${frequency}`,
      {
        title: `${frequencies[frequency]}${what}期限`,
        owner,
        nature: 'duty',
        starts: starts.map((act) => ({ act, where: { field: 'frequency', is: frequency } })),
        restarts: true,
        count: months(spans[frequency]),
        ends,
        voidedBy,
        ...(each ? { each } : {}),
        basis: ['guidance/4.1'],
        policy: `${what}频次由监管部门确定，指导意见没有规定次数。`,
        escalates: [
          { afterDays: -7, to: { role: owner } },
          { afterDays: 0, to: { role: owner } },
        ],
      },
    ]),
  );
}

/** Refuses a term that has begun in the past, ends before it begins, or is longer than so many months. */
export function impossibleSpan(
  facts: Pick<ProceedingFacts, 'today'>,
  from: PlainDate,
  to: PlainDate,
  most: number,
): string | undefined {
  if (from < facts.today) return '开始日期不能早于今天。';
  if (to <= from) return '结束日期应当晚于开始日期。';
  const latest = addDays(addMonths(from, most), -1);
  return to > latest ? `期限不超过${most}个月，结束日期不得晚于${latest}。` : undefined;
}

/** What is carried out under a watch: checks of what is watched, and visits that name it. */
export function carriedOutBy(namedIn: 'regime' | 'operation'): WatchRule['carriedOutBy'] {
  return [
    { procedure: 'spot-check', classIn: 'productClass' },
    { procedure: 'inspection-visit', namedIn },
  ];
}
