import { addHours, epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';

/** Registrations that succeed from one address in an hour. Policy. */
export const successesPerHour = 10;

/** Tries from one address in an hour, whatever comes of them: who corrects a form is not kept out. Policy. */
export const triesPerHour = 100;

/** Addresses that are remembered; the oldest are forgotten first. */
const mostAddresses = 10_000;

/** Counts what succeeds from each address. */
export interface Successes {
  /** Takes a place before the work, so that many at once count as well. @returns how to give it back, or the refusal. */
  take(address: string, now: Instant): (() => void) | Refusal;
}

/** Counts successes in the memory of this process, as the limit of all tries is. */
export function countSuccesses(atMost: number = successesPerHour): Successes {
  const known = new Map<string, Instant[]>();
  return {
    take(address, now) {
      const since = epochMs(addHours(now, -1));
      const recent = (known.get(address) ?? []).filter((at) => epochMs(at) > since);
      const [first] = recent;
      if (first !== undefined && recent.length >= atMost) {
        const minutes = Math.max(1, Math.ceil((epochMs(first) - since) / 60_000));
        return refuse(
          'too-many-requests',
          `同一网络地址一小时内最多注册${atMost}家单位，请在${minutes}分钟后再试，或者请所在地市场监管部门登记。`,
        );
      }
      recent.push(now);
      known.delete(address);
      known.set(address, recent);
      const oldest = known.keys().next();
      if (known.size > mostAddresses && !oldest.done) known.delete(oldest.value);
      return () => {
        const at = recent.indexOf(now);
        if (at >= 0) recent.splice(at, 1);
      };
    },
  };
}
