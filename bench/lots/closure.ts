import { median, ms } from '../report.ts';
import type { Findings } from '../report.ts';
import type { UnderTest } from '../under-test.ts';

/** Lots; `SIFANG_BENCH_LOTS` makes a smaller graph for a trial. Each lot that was made has four parts. */
const lotCount = Number(process.env['SIFANG_BENCH_LOTS'] ?? 5_000_000);
/** Shares of the four tiers: raw materials, then what is made of the tier before. */
const tiers = [0.01, 0.09, 0.3, 0.6];
const partsEach = 4;
const rounds = 7;
const smallTarget = { lots: 800, ms: 3 };
const largeTarget = { lots: 200_000, ms: 400 };

/**
 * Closures in the graph of lots: everything that a lot went into or was made of, in the database, against the same walk over
 * arrays in memory, which is the limit of this machine.
 */
export async function benchTrace(under: UnderTest): Promise<Findings> {
  const edges = await fill(under);
  const graph = await readGraph(under);
  const { small, large } = findSeeds(graph);
  const [near, far] = [await compare(under, graph, small), await compare(under, graph, large)];
  const figure = (
    what: string,
    { lots, database, memory }: Compared,
    target: typeof smallTarget,
  ) => ({
    what: `${what}: ${lots.toLocaleString('en')} lots`,
    measured: ms(database),
    limit: `${ms(memory)} in memory`,
    target: `≤ ${target.ms} ms for about ${target.lots.toLocaleString('en')}`,
    // Held against the target per lot: a graph of chance has no closure of just that size.
    met: database <= (target.ms * Math.max(lots, target.lots)) / target.lots,
  });
  return {
    title: 'Trace: closures in the graph of lots',
    method:
      `${lotCount.toLocaleString('en')} lots in four tiers, ${edges.toLocaleString('en')} parts, out-degree ` +
      `${graph.mostChildren.toLocaleString('en')} at most. \`lot_closure\` of one lot downwards, as the functions of a case ` +
      `call it, warm; the limit is a breadth-first walk over packed arrays in Node. Medians of ${rounds} rounds.`,
    figures: [
      figure('small closure', near, smallTarget),
      figure('large closure', far, largeTarget),
    ],
  };
}

interface Compared {
  readonly lots: number;
  readonly database: number;
  readonly memory: number;
}

async function compare(under: UnderTest, graph: Graph, seed: number): Promise<Compared> {
  const database: number[] = [];
  const memory: number[] = [];
  let lots = 0;
  for (let round = 0; round < rounds; round += 1) {
    // Timed in the server: what the network adds is not the walk.
    const [row] = await under.sql<{ took: number; lots: number }>(
      `do $$ declare t timestamptz; n bigint; begin
         -- The service keeps its connections, and with them their plans: the second walk is what it sees.
         for i in 1..2 loop
           t := clock_timestamp();
           select count(*) into n from lot_closure(array[${seed}]::bigint[], true);
         end loop;
         perform set_config('bench.took', extract(epoch from clock_timestamp() - t)::text, false);
         perform set_config('bench.lots', n::text, false); end $$;
       select current_setting('bench.took')::float8 * 1000 as took, current_setting('bench.lots')::int as lots`,
    );
    database.push(row!.took);
    lots = row!.lots;
    const start = performance.now();
    const found = walk(graph, seed);
    memory.push(performance.now() - start);
    if (found !== lots) throw new Error(`${lots} lots in the database, ${found} in memory`);
  }
  return { lots, database: median(database), memory: median(memory) };
}

