import { canonicalUri } from '../identifiers/digital-link.ts';
import { identityOf } from '../identifiers/identity.ts';
import type { LotFacts, Thing } from './lot-facts.ts';
import type { Single } from './singles.ts';

/** So much of a lot. */
export interface LotAmount {
  /** The lot's Digital Link, in its one spelling. */
  readonly link: string;
  readonly gtin: string;
  readonly number: string;
  /** Absent where the event doesn't say. */
  readonly quantity?: number;
  /** UN/ECE Recommendation 20. */
  readonly unit: string;
}

/** What an event tells a register of lots. */
export interface Telling {
  readonly kind: 'made' | 'shipped' | 'sold' | 'received' | 'destroyed' | 'packed' | 'unpacked';
  /** What it is about: each lot and unit of measure once. */
  readonly lots: readonly LotAmount[];
  /** What was used up. */
  readonly used: readonly LotAmount[];
  /** Logistic units that it names among its things: what is in them counts too. */
  readonly units: readonly string[];
  /** The unit that something was put into or taken out of. */
  readonly unit?: string;
  /** Single pieces that were put into it or taken out of it; they count in their lots too. */
  readonly pieces: readonly string[];
  /** Whose it was and whose it is, the owner before the holder before the place, as identifiers. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Whether it says that who owns and who holds the goods stays the same: they change their place. */
  readonly isWithin: boolean;
  readonly atMs: number;
  /** Things of which nobody can say to which lot they belong: single pieces and kinds without a number of a lot. */
  readonly unnumbered: readonly string[];
  /** Those of them that are single pieces, and whether they were used up. */
  readonly loose: readonly { readonly piece: string; readonly isUsed: boolean }[];
  /** Single pieces that were made, each with its lot. */
  readonly singles: readonly Single[];
  /** Why more came out than went in, where the event says so ({@link gainStated}). */
  readonly gain?: string;
}

const kinds: Partial<Readonly<Record<LotFacts['happening'], Telling['kind']>>> = {
  made: 'made',
  transformed: 'made',
  shipped: 'shipped',
  received: 'received',
  sold: 'sold',
  destroyed: 'destroyed',
  ended: 'destroyed',
  packed: 'packed',
  unpacked: 'unpacked',
};

/** What an event tells a register of lots; undefined where it tells nothing. Pure. */
export function tellingOf(facts: LotFacts): Telling | undefined {
  const kind = kinds[facts.happening];
  if (kind === undefined) return undefined;
  const isPacking = kind === 'packed' || kind === 'unpacked';
  const named = isPacking ? facts.children : [...facts.outputs, ...facts.children];
  // Where a unit is named together with what is in it, it is told by that.
  const things = named.length > 0 || facts.parent === undefined ? named : [facts.parent];
  const unit = facts.parent?.sscc === undefined ? undefined : facts.parent.id;
  // What is put into a crate or a vehicle moves with no number of its own.
  if (isPacking && unit === undefined) return undefined;
  const all = [...things, ...facts.inputs];
  // The number of a unit may end without its goods.
  const carriers = facts.happening === 'ended' ? [] : things;
  const units = carriers.flatMap(({ sscc, id }) => (sscc === undefined ? [] : [id]));
  const unnumbered = all.flatMap((one) =>
    one.gtin !== undefined && amountOf(one) === undefined ? [one.id] : [],
  );
  const lots = summed(things);
  const used = summed(facts.inputs);
  const emptied = kind === 'unpacked' && named.length === 0;
  if (lots.length + used.length + units.length + unnumbered.length === 0 && !emptied) {
    return undefined;
  }
  return {
    kind,
    lots,
    used,
    units: [...new Set(units)],
    ...(isPacking && unit !== undefined ? { unit } : {}),
    pieces: isPacking ? things.flatMap((one) => pieceOf(one) ?? []) : [],
    from: listed(facts.from),
    to: listed(facts.to),
    isWithin: isWithin(facts),
    atMs: facts.atMs,
    unnumbered,
    loose: [...looseIn(things, false), ...looseIn(facts.inputs, true)],
    singles: kind === 'made' ? things.flatMap(singleOf) : [],
    ...gainStated(facts.masterData),
  };
}

/**
 * The standard has no field for why more came out than went in: a field `gainReason` among the master data of what was made,
 * in whatever namespace of the house, says it.
 */
function gainStated(masterData: LotFacts['masterData']): Pick<Telling, 'gain'> {
  const stated = Object.entries(masterData ?? {}).find(([key]) => /[:/#]gainReason$/.test(key));
  const text = typeof stated?.[1] === 'string' ? stated[1].trim() : '';
  return text === '' ? {} : { gain: text };
}

/** A single piece by its number alone, however the event names its lot. */
function pieceOf({ level, gtin, serial }: Thing): string | undefined {
  if (level !== 'instance' || gtin === undefined || serial === undefined) return undefined;
  const identity = identityOf('01', gtin, [['21', serial]]);
  return identity.ok ? canonicalUri(identity.value) : undefined;
}

function looseIn(things: readonly Thing[], isUsed: boolean): Telling['loose'] {
  return things.flatMap((one) => {
    const piece = amountOf(one) === undefined ? pieceOf(one) : undefined;
    return piece === undefined ? [] : [{ piece, isUsed }];
  });
}

function singleOf(one: Thing): Single[] {
  const [piece, amount] = [pieceOf(one), amountOf(one)];
  if (piece === undefined || amount === undefined) return [];
  const { link, gtin, number } = amount;
  return [[piece, { link, gtin, number }]];
}

function isWithin({ from, to }: LotFacts): boolean {
  return from.owner !== undefined && from.owner === to.owner && from.holder === to.holder;
}

function listed({ owner, holder, location }: LotFacts['from']): readonly string[] {
  return [...new Set([owner, holder, location].filter((id) => id !== undefined))];
}

function amountOf({ id, level, gtin, lot, quantity, unit }: Thing): LotAmount | undefined {
  if (gtin === undefined || lot === undefined) return undefined;
  const link = level === 'lot' && !id.includes('/22/') ? id : linkOf(gtin, lot);
  if (link === undefined) return undefined;
  const amount = quantity === undefined ? {} : { quantity };
  return { link, gtin, number: lot, unit, ...amount };
}

/** The lot of a single piece, or of a variant. */
function linkOf(gtin: string, lot: string): string | undefined {
  const identity = identityOf('01', gtin, [['10', lot]]);
  return identity.ok ? canonicalUri(identity.value) : undefined;
}

/** Each lot once for each unit of measure; what is said without a quantity makes the sum unknown. */
function summed(things: readonly Thing[]): readonly LotAmount[] {
  return summedAmounts(things.flatMap((thing) => amountOf(thing) ?? []));
}

/** The same of amounts. */
export function summedAmounts(amounts: readonly LotAmount[]): readonly LotAmount[] {
  const sums = new Map<string, LotAmount>();
  for (const one of amounts) {
    const key = `${one.link} ${one.unit}`;
    const before = sums.get(key);
    sums.set(key, before === undefined ? one : added(before, one));
  }
  return [...sums.values()];
}

/** Counted in ten-thousandths, as registers of lots count, so that 0.1 and 0.2 are 0.3. */
function added({ quantity: one, ...lot }: LotAmount, { quantity: other }: LotAmount): LotAmount {
  if (one === undefined || other === undefined) return lot;
  const places = [one, other].some((each) => !Number.isInteger(each * 10_000));
  const sum = places ? one + other : (one * 10_000 + other * 10_000) / 10_000;
  return { ...lot, quantity: sum };
}
