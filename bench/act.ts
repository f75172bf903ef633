import { dailyRecords, prepareDays, varyingOf } from './act-population.ts';
import { sendAll } from './load.ts';
import type { Run } from './load.ts';
import { runPgbench, scriptOf } from './pgbench.ts';
import { median, ms, quantile, rate } from './report.ts';
import type { Findings } from './report.ts';
import type { UnderTest } from './under-test.ts';

const inFlight = 200;
/** Connections of the service's pool, and so the clients of pgbench. */
const clients = 16;
const perRun = 6_000;
const rounds = 4;

/** The daily control over HTTP against the same statements sent by pgbench. */
export async function benchAct(under: UnderTest): Promise<Findings> {
  const total = perRun * (2 * rounds + 3) + 1;
  await prepareDays(under, total);
  await under.settle();
  const port = await under.listen();
  await under.sequencer().idle();
  let used = 0;
  const next = (count: number) => {
    used += count;
    return used - count + 1;
  };
  const warmUp = await dailyRecords(under, next(perRun / 2), perRun / 2);
  await sendAll(port, inFlight, warmUp);
  const number = next(1);
  const [sample] = await dailyRecords(under, number, 1);
  const sent = await under.recorder.record(() => sendAll(port, 1, [sample!]));
  const act = sent.find(({ actor }) => actor === 'recorder')!;
  const varying = await varyingOf(under, sample!, number);
  const plain = await scriptOf(under, act.statements, varying, false);
  const pipelined = await scriptOf(under, act.statements, varying, true);
  const http: Run[] = [];
  const limits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // What pgbench wrote wants to go into the log too, and is nobody's act here.
    await under.sequencer().idle();
    http.push(await sendAll(port, inFlight, await dailyRecords(under, next(perRun), perRun)));
    const script = round % 2 === 0 ? plain : pipelined;
    limits.push(
      await runPgbench(under, script, { first: next(perRun), transactions: perRun, clients }),
    );
  }
  const reached = median(http.map(({ perSecond }) => perSecond));
  const limit = Math.max(...limits);
  const calmRun = await sendAll(port, clients, await dailyRecords(under, next(perRun), perRun));
  const calm = quantile(settled(calmRun, clients), 0.99);
  const tails = http.map((run) => quantile(settled(run, inFlight), 0.99));
  const p99 = median(tails);
  return {
    title: 'Daily control, end to end',
    method:
      `Daily records of twelve items with the drawn photo, ${inFlight} in flight, each by another enterprise, against ` +
      'pgbench that sends the very statements of one such record with as many connections as the service has. The ' +
      'load, the service, the log and the database share the processors. Latencies count from the third request of each ' +
      'connection on: to open hundreds at once is no part of an act. The database made a checkpoint after ' +
      'the enterprises were written, and so uses files of its log again, as it does on every day but its first.',
    figures: [
      {
        what: 'acts a second',
        measured: rate(reached),
        limit: `${rate(limit)} pgbench, ratio ${(reached / limit).toFixed(2)}`,
        target: '≥ 0.5',
        met: reached / limit >= 0.5,
      },
      {
        what: 'p99',
        measured: `${ms(p99)}, worst of ${rounds} rounds ${ms(Math.max(...tails))}`,
        limit: `${ms((inFlight / reached) * 1000)}: the mean of ${inFlight} in flight at this rate`,
        target: '≤ 100 ms',
        met: p99 <= 100,
      },
      { what: `p99 with ${clients} in flight`, measured: ms(calm) },
    ],
  };
}

/** Latencies once all connections stand; the requests go out in the order of the list. */
function settled({ latenciesMs }: Run, connections: number): readonly number[] {
  return latenciesMs.slice(2 * connections);
}
