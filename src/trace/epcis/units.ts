import type { LotAmount } from './told.ts';

/** What lies in a logistic unit: lots, and other units. */
export interface Content {
  readonly lots: readonly LotAmount[];
  readonly units: readonly string[];
}

/**
 * Which lots lie in which logistic units of a house, as its events put them there. What was put in is there until it is
 * taken out or the unit has left.
 */
export class Units {
  readonly #contents = new Map<string, Content>();
  /** Units whose content changed since they were loaded. */
  readonly changed = new Set<string>();

  /** Sets what is known of a unit. */
  load(unit: string, content: Content): void {
    this.#contents.set(unit, content);
  }

  /** What lies in a unit itself; undefined where nobody told. */
  contentOf(unit: string): Content | undefined {
    return this.#contents.get(unit);
  }

  /** Every unit in which something lies. */
  *all(): Generator<readonly [unit: string, Content]> {
    for (const [unit, content] of this.#contents) {
      if (content.lots.length + content.units.length > 0) yield [unit, content];
    }
  }

  /** Puts things into a unit. */
  pack(unit: string, { lots, units }: Content): void {
    const before = this.#contents.get(unit) ?? { lots: [], units: [] };
    this.#set(unit, {
      lots: [...before.lots, ...lots],
      units: [...new Set([...before.units, ...units])],
    });
  }

  /**
   * Takes things out of a unit; nothing named takes everything out.
   * @returns false where they are not in it, and then it changes nothing.
   */
  unpack(unit: string, { lots, units }: Content): boolean {
    const before = this.#contents.get(unit);
    if (before === undefined) return false;
    if (lots.length + units.length === 0) {
      this.#set(unit, { lots: [], units: [] });
      return true;
    }
    if (units.some((one) => !before.units.includes(one))) return false;
    const left = takenOut(before.lots, lots);
    if (left === undefined) return false;
    this.#set(unit, { lots: left, units: before.units.filter((one) => !units.includes(one)) });
    return true;
  }

  /** Everything in some units and in the units in them, each unit once; undefined where one is empty or unknown. */
  lotsIn(units: readonly string[]): readonly LotAmount[] | undefined {
    const all = this.#within(units);
    const isKnown = all.every(([, { lots, units: inner }]) => lots.length + inner.length > 0);
    return isKnown ? all.flatMap(([, { lots }]) => lots) : undefined;
  }

  /** Some units have left with everything in them. @returns what was in each, the inner ones too. */
  leave(units: readonly string[]): readonly (readonly [unit: string, Content])[] {
    const left = this.#within(units);
    for (const [unit] of left) this.#set(unit, { lots: [], units: [] });
    return left;
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

  /** Some units are back as they left. */
  comeBack(left: readonly (readonly [unit: string, Content])[]): void {
    for (const [unit, content] of left) this.#set(unit, content);
  }

  #set(unit: string, content: Content) {
    this.#contents.set(unit, content);
    this.changed.add(unit);
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
