import type { LotAmount } from './told.ts';

/** What lies in a logistic unit: lots, and other units. */
export interface Content {
  readonly lots: readonly LotAmount[];
  readonly units: readonly string[];
  /** Single pieces among them, which are counted in their lots too. */
  readonly pieces?: readonly string[];
}

/**
 * Which lots lie in which logistic units of a house, as its events put them there. What was put in is there until it is
 * taken out or the unit has left.
 */
export class Units {
  readonly #contents = new Map<string, Content>();
  /** Where each unit and each single piece lies. */
  readonly #places = new Map<string, Set<string>>();
  /** How much of each lot lies in all of them, by unit of measure, in ten-thousandths, as registers of lots count. */
  readonly #sums = new Map<string, Map<string, number>>();
  /** Units that others were taken out of when they left by themselves. */
  readonly #left = new Map<string, string>();
  /** Units whose content changed since they were loaded. */
  readonly changed = new Set<string>();

  /** Sets what is known of a unit. */
  load(unit: string, content: Content): void {
    this.#index(unit, this.#contents.get(unit), -1);
    this.#contents.set(unit, content);
    this.#index(unit, content, 1);
  }

  /** What lies in a unit itself; undefined where nobody told. */
  contentOf(unit: string): Content | undefined {
    return this.#contents.get(unit);
  }

  /** The unit that another unit or a single piece lies in. */
  placeOf(thing: string): string | undefined {
    return this.#places.get(thing)?.values().next().value;
  }

