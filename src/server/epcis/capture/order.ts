import { setImmediate as others } from 'node:timers/promises';
import { epochMilliseconds } from '#trace/epcis/time.ts';

const atOnce = 1_000;

/**
 * The places of a document's events in the order in which they happened, those of one time as they stand there: a shipment
 * may be listed before the lot was made. What has no readable time stays behind its neighbour; its check will say so.
 */
export async function inOrderOfTime(bytes: Buffer, spans: readonly number[]): Promise<number[]> {
  const times: number[] = [];
  for (let place = 0; place < spans.length / 2; place += 1) {
    const text = bytes.toString('utf8', spans[place * 2], spans[place * 2 + 1]);
    times.push(timeOf(text) ?? times.at(-1) ?? 0);
    if (place % atOnce === atOnce - 1) await others();
  }
  return [...times.keys()].toSorted((one, other) => times[one]! - times[other]! || one - other);
}

function timeOf(text: string): number | undefined {
  try {
    const { eventTime } = JSON.parse(text) as { readonly eventTime?: unknown };
    return typeof eventTime === 'string' ? epochMilliseconds(eventTime) : undefined;
  } catch {
    return undefined;
  }
}
