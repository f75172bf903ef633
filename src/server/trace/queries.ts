import type { Instant } from '#kernel/calendar/plain-date.ts';
import { findDivision } from '#law/divisions.ts';
import type { TraceGraph } from '#trace/graph.ts';
import type { Tx } from '#db/transaction.ts';
import type { CaseLot, Trace, TraceLook, TracePlace } from './present.ts';

/** So many lots are shown at most, the nearest ones; `total` says how many there are. */
const mostLots = 3000;

/** The lots around some lots as far as the reader sees: the own house, or the own region, and one step beyond. */
export async function traceSeen(tx: Tx, lots: readonly string[]): Promise<Trace | undefined> {
  const [row] = await tx.rows<{ graph: TraceGraph | null }>(
    'select trace_seen($1::uuid[], $2) as graph',
    [lots, mostLots],
  );
  return withPlaces(tx, row?.graph);
}

/**
 * The lots around some lots through every house, for a case. The database asks whether the case opens them and writes the
 * look down. @returns undefined where it does not.
 */
export async function traceForCase(
  tx: Tx,
  proceeding: string,
  lots: readonly string[],
  now: Instant,
): Promise<Trace | undefined> {
  const [row] = await tx.rows<{ graph: TraceGraph | null }>(
    'select trace_case($1, $2::uuid[], $3, $4) as graph',
    [proceeding, lots, mostLots, now],
  );
  return withPlaces(tx, row?.graph);
}

/** Lots of the enterprises in a case, those that moved last first. */
export function lotsOfCase(tx: Tx, proceeding: string, sought: string): Promise<CaseLot[]> {
  return tx.rows<{ [K in keyof CaseLot]: CaseLot[K] }>(
    `select c.id, c.number, c.product, c.model, c.unit, trim_scale(c.quantity)::text as quantity, c.made_on as "madeOn",
       c.holder, o.name as "holderName"
     from lots_of_case($1, $2, 100) c left join named_organisations(array[c.holder], null) o on true`,
    [proceeding, sought],
  );
}

/** Looks that the reader's office took for a case, the latest first. */
export function looksOf(tx: Tx, proceeding: string): Promise<TraceLook[]> {
  return tx.rows<{ [K in keyof TraceLook]: TraceLook[K] }>(
    `select t.at, coalesce(a.name, '') as by, cardinality(t.seeds) as seeds, t.lots from trace_look t
     left join account a on a.id = t.account_id where t.proceeding_id = $1 order by t.at desc limit 100`,
    [proceeding],
  );
}

async function withPlaces(
  tx: Tx,
  graph: TraceGraph | null | undefined,
): Promise<Trace | undefined> {
  if (graph === null || graph === undefined || graph.lots.length === 0) return undefined;
  const ids = new Set([
    ...graph.lots.map(({ registeredBy }) => registeredBy),
    ...graph.holdings.map(({ holder }) => holder),
    ...graph.moves.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
  ]);
  const rows = await tx.rows<{ id: string; name: string; region: number }>(
    'select id, name, region from named_organisations($1::uuid[], null)',
    [[...ids]],
  );
  const places = rows.map(({ id, name, region }): [string, TracePlace] => [
    id,
    { name, region, regionName: findDivision(region)?.name ?? '' },
  ]);
  return { ...graph, places: Object.fromEntries(places) };
}
