import { randomInt } from 'node:crypto';
import { lotCode } from '#server/codes/code.ts';
import { sendAll } from '../load.ts';
import type { Run } from '../load.ts';
import { idSql, settleEnterprises } from '../population.ts';
import { median, ms, quantile, rate } from '../report.ts';
import type { Findings } from '../report.ts';
import type { UnderTest } from '../under-test.ts';

const makers = 2_000;
const lots = 200_000;
const perRun = 10_000;
const rounds = 3;
/** As many as the service has connections to the database. */
const inFlight = 16;
const targetPerSecond = 2_000;
const targetMs = 20;

/** The page behind a code, as people in shops ask for it: any of 200,000 lots, each look a query of its own. */
export async function benchCodes(under: UnderTest): Promise<Findings> {
  await settleEnterprises(under, makers);
  const ids = await prepareLots(under);
  const port = await under.listen();
  const requests = () =>
    Array.from({ length: perRun }, () => ({
      method: 'GET' as const,
      path: `/c/${lotCode(ids[randomInt(ids.length)]!)}`,
      token: 'nobody',
    }));
  await sendAll(port, inFlight, requests());
  const plain: Run[] = [];
  const runs: Run[] = [];
  for (let round = 0; round < rounds; round += 1) {
    runs.push(await sendAll(port, inFlight, requests()));
    plain.push(
      await sendAll(
        port,
        inFlight,
        requests().map((one) => ({ ...one, path: '/phone/' })),
      ),
    );
  }
  const reached = median(runs.map(({ perSecond }) => perSecond));
  const limit = median(plain.map(({ perSecond }) => perSecond));
  const p99 = median(runs.map(({ latenciesMs }) => quantile(latenciesMs, 0.99)));
  return {
    title: 'Page behind a code',
    method:
      `Public pages of lots drawn from ${lots.toLocaleString('en')}, ${inFlight} in flight, nothing kept from one look to ` +
      'the next: a recall shows at once. The limit is a page of the same server that needs no database. The load, the ' +
      'service and the database share the processors.',
    figures: [
      {
        what: 'pages a second',
        measured: rate(reached),
        limit: `${rate(limit)} without a question to the database`,
        target: `≥ ${targetPerSecond.toLocaleString('en')}`,
        met: reached >= targetPerSecond,
      },
      { what: 'p99', measured: ms(p99), target: `≤ ${targetMs} ms`, met: p99 <= targetMs },
    ],
  };
}

/** Lots that were released and got their codes. @returns their ids. */
async function prepareLots(under: UnderTest): Promise<readonly string[]> {
  const maker = idSql('enterprise', `1 + n % ${makers}`);
  await under.sql(`
    insert into lot (id, organisation_id, entry_id, number, product, model, unit, quantity, made_on, at)
      select gen_random_uuid(), ${maker}, gen_random_uuid(), 'L' || n, '延长线插座', 'GN-26', '个', 500, '2026-11-03', now()
      from generate_series(1, ${lots}) n;
    insert into holding (organisation_id, lot, own, got, released, last_at)
      select organisation_id, seq, true, 500, 500, now() from lot;
    insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, on_day, at)
      select seq, uuidv7(), 0, organisation_id, 'released', 500, '2026-11-06', now() from lot;
    insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act, at, late, account_id,
        account_organisation_id, posts, input, salt, content_hash, request_hash)
      select e.organisation_id, e.entry_id, 360704, 1, 'book', 'lot-release', sha256(''), 'record', now(), false,
        e.organisation_id, e.organisation_id, '{}', '{"certificate":"HG-1","inspectedOn":"2026-11-06"}',
        sha256('salt'), sha256('content'), sha256('request')
      from lot_event e`);
  const rows = await under.sql<{ id: string; seq: string }>('select id, seq from lot order by seq');
  await under.sql(
    `insert into lot_code (lot, first, last, code, entry_id, at)
     select t.seq, 1, 100, t.code, gen_random_uuid(), now()
     from jsonb_to_recordset('${JSON.stringify(rows.map(({ id, seq }) => ({ seq, code: lotCode(id) })))}') t (seq bigint, code text)`,
  );
  await under.sql('vacuum analyze');
  return rows.map(({ id }) => id);
}
