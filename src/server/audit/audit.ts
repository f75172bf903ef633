import type { Database } from '#db/connect.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import type { Checkpoint } from '#ledger/checkpoint.ts';
import { KEY_TYPES, parseVerifierKey } from '#ledger/keys.ts';
import type { VerifierKey } from '#ledger/keys.ts';
import { checkDuties } from './duties.ts';
import type { Audit, Check, Counted, Difference } from './difference.ts';
import { checkDocuments } from './documents.ts';
import { checkErasures } from './erasures.ts';
import { checkExpected } from './owing/expected.ts';
import { checkLog } from './log.ts';
import { checkLots } from './lots/check.ts';
import { checkProceedings } from './proceedings.ts';
import { checkQueue } from './queue.ts';
import { checkRegister } from './register.ts';

/** What an audit found. */
export interface AuditReport {
  readonly ok: boolean;
  /** How much was checked before it ended. */
  readonly counts: Readonly<Record<Counted, number>>;
  readonly difference?: Difference;
}

/** How an audit is done. */
export interface AuditOptions {
  readonly law: Law;
  readonly now: Instant;
  /** The log's key from elsewhere; without it the one that the database itself names is believed. */
  readonly log?: VerifierKey;
  /** Checkpoints that somebody kept elsewhere, such as a witness. */
  readonly kept?: readonly Checkpoint[];
  /** Told when a check begins, and what was counted from time to time. */
  readonly progress?: (check: Check, counts: Readonly<Record<Counted, number>>) => void;
}

const steps: readonly (readonly [Check, (audit: Audit) => Promise<Difference | undefined>])[] = [
  ['log', checkLog],
  ['queue', checkQueue],
  ['proceedings', checkProceedings],
  ['duties', checkDuties],
  ['expected', checkExpected],
  ['register', checkRegister],
  ['lots', checkLots],
  ['erasures', checkErasures],
  ['documents', checkDocuments],
];

/**
 * Checks the whole database against the log and ends at the first difference. Reads in batches, changes nothing, and may
 * run beside the service: what is committed meanwhile is left to the next audit.
 */
export async function audit(database: Database, options: AuditOptions): Promise<AuditReport> {
  const counts: Record<Counted, number> = {
    entries: 0,
    checkpoints: 0,
    cosignatures: 0,
    proceedings: 0,
    dutyMonths: 0,
    organisations: 0,
    lots: 0,
    erasures: 0,
    documents: 0,
  };
  const { law, now, kept = [], progress = () => undefined } = options;
  const logs = options.log === undefined ? await readLogKeys(database) : [options.log];
  for (const [check, step] of steps) {
    progress(check, counts);
    const count: Audit['count'] = (what, more) => {
      counts[what] += more;
      progress(check, counts);
    };
    const difference = await step({ database, law, now, logs, kept, count });
    if (difference !== undefined) return { ok: false, counts, difference };
  }
  return { ok: true, counts };
}

async function readLogKeys(database: Database): Promise<VerifierKey[]> {
  const rows = await database.asSystem('audit', (tx) =>
    tx.rows<{ vkey: string }>('select vkey from log_key order by at desc'),
  );
  return rows
    .map(({ vkey }) => parseVerifierKey(vkey))
    .filter((key): key is VerifierKey => key?.type === KEY_TYPES.log);
}
