import type { Signer } from '#ledger/keys.ts';
import type { Context } from '../context.ts';
import { appendBatch } from './append.ts';
import { registerLogKey } from './registered.ts';

/** Entries that go into the log at once; about 0.1 s of work. */
const batchSize = 5_000;

/** Entries of nodes whose call did not reach us are found at the latest after this many intervals. */
const intervalsPerLook = 5;

/** What runs the log of one node. */
export interface Sequencer {
  /** Says that entries wait; several calls make one batch. */
  wake(): void;
  /** Resolves when every entry that was committed before the call stands in the log. Rejects where that fails. */
  idle(): Promise<void>;
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

/** How the log is run. */
export interface SequencerOptions {
  /** The log's key; its name is the origin of the checkpoints. */
  readonly key: Signer;
  /** Least time between two checkpoints. */
  readonly intervalMs?: number;
  /** Told what kept a batch from the log; it is tried again. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Puts entries into the log in the order in which they were queued, within two intervals of the call to `wake`.
 * Several nodes may each run one on the same database: they take turns.
 */
export function startSequencer(
  context: Pick<Context, 'database' | 'now'>,
  { key, intervalMs = 200, onFault = report }: SequencerOptions,
): Sequencer {
  let tail: Promise<unknown> = Promise.resolve();
  let registered = false;
  let stopped = false;
  let startedAtMs = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  async function drain(): Promise<void> {
    startedAtMs = performance.now();
    if (!registered) await registerLogKey(context.database, key, context.now());
    registered = true;
    while ((await appendBatch(context.database, key, context.now(), batchSize)) === batchSize);
  }

  /** One drain after the other: one that began before a call may have missed the caller's entry. */
  function next(): Promise<void> {
    const turn = tail.then(drain);
    tail = turn.catch(() => undefined);
    return turn;
  }

  function schedule(inMs: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => {
      timer = undefined;
      woken = false;
      void next()
        .catch(onFault)
        .finally(() => schedule(woken ? intervalMs : intervalMs * intervalsPerLook));
    }, inMs);
    timer.unref();
  }

  let woken = false;
  schedule(0);
  return {
    wake: () => {
      if (woken) return;
      woken = true;
      // Without a timer a drain is under way and looks at `woken` when it ends.
      if (timer === undefined) return;
      schedule(Math.max(0, startedAtMs + intervalMs - performance.now()));
    },
    idle: next,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await tail;
    },
  };
}

function report(error: unknown): void {
  console.error('sequencer:', error);
}