/** Fills the tables without the keys that only writers need. @returns how many parts there are. */
async function fill({ sql }: UnderTest): Promise<number> {
  const ends = tiers.map((_, tier) =>
    Math.round(lotCount * tiers.slice(0, tier + 1).reduce((sum, share) => sum + share, 0)),
  );
  const between = (tier: number) => [tier === 0 ? 0 : ends[tier - 1]!, ends[tier]!] as const;
  const parts = tiers.slice(1).map((_, index) => {
    const [from, to] = between(index + 1);
    const [low, high] = between(index);
    // A few parents have thousands of children, most a handful: sacks of one raw material go everywhere.
    return `insert into lot_part select distinct on (c, p) c, p, house, 1, entry from (
      select c, ${low} + 1 + floor(${high - low} * power(random(), 2.25))::bigint as p,
        '00000000-0000-7000-8000-000000000001'::uuid as house,
        ('00000000-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid as entry
      from generate_series(${from + 1}, ${to}) c, generate_series(1, ${partsEach})) chosen;`;
  });
  await sql(
    `set synchronous_commit = off; set max_parallel_workers_per_gather = 2;
     set maintenance_work_mem = '512MB';
     alter table lot_part drop constraint lot_part_pkey, drop constraint lot_part_child_fkey,
       drop constraint lot_part_parent_fkey;
     alter table lot drop constraint lot_organisation_id_fkey; drop index lot_part_by_parent, lot_part_by_entry;
     drop index lot_by_number, lot_by_any_number; alter table lot drop constraint lot_id_key;
     insert into lot (seq, id, organisation_id, entry_id, number, product, unit, quantity, at) overriding system value
       select n, e, '00000000-0000-7000-8000-000000000001', e, 'L' || n, 'P', 'kg', 1, '2026-01-01' from (
         select n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as e from generate_series(1, ${lotCount}) n) t;
     ${parts.join('\n')}
     alter table lot_part add primary key (child, parent, entry_id);
     create index lot_part_by_parent on lot_part (parent, child)`,
  );
  await sql('vacuum analyze lot_part');
  const [row] = await sql<{ n: number }>('select count(*)::int as n from lot_part');
  return row!.n;
}

/** Children of every lot in packed arrays: those of lot `n` stand from `starts[n]` to `starts[n + 1]`. */
interface Graph {
  readonly starts: Uint32Array;
  readonly children: Uint32Array;
  readonly mostChildren: number;
  /** Marks of the walk under way, all 0 between walks. */
  readonly seen: Uint8Array;
}

const portion = 500_000;

async function readGraph({ sql }: UnderTest): Promise<Graph> {
  const starts = new Uint32Array(lotCount + 2);
  const packed: Buffer[] = [];
  for (let from = 0; from < lotCount; from += portion) {
    const [row] = await sql<{ edges: Buffer | null }>(
      `select string_agg(int4send(parent::int) || int4send(child::int), '' order by parent, child) as edges from lot_part
       where parent > ${from} and parent <= ${from + portion}`,
    );
    if (row?.edges) packed.push(row.edges);
  }
  const children = new Uint32Array(packed.reduce((sum, part) => sum + part.length / 8, 0));
  let at = 0;
  for (const part of packed) {
    for (let offset = 0; offset < part.length; offset += 8) {
      starts[part.readUInt32BE(offset) + 1]! += 1;
      children[at] = part.readUInt32BE(offset + 4);
      at += 1;
    }
  }
  let mostChildren = 0;
  for (let lot = 1; lot < starts.length; lot += 1) {
    mostChildren = Math.max(mostChildren, starts[lot]!);
    starts[lot]! += starts[lot - 1]!;
  }
  return { starts, children, mostChildren, seen: new Uint8Array(starts.length) };
}

/** How many lots a lot went into, itself included. */
function walk({ starts, children, seen }: Graph, seed: number): number {
  const queue = [seed];
  seen[seed] = 1;
  for (const lot of queue) {
    for (let at = starts[lot]!; at < starts[lot + 1]!; at += 1) {
      const child = children[at]!;
      if (seen[child] === 1) continue;
      seen[child] = 1;
      queue.push(child);
    }
  }
  for (const lot of queue) seen[lot] = 0;
  return queue.length;
}

/** The lots whose closures come nearest to the sizes that the targets name. */
function findSeeds(graph: Graph): { readonly small: number; readonly large: number } {
  const best = { small: 1, large: 1 };
  const miss = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  const made = Math.round(lotCount * (tiers[0]! + tiers[1]!));
  for (let seed = 1; seed <= made; seed += Math.max(1, Math.floor(made / 400))) {
    const size = walk(graph, seed);
    for (const [name, wanted] of [
      ['small', smallTarget.lots],
      ['large', largeTarget.lots],
    ] as const) {
      const off = Math.abs(Math.log(size / wanted));
      if (off < miss[name]) [miss[name], best[name]] = [off, seed];
    }
  }
  return best;
}
