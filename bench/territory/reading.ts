import { asOwner } from '#db/owner.ts';
import { sendAll } from '../load.ts';
import { median, ms, quantile } from '../report.ts';
import type { Figure } from '../report.ts';
import type { UnderTest } from '../under-test.ts';

/** A page that somebody opens, and what the database alone needs for its rows. */
export interface Reading {
  readonly what: string;
  readonly path: string;
  readonly token: string;
  readonly targetMs: number;
  /** SQL of the plain look-up as the owner, without policies, names or JSON. */
  readonly limit?: string;
}

const times = 15;

/** Opens a page again and again over HTTP, one request at a time, and holds it against the plain look-up. */
export async function measureReading(
  under: UnderTest,
  port: number,
  { what, path, token, targetMs, limit }: Reading,
): Promise<Figure> {
  const request = { method: 'GET', path, token } as const;
  await sendAll(port, 1, Array(3).fill(request));
  const { latenciesMs } = await sendAll(port, 1, Array(times).fill(request));
  const reached = median(latenciesMs);
  const plain = limit === undefined ? undefined : await plainMs(under, limit);
  return {
    what,
    measured: `${ms(reached)}, slowest of ${times} ${ms(quantile(latenciesMs, 1))}`,
    ...(plain === undefined
      ? {}
      : { limit: `${ms(plain)}, ratio ${(plain / reached).toFixed(2)}` }),
    target: `≤ ${targetMs} ms`,
    met: reached <= targetMs,
  };
}

function plainMs({ databaseUrl }: UnderTest, sql: string): Promise<number> {
  return asOwner(databaseUrl, async (owner) => {
    const taken: number[] = [];
    for (let turn = 0; turn < times; turn += 1) {
      const startedAt = performance.now();
      await owner.query(sql);
      taken.push(performance.now() - startedAt);
    }
    return median(taken);
  });
}
