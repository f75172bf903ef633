import type { Instant } from '#kernel/calendar/plain-date.ts';
import { epochMs } from '#kernel/calendar/plain-date.ts';
import { parseQuantity, quantityText, sumOf } from '#kernel/lot/quantity.ts';
import type { Law } from '#kernel/law.ts';
import { findDivision } from '#law/divisions.ts';
import type { Tx } from '#db/transaction.ts';
import { namesOf, unnamedBody } from '../reading/names.ts';
import { accountOf, recallStanding } from '../reading/lots.ts';
import type {
  RecallCockpit,
  RecallHolder,
  RecallPlace,
  RecallSums,
  RecallTier,
} from './present.ts';
import { holdersOf, placesOf, receiversOf, tiersOf } from './queries.ts';
import type { HolderFilter, HolderRow, RecallHead } from './queries.ts';

/** What the cockpit of a recall shows to its producer or to its regulators. */
export async function cockpitOf(
  tx: Tx,
  law: Law,
  head: RecallHead,
  filter: HolderFilter,
  now: Instant,
  rows?: number,
): Promise<RecallCockpit> {
  const { id, title, is_producer, is_overseer, scope, frozen, hash, at, lots, holders } = head;
  const isScoped = scope !== null;
  const standing = isScoped ? await recallStanding(tx, id) : undefined;
  const outrun = standing?.outrun ?? [];
  const [tierRows, holderRows, places] = await Promise.all([
    isScoped ? tiersOf(tx, id) : [],
    !isScoped ? [] : is_overseer ? holdersOf(tx, head, filter, outrun, rows) : receiversOf(tx, id),
    isScoped && is_overseer ? placesOf(tx, head) : [],
  ]);
  const names = await namesOf(tx, [
    head.organisation_id,
    ...holderRows.map(({ organisation_id }) => organisation_id),
  ]);
  const tiers: readonly RecallTier[] = tierRows.map((row) => ({ ...row, ...opened(row) }));
  return {
    id,
    title,
    producer: names.get(head.organisation_id) ?? unnamedBody,
    state: law.procedure('recall', head.opened_on)?.states[head.state]?.title ?? head.state,
    isProducer: is_producer,
    isWhole: is_overseer,
    ...(!isScoped || hash === null || at === null
      ? {}
      : {
          scope: { frozen: frozen === true, hash, at, lots: lots ?? 0, holders: holders ?? 0 },
        }),
    told: standing?.told ?? 0,
    tiers,
    totals: totalsOf(tiers),
    ...(standing === undefined ? {} : { recalled: accountOf(standing, sumsOf(tiers)) }),
    places: places.map(({ sums, ...place }) => ({
      ...place,
      sums: sums.map((sum) => ({ ...sum, ...opened(sum) })),
      ...tileOf(place.code),
    })),
    holders: holderRows.map((row) => presentHolder(row, names, now)),
    total: holderRows[0]?.total ?? 0,
    houses: holderRows[0]?.houses ?? 0,
  };
}

function presentHolder(
  row: HolderRow,
  names: ReadonlyMap<string, string>,
  now: Instant,
): RecallHolder {
  const { organisation_id, region, region_name, due_day, until } = row;
  return {
    id: organisation_id,
    name: names.get(organisation_id) ?? unnamedBody,
    product: row.product,
    unit: row.unit,
    lots: row.lots,
    got: row.got,
    placed: row.placed,
    secured: row.secured,
    ...opened(row),
    state: stateOf(row),
    stale: row.stale,
    ...(row.tier === null ? {} : { tier: row.tier }),
    ...(region === null ? {} : { region: { code: region, name: region_name ?? '' } }),
    ...(row.told_at === null ? {} : { toldAt: row.told_at }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
    ...(row.notice === null ? {} : { notice: row.notice }),
    ...(due_day === null || until === null
      ? {}
      : { due: { day: due_day, overdue: epochMs(until) <= epochMs(now) } }),
  };
}

function stateOf({ state, told_at, answered_at }: HolderRow): RecallHolder['state'] {
  if (told_at === null) return 'untold';
  if (state === 'ended' || state === 'kept') return state;
  if (answered_at !== null) return 'answered';
  return state === 'stopped' ? 'stopped' : 'told';
}

function opened({ placed, secured }: Pick<RecallSums, 'placed' | 'secured'>) {
  return { open: quantityText(parseQuantity(placed) - parseQuantity(secured)) };
}

function totalsOf(tiers: readonly RecallTier[]): readonly RecallSums[] {
  return sumsOf(tiers).map(({ product, unit, placed, secured }) => ({
    product,
    unit,
    placed,
    secured,
    ...opened({ placed, secured }),
  }));
}

/** Sums by product and unit, with what was destroyed. */
function sumsOf(tiers: readonly RecallTier[]) {
  const alike = Map.groupBy(tiers, ({ product, unit }) => `${unit} ${product}`);
  return [...alike.values()].map((own) => ({
    product: own[0]?.product ?? '',
    unit: own[0]?.unit ?? '',
    placed: sumOf(own.map(({ placed }) => placed)),
    secured: sumOf(own.map(({ secured }) => secured)),
    destroyed: sumOf(own.map(({ destroyed }) => destroyed)),
  }));
}

function tileOf(code: number): Pick<RecallPlace, 'tile'> {
  const tile = findDivision(code)?.tile;
  return tile === undefined ? {} : { tile };
}
