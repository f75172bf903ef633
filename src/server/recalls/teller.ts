import type { Context } from '../context.ts';
import { tellHolders } from './tell.ts';

/** Tells holders as soon as they are to be told, without keeping whoever stopped the goods waiting. */
export interface Teller {
  wake(): void;
  /** Begins nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Starts the teller of one node. One run at a time: who is woken during it runs once more after it. What fails is left to
 * the sweep, which takes up every minute what is left.
 */
export function startTeller(context: Context, onFault: (error: unknown) => void): Teller {
  let running: Promise<void> | undefined;
  let isWaiting = false;
  let isStopped = false;
  const run = async () => {
    while (isWaiting && !isStopped) {
      isWaiting = false;
      await tellHolders(context).catch(onFault);
    }
    running = undefined;
  };
  return {
    wake: () => {
      isWaiting = true;
      running ??= run();
    },
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}
