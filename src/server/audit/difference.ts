import type { Database } from '#db/connect.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import type { Checkpoint } from '#ledger/checkpoint.ts';
import type { VerifierKey } from '#ledger/keys.ts';

/** What the audit checks, in this order. */
export const checks = {
  log: '账本：逐条重算哈希、瓦片、根与检查点签名',
  queue: '待入账队列与漏记',
  proceedings: '事项：由记录重放状态、席位与时限',
  duties: '责任事项：由记录重算各期位图',
  expected: '应履职期次与月度汇总：由登记信息和夜间标记重算',
  register: '任职与登记信息：由台账记录重算',
  lots: '批次：由记录重放流转，核对持有数量、赋码与封存',
  erasures: '内容删除：逐条核对申请与审批',
  documents: '追溯事件：重算采集文件的摘要，核对事件数',
} as const;
/** One of the checks. */
export type Check = keyof typeof checks;

/** The first place where the tables do not say what the log says. */
export interface Difference {
  readonly check: Check;
  readonly table: string;
  /** The column, or several where the hash over them cannot tell which. */
  readonly column: string;
  readonly entry?: string;
  readonly index?: number;
  readonly proceeding?: string;
  readonly organisation?: string;
  /** One sentence in Chinese and in English. */
  readonly zh: string;
  readonly en: string;
}

/** What an audit works with. */
export interface Audit {
  readonly database: Database;
  readonly law: Law;
  readonly now: Instant;
  /** Keys under which checkpoints may be signed. */
  readonly logs: readonly VerifierKey[];
  /** Checkpoints that somebody kept elsewhere; the log must still contain their trees. */
  readonly kept: readonly Checkpoint[];
  /** Counts what was checked. */
  readonly count: (what: Counted, more: number) => void;
}

/** What is counted. */
export type Counted =
  | 'entries'
  | 'checkpoints'
  | 'cosignatures'
  | 'proceedings'
  | 'dutyMonths'
  | 'organisations'
  | 'lots'
  | 'erasures'
  | 'documents';

/** Limit of one statement of the audit: batches are small, but the counts read whole tables. */
export const auditTimeoutMs = 1_800_000;

/** Options of each transaction: everything in it sees the same moment, and nothing is changed. */
export const frozen = {
  isolation: 'repeatable read',
  readOnly: true,
  timeoutMs: auditTimeoutMs,
} as const;
