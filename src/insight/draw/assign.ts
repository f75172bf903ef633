import { orderInspectors } from './ranking/order.ts';
import { TicketHasher } from './ranking/tickets.ts';
import type { Plan, PoolInspector } from './types.ts';

/** Gives inspectors to objects: by rank, away from what they must avoid, up to their load. FORMAT.md §4 and §5. */
export class Assignment {
  readonly #plan: Plan;
  readonly #hasher: TicketHasher;
  readonly #ids: readonly string[];
  readonly #avoids: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #load = new Map<string, number>();
  readonly #given = new Map<string, readonly string[]>();
  readonly #recused = new Map<string, Set<string>>();

  constructor(plan: Plan, inspectors: readonly PoolInspector[], seed: string) {
    this.#plan = plan;
    this.#hasher = new TicketHasher(seed);
    this.#ids = inspectors.map(({ id }) => id);
    this.#avoids = new Map(inspectors.map(({ id, avoids }) => [id, new Set(avoids)]));
  }

  /** @returns the inspectors of an object, by rank; undefined where there are not enough. */
  give(object: string): readonly string[] | undefined {
    const wanted = this.#plan.inspectorsEach;
    if (wanted === 0) return [];
    const chosen = this.#ranked(object).slice(0, wanted);
    if (chosen.length < wanted) return undefined;
    this.#keep(object, chosen);
    return chosen;
  }

  /** Takes the inspectors off an object that is not checked after all. */
  free(object: string): void {
    for (const id of this.#given.get(object) ?? []) this.#carry(id, -1);
    this.#given.delete(object);
  }

  /** Puts the next in rank in the place of an inspector. */
  recuse(object: string, inspector: string): readonly string[] | 'not-drawn' | 'exhausted' {
    const given = this.#given.get(object) ?? [];
    if (!given.includes(inspector)) return 'not-drawn';
    const recused = this.#recused.get(object) ?? new Set();
    this.#recused.set(object, recused.add(inspector));
    const [next] = this.#ranked(object).filter((id) => !given.includes(id));
    if (next === undefined) return 'exhausted';
    const changed = given.map((id) => (id === inspector ? next : id));
    this.free(object);
    this.#keep(object, changed);
    return changed;
  }

  #ranked(object: string): string[] {
    const recused = this.#recused.get(object);
    const isFree = (id: string) =>
      (this.#load.get(id) ?? 0) < this.#plan.objectsEach &&
      this.#avoids.get(id)?.has(object) !== true &&
      recused?.has(id) !== true;
    return orderInspectors(this.#hasher, object, this.#ids.filter(isFree));
  }

  #keep(object: string, inspectors: readonly string[]): void {
    this.#given.set(object, inspectors);
    for (const id of inspectors) this.#carry(id, 1);
  }

  #carry(id: string, by: number): void {
    this.#load.set(id, (this.#load.get(id) ?? 0) + by);
  }
}
