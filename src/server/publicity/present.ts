import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { CreditSite } from '#kernel/effect.ts';

/** How an item of the outbox stands. */
export const dispatchStates = {
  due: '待报送',
  exported: '已导出，待确认',
  accepted: '对方已接收',
  failed: '报送失败',
  withdrawn: '已撤回',
} as const;
export type DispatchState = keyof typeof dispatchStates;

/**
 * How an item stands, in words: one that is withdrawn was never on its way, or it was, and the site may have it: its
 * withdrawal is then an item of its own.
 */
export function dispatchTitle(state: DispatchState, attempts: number): string {
  if (state !== 'withdrawn') return dispatchStates[state];
  return attempts === 0 ? '未报送即撤回' : '曾经报送，已撤回';
}

/** Kinds of publications that end by their term or by credit repair. */
export const publicationKinds = {
  'serious-dishonesty': '严重违法失信名单',
  penalty: '行政处罚信息',
  'negative-check': '抽查检查负面信息',
} as const;

/** One item of the outbox. */
export interface PresentedDispatch {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly site: CreditSite;
  readonly siteTitle: string;
  readonly action: 'publish' | 'withdraw';
  readonly state: DispatchState;
  readonly stateTitle: string;
  readonly attempts: number;
  readonly at: Instant;
  readonly changedAt: Instant;
  /** When it is tried again by itself. */
  readonly nextAt?: Instant;
  /** What the last attempt came to grief on. */
  readonly error?: string;
  readonly receipt?: string;
  readonly name?: string;
  readonly proceeding?: string;
}

/** Something published about somebody, with its term and, where it was taken back, the trace of that. */
export interface PresentedPublication {
  readonly id: string;
  readonly kind: string;
  readonly kindTitle: string;
  readonly title: string;
  readonly text: string;
  readonly name?: string;
  readonly creditCode?: string;
  readonly authority?: string;
  readonly grounds?: string;
  readonly number?: string;
  readonly decidedOn?: string;
  readonly publishedOn: PlainDate;
  readonly until?: PlainDate;
  /** `shown`, `over` where its term has ended, `withdrawn`. */
  readonly standing: 'shown' | 'over' | 'withdrawn';
  readonly proceeding?: string;
  readonly withdrawn?: { readonly on: PlainDate; readonly reason: string; readonly entry: string };
  readonly sites: readonly { readonly title: string; readonly state: string }[];
}