  /** The units that are known, also empty ones. */
  names(): string[] {
    return [...this.#contents.keys()];
  }

  /** Every unit in which something lies. */
  *all(): Generator<readonly [unit: string, Content]> {
    for (const [unit, content] of this.#contents) {
      if (content.lots.length + content.units.length > 0) yield [unit, content];
    }
  }

  /**
   * Puts things into a unit.
   * @returns why they can't lie in it, and then it changes nothing.
   */
  pack(unit: string, content: Content): string | undefined {
    const objection = this.#unfit(unit, content);
    if (objection !== undefined) return objection;
    const before = this.#contents.get(unit) ?? { lots: [], units: [] };
    const pieces = [...(before.pieces ?? []), ...(content.pieces ?? [])];
    this.#set(unit, {
      lots: [...before.lots, ...content.lots],
      units: [...before.units, ...new Set(content.units)],
      ...(pieces.length === 0 ? {} : { pieces }),
    });
    return undefined;
  }

  /** Nothing lies in itself or in what lies in it, and nothing lies in two places. */
  #unfit(unit: string, { units, pieces = [] }: Content): string | undefined {
    if (this.#within(units).some(([inner]) => inner === unit)) {
      return `包装单元${unit}不能装进它自己，也不能装进它里面的单元`;
    }
    for (const thing of [...units, ...pieces]) {
      const [place] = this.#places.get(thing) ?? [];
      if (place !== undefined) return `${thing}已经装在包装单元${place}里，取出以后才能再装`;
    }
    return undefined;
  }

  /** How much of some lots lies in all units that are known, in each unit of measure. */
  packed(lots: readonly LotAmount[]): readonly LotAmount[] {
    const each = new Map(lots.map((lot) => [lot.link, lot])).values();
    return each
      .flatMap((lot) =>
        [...(this.#sums.get(lot.link) ?? [])].map(([unit, sum]) => ({
          ...lot,
          unit,
          quantity: sum / 10_000,
        })),
      )
      .toArray();
  }

  /**
   * Takes things out of a unit; nothing named takes everything out.
   * @returns false where they are not in it, and then it changes nothing.
   */
  unpack(unit: string, { lots, units, pieces = [] }: Content): boolean {
    const before = this.#contents.get(unit);
    if (before === undefined) return false;
    if (lots.length + units.length + pieces.length === 0) {
      this.#set(unit, { lots: [], units: [] });
      return true;
    }
    if (units.some((one) => !before.units.includes(one))) return false;
    const inside = new Set(before.pieces);
    if (pieces.some((one) => !inside.delete(one))) return false;
    const left = takenOut(before.lots, lots);
    if (left === undefined) return false;
    this.#set(unit, {
      lots: left,
      units: before.units.filter((one) => !units.includes(one)),
      // Of what is all taken out by its number, no piece is left.
      ...(inside.size === 0 || left.length === 0 ? {} : { pieces: [...inside] }),
    });
    return true;
  }

  /** Everything in some units and in the units in them, each unit once; undefined where one is empty or unknown. */
  lotsIn(units: readonly string[]): readonly LotAmount[] | undefined {
    const all = this.#within(units);
    const isKnown = all.every(([, { lots, units: inner }]) => lots.length + inner.length > 0);
    return isKnown ? all.flatMap(([, { lots }]) => lots) : undefined;
  }

  /**
   * Some units have left with everything in them, also out of a unit that they lay in.
   * @returns what was in each, the inner ones too.
   */
  leave(units: readonly string[]): readonly (readonly [unit: string, Content])[] {
    const left = this.#within(units);
    for (const [unit] of left) this.#set(unit, { lots: [], units: [] });
    for (const unit of units) {
      for (const place of this.#places.get(unit)?.values().toArray() ?? []) {
        const content = this.#contents.get(place) ?? { lots: [], units: [] };
        this.#set(place, { ...content, units: content.units.filter((one) => one !== unit) });
        this.#left.set(unit, place);
      }
    }
    return left;
  }

  /** Some units have not left after all, and lie where they lay. */
  stay(left: readonly (readonly [unit: string, Content])[]): void {
    this.comeBack(left);
    for (const [unit] of left) {
      const place = this.#left.get(unit);
      const content = place === undefined ? undefined : this.#contents.get(place);
      if (place === undefined || content === undefined || content.units.includes(unit)) continue;
      this.#set(place, { ...content, units: [...content.units, unit] });
    }
  }

  /** Some units and those in them, each once: a document may name a pallet together with the boxes on it. */
  #within(units: readonly string[]): readonly (readonly [unit: string, Content])[] {
    const found = new Map<string, Content>();
    for (let front = units; front.length > 0;) {
      const inner: string[] = [];
      for (const unit of front) {
        if (found.has(unit)) continue;
        const content = this.#contents.get(unit) ?? { lots: [], units: [] };
        found.set(unit, content);
        inner.push(...content.units);
      }
      front = inner;
    }
    return [...found];
  }

  /** Whether some units that left could come back as they were: none of them was used anew meanwhile. */
  mayComeBack(left: readonly (readonly [unit: string, Content])[]): boolean {
    return left.every(([unit]) => {
      const { lots = [], units = [] } = this.#contents.get(unit) ?? {};
      return lots.length + units.length === 0;
    });
  }

  /** Some units are back as they left, each by itself. */
  comeBack(left: readonly (readonly [unit: string, Content])[]): void {
    for (const [unit, content] of left) this.#set(unit, content);
  }

  #set(unit: string, content: Content) {
    this.load(unit, content);
    this.changed.add(unit);
  }

  #index(unit: string, content: Content | undefined, sign: 1 | -1) {
    if (content === undefined) return;
    for (const thing of [...content.units, ...(content.pieces ?? [])]) {
      const places = this.#places.get(thing) ?? new Set();
      if (sign === 1) this.#places.set(thing, places.add(unit));
      else if (places.delete(unit) && places.size === 0) this.#places.delete(thing);
    }
    for (const lot of content.lots) {
      const sums = this.#sums.get(lot.link) ?? new Map<string, number>();
      const amount = Math.round((lot.quantity ?? 0) * 10_000);
      this.#sums.set(lot.link, sums.set(lot.unit, (sums.get(lot.unit) ?? 0) + sign * amount));
    }
  }
}

/** What is left of some lots; undefined where they are not so many. */
function takenOut(
  from: readonly LotAmount[],
  out: readonly LotAmount[],
): readonly LotAmount[] | undefined {
  let left = [...from];
  for (const one of out) {
    const isSame = (other: LotAmount) => other.link === one.link && other.unit === one.unit;
    const there = left.filter(isSame);
    const sum = there.reduce((all, { quantity = Number.NaN }) => all + quantity, 0);
    const rest = rounded(sum - (one.quantity ?? sum));
    if (there.length === 0 || rest < 0 || Number.isNaN(rest)) return undefined;
    left = left.filter((other) => !isSame(other));
    if (rest > 0) left.push({ ...one, quantity: rest });
  }
  return left;
}

function rounded(amount: number): number {
  return Math.round(amount * 10_000) / 10_000;
}
