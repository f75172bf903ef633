import type { Business } from './organisation.ts';

/**
 * The address of a provision: instrument id, a slash and the article or section, e.g. `order-18/36`, `guidance/2.2`.
 * A bare instrument id (`order-18`) cites the instrument as a whole.
 */
export type ClauseId = string;

/** One provision that definitions may cite, with our own short summary in Chinese. */
export interface Clause {
  /** Article number or section inside the instrument, e.g. `36`, `2.2`. */
  readonly article: string;
  /** Own summary in Chinese, one or two sentences. */
  readonly summary: string;
}

/** A law, regulation, departmental rule or guidance document, with the provisions that are cited. */
export interface Instrument {
  /** Short English id used in clause ids, e.g. `order-18`. */
  readonly id: string;
  /** Official Chinese title without book-title marks. */
  readonly title: string;
  /** Official number, e.g. 国家市场监督管理总局令第18号; absent where it is not known. */
  readonly number?: string;
  /** Days in force as `YYYY-MM-DD`, `to` is the last day; absent `to` means still in force. */
  readonly inForce: { readonly from: string; readonly to?: string };
  /** Which enterprises it binds, where it binds only some: nobody else is told of it as his own duty. */
  readonly binds?: readonly Business[];
  readonly clauses: readonly Clause[];
}

/** Looks clauses up across instruments; built once when the law is loaded. */
export interface ClauseIndex {
  readonly instruments: readonly Instrument[];
  /** @returns the provision with its instrument, or undefined where nothing of that address exists. */
  find(id: ClauseId): CitedClause | undefined;
}

/** A resolved citation. `clause` is absent where the instrument as a whole is cited. */
export interface CitedClause {
  readonly id: ClauseId;
  readonly instrument: Instrument;
  readonly clause?: Clause;
}

/**
 * Indexes instruments for citation.
 * @throws Error where two instruments share an id or an instrument lists an article twice.
 */
export function indexClauses(instruments: readonly Instrument[]): ClauseIndex {
  const found = new Map<ClauseId, CitedClause>();
  const add = (cited: CitedClause) => {
    if (found.has(cited.id)) throw new Error(`clause ${cited.id} is listed twice`);
    found.set(cited.id, cited);
  };
  for (const instrument of instruments) {
    add({ id: instrument.id, instrument });
    for (const clause of instrument.clauses) {
      add({ id: `${instrument.id}/${clause.article}`, instrument, clause });
    }
  }
  return { instruments, find: (id) => found.get(id) };
}

/**
 * The index as an enterprise cites it: what binds only others is not found. Definitions rest on the provisions for all whom
 * they bind; to one enterprise only its own are shown.
 * @param business what it does; everything is found where that is unknown.
 */
export function clausesFor(index: ClauseIndex, business: Business | undefined): ClauseIndex {
  if (business === undefined) return index;
  return {
    instruments: index.instruments,
    find: (id) => {
      const cited = index.find(id);
      return cited?.instrument.binds?.includes(business) === false ? undefined : cited;
    },
  };
}
