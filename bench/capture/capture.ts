import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { findPgbench } from '../machine.ts';
import { appointOfficers, officerToken, settleEnterprises } from '../population.ts';
import { median, ms, rate } from '../report.ts';
import type { Findings } from '../report.ts';
import type { UnderTest } from '../under-test.ts';
import { documents, lotOf, timeOf } from './documents.ts';

/** Enterprises that hand in at once; documents and events of each. */
const enterprises = 4;
const documentsEach = Number(process.env['BENCH_DOCUMENTS'] ?? 5);
const eventsEach = 5_000;
const rounds = 3;
const tables = ['epcis_piece', 'epcis_event', 'epcis_mention'] as const;

/** Events captured over HTTP against COPY of the same rows into the same tables, in turns. */
export async function benchCapture(under: UnderTest): Promise<Findings> {
  await settleEnterprises(under, enterprises);
  await appointOfficers(under, enterprises);
  const month = dayOf(under.context.now()).slice(0, 7);
  await under.sql(
    `select ensure_epcis_partitions(('${month}-01'::date - interval '1 month')::date, 3)`,
  );
  const port = await under.listen();
  const last = previous(month);
  const total = documentsEach * eventsEach;
  // Warm, and then away with it.
  await handIn(port, 1, documents(1, eventsEach, last));
  const own = documents(documentsEach, eventsEach, last);
  const bytes = own.reduce((sum, { length }) => sum + length, 0);
  const captured: number[] = [];
  const copied: number[] = [];
  let width = '';
  for (let round = 0; round < rounds; round += 1) {
    await under.sql(`truncate ${tables.join(', ')}, epcis_capture, epcis_word`);
    const started = performance.now();
    await Promise.all(Array.from({ length: enterprises }, (_, at) => handIn(port, at + 1, own)));
    captured.push((enterprises * total * 1_000) / (performance.now() - started));
    width = await widthOf(under, enterprises * total);
    copied.push((enterprises * total * 1_000) / (await copyBack(under)));
  }
  const [reached, limit] = [median(captured), median(copied)];
  await under.sql('vacuum analyze');
  const byLot = await ask(port, (at) => `MATCH_anyEPCClass=${lotOf((at * 97) % total)}`);
  const byTime = await ask(port, (at) => `LT_eventTime=${timeOf(100 + ((at * 97) % total), last)}`);
  return {
    title: 'Trace events over HTTP',
    method:
      `${enterprises} enterprises hand in ${documentsEach} documents each of ${eventsEach.toLocaleString('en')} events ` +
      `(${Math.round(bytes / total)} bytes an event), checked, hashed, indexed and written with their documents, until the ` +
      'last job is done; then the very rows (pieces of documents, events, index of identifiers) are emptied out of the ' +
      'tables and put back by COPY (psql, one connection) into the same indexes. Client, service, log and ' +
      `database share the processors. ${rounds} rounds in turns, the middle one counts.`,
    figures: [
      {
        what: 'events a second',
        measured: rate(reached),
        limit: `${rate(limit)} COPY, ratio ${(reached / limit).toFixed(2)}`,
        target: '≥ 0.3',
        met: reached / limit >= 0.3,
      },
      { what: `a lot found among ${enterprises * total} events, median`, measured: ms(byLot) },
      { what: 'a page of 30 events before a moment, median', measured: ms(byTime) },
      { what: 'bytes an event in the database, heap and index', measured: width },
    ],
  };
}

/** Asks the first enterprise's events many times, one after the other. @returns the median in milliseconds. */
async function ask(port: number, query: (at: number) => string): Promise<number> {
  const headers = { authorization: `Bearer ${officerToken(1)}` };
  const times: number[] = [];
  for (let at = 0; at < 100; at += 1) {
    const started = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/api/epcis/events?${query(at)}`, {
      headers,
    });
    const text = await answer.text();
    if (answer.status !== 200 || !text.includes('"eventTime"')) throw new Error(text.slice(0, 300));
    times.push(performance.now() - started);
  }
  return median(times);
}

/** One enterprise's system: the next document when the one before is taken over. */
async function handIn(port: number, enterprise: number, own: readonly Buffer[]): Promise<void> {
  const headers = { authorization: `Bearer ${officerToken(enterprise)}` };
  const base = `http://127.0.0.1:${port}`;
  const locations = [];
  for (const document of own) {
    const answer = await fetch(`${base}/api/epcis/capture`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/ld+json' },
      body: new Uint8Array(document),
    });
    if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
    locations.push(answer.headers.get('location') ?? '');
  }
  for (const location of locations) await finished(`${base}${location}`, headers);
}

async function finished(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  for (;;) {
    const answer = await fetch(url, { headers });
    const job = (await answer.json()) as { running: boolean; success: boolean; errors: unknown[] };
    if (!job.running) {
      if (job.success) return;
      throw new Error(JSON.stringify(job.errors.slice(0, 3)));
    }
    await sleep(20);
  }
}

/** Empties the tables and puts the same rows back. @returns milliseconds that the putting back took. */
async function copyBack({ sql, databaseUrl }: UnderTest): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sifang-copy-'));
  const pgbench = findPgbench();
  if (pgbench === undefined) throw new Error('COPY needs psql, which comes with pgbench');
  const psql = join(dirname(pgbench), 'psql');
  const run = (...commands: string[]) =>
    promisify(execFile)(psql, [
      databaseUrl,
      '-q',
      ...commands.flatMap((command) => ['-c', command]),
    ]);
  try {
    const file = (table: string) => join(folder, `${table}.copy`);
    await run(...tables.map((table) => `\\copy (select * from ${table}) to '${file(table)}'`));
    if (statSync(file('epcis_event')).size === 0) throw new Error('there is nothing to copy');
    await sql(`truncate ${tables.join(', ')}`);
    const started = performance.now();
    await run(...tables.map((table) => `\\copy ${table} from '${file(table)}'`));
    return performance.now() - started;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function widthOf({ sql }: UnderTest, events: number): Promise<string> {
  const rows = await sql<{ name: string; heap: string; all: string }>(`
    select replace(replace(relid::regclass::text, 'epcis_', ''), '_' , ' ') as name, sum(pg_table_size(relid)) as heap,
      sum(pg_total_relation_size(relid)) as all
    from (select inhrelid as relid, inhparent from pg_inherits where inhparent in ('epcis_event'::regclass,
      'epcis_mention'::regclass) union all select 'epcis_piece'::regclass, 'epcis_piece'::regclass) t
    group by inhparent, 1 having sum(pg_table_size(relid)) > 100000 order by 1`);
  return rows
    .map(({ name, heap, all }) => {
      const each = (bytes: number) => Math.round(bytes / events);
      return `${name} ${each(Number(heap))} + ${each(Number(all) - Number(heap))}`;
    })
    .join(', ');
}

/** The month before one, `2026-10` for `2026-11`: its events are all past. */
function previous(month: string): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - 1);
  return first.toISOString().slice(0, 7);
}
