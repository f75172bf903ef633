import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { dailyRecords, prepareDays } from './act-population.ts';
import { watchCheckpoints } from './ledger.ts';
import type { Request } from './load.ts';
import { ms, quantile } from './report.ts';
import type { Findings } from './report.ts';
import type { UnderTest } from './under-test.ts';

/** 200,000 enterprises that report within two hours are 28 acts a second. */
const perSecond = 30;
const seconds = 20;
const targetMs = 1_000;

/** From the receipt of an act until its entry can be proved, at the rate of a whole province. */
export async function benchProof(under: UnderTest): Promise<Findings> {
  const total = perSecond * seconds;
  const warmUp = 100;
  await prepareDays(under, total + warmUp);
  const port = await under.listen();
  await under.sequencer().idle();
  await sendSteadily(port, await dailyRecords(under, 1, warmUp));
  const records = await dailyRecords(under, warmUp + 1, total);
  let sent: Receipt[] = [];
  const heads = await watchCheckpoints(under, async () => {
    sent = await sendSteadily(port, records);
    await under.sequencer().idle();
    await sleep(200);
  });
  const waits = await waitsOf(under, sent, heads);
  await downloadProof(port, sent.at(-1)!.id, records.at(-1)!.token);
  const answers = sent.map(({ sentAtMs, answeredAtMs }) => answeredAtMs - sentAtMs);
  return {
    title: 'From the act to its proof',
    method:
      `${perSecond} daily records a second for ${seconds} seconds, which is the province reporting within two hours; each ` +
      'entry counts as provable when a checkpoint that contains it can be read by another process. The sequencer collects ' +
      'for 200 ms.',
    figures: [
      {
        what: 'from the answer to the proof, slowest',
        measured: ms(quantile(waits, 1)),
        limit: '200 ms between two batches',
        target: `≤ ${targetMs} ms`,
        met: quantile(waits, 1) <= targetMs,
      },
      { what: 'the same, median', measured: ms(quantile(waits, 0.5)) },
      { what: 'the same, p99', measured: ms(quantile(waits, 0.99)) },
      {
        what: 'until the answer, p99',
        measured: ms(quantile(answers, 0.99)),
        target: '≤ 100 ms',
        met: quantile(answers, 0.99) <= 100,
      },
    ],
  };
}

interface Receipt {
  readonly id: string;
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
}

/** Sends at a steady rate, whether or not earlier ones were answered. @throws Error where one is refused. */
function sendSteadily(port: number, records: readonly Request[]): Promise<Receipt[]> {
  const startedAt = performance.now();
  return Promise.all(
    records.map(async (record, index) => {
      await sleep(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()));
      const sentAtMs = Date.now();
      await send(port, record);
      const { id } = JSON.parse(record.body!) as { id: string };
      return { id, sentAtMs, answeredAtMs: Date.now() };
    }),
  );
}

function send(port: number, { method, path, token, body }: Request): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => {
        if (answer.statusCode! < 300) resolve(text);
        else reject(new Error(`${answer.statusCode} ${text}`));
      });
    });
    asked.on('error', reject).end(body);
  });
}

async function waitsOf(
  { sql }: UnderTest,
  sent: readonly Receipt[],
  heads: readonly (readonly [atMs: number, size: number])[],
): Promise<number[]> {
  const rows = await sql<{ entry_id: string; index: string }>('select entry_id, index from leaf');
  const indexes = new Map(rows.map((row) => [row.entry_id, Number(row.index)]));
  return sent.map(({ id, answeredAtMs }) => {
    const index = indexes.get(id);
    const head = heads.find(([, size]) => index !== undefined && size > index);
    if (head === undefined) throw new Error(`entry ${id} never came into the log`);
    return Math.max(0, head[0] - answeredAtMs);
  });
}

/** That the proof is there and not only a number. */
async function downloadProof(port: number, id: string, token: string): Promise<void> {
  const proof = await send(port, { method: 'GET', path: `/api/entries/${id}/receipt`, token });
  if (!proof.includes('c2sp.org/tlog-proof')) throw new Error(`no proof: ${proof.slice(0, 200)}`);
}
