import type { ClauseId } from '../clause.ts';
import type { Definition } from '../definition.ts';
import type { Law } from '../law.ts';

/** What a definition does for one clause. */
export interface DefinitionCoverage {
  readonly kind: Definition['kind'];
  readonly id: string;
  /** First day in force: together with the id it names the version. */
  readonly from: string;
  readonly title: string;
  /** Titles of the acts that cite the clause. */
  readonly acts: readonly string[];
  /** Titles of the deadlines that cite it. */
  readonly deadlines: readonly string[];
}

/** One row of the clause matrix. */
export interface ClauseCoverage {
  readonly clause: ClauseId;
  /** Title of the instrument. */
  readonly instrument: string;
  /** Our summary of the clause; the instrument's title where it is cited as a whole. */
  readonly title: string;
  /** What carries it out; empty where nothing does yet. */
  readonly definitions: readonly DefinitionCoverage[];
}

/**
 * Lists every clause of the law with the definitions, acts and deadlines that cite it, so that a gap is seen. An
 * instrument as a whole has a row only where something cites it.
 */
export function coverage(law: Pick<Law, 'clauses' | 'definitions'>): ClauseCoverage[] {
  return law.clauses.instruments.flatMap((instrument) => {
    const row = (clause: ClauseId, title: string): ClauseCoverage => ({
      clause,
      instrument: instrument.title,
      title,
      definitions: law.definitions.flatMap((definition) => covers(definition, clause)),
    });
    const whole = row(instrument.id, instrument.title);
    const articles = instrument.clauses.map(({ article, summary }) =>
      row(`${instrument.id}/${article}`, summary),
    );
    return whole.definitions.length === 0 ? articles : [whole, ...articles];
  });
}

function covers(definition: Definition, clause: ClauseId): DefinitionCoverage[] {
  const cited = (parts: Readonly<Record<string, { title: string; basis: readonly string[] }>>) =>
    Object.values(parts)
      .filter((part) => part.basis.includes(clause))
      .map((part) => part.title);
  const isProcedure = definition.kind === 'procedure';
  const acts = isProcedure ? cited(definition.acts) : [];
  const deadlines = isProcedure ? cited(definition.deadlines) : [];
  const keeps = definition.kind === 'book' && definition.retention.basis === clause;
  const isCited = definition.basis.includes(clause) || keeps;
  if (!isCited && acts.length === 0 && deadlines.length === 0) return [];
  const { kind, id, title, inForce } = definition;
  return [{ kind, id, from: inForce.from, title, acts, deadlines }];
}

/** One thing that the platform must do, with what does it. */
export interface Feature {
  /** F1 … F62, stable for ever. */
  readonly id: string;
  /** Chinese title. */
  readonly title: string;
  /** The section of the guidance that asks for it. */
  readonly clause: ClauseId;
  /** Ids of definitions. */
  readonly definitions: readonly string[];
  /** Paths of screens, from the root of the repository. */
  readonly screens: readonly string[];
  /** Paths of story tests, from the root of the repository. */
  readonly tests: readonly string[];
  /** What of it is not there yet, in Chinese; absent where nothing is known to be missing. */
  readonly lacks?: string;
}

/** A feature with what is missing. */
export interface FeatureCoverage extends Feature {
  /**
   * `covered`: there is a screen for it, a test proves it and nothing is known to be missing; `not yet`: there is
   * nothing; `partly`: everything between.
   */
  readonly status: 'covered' | 'partly' | 'not yet';
  /** Ids that the feature names and the law does not know. */
  readonly unknown: readonly string[];
}

/** Judges each feature by what it names. */
export function featureCoverage(
  features: readonly Feature[],
  law: Pick<Law, 'definitions'>,
): FeatureCoverage[] {
  const known = new Set(law.definitions.map(({ id }) => id));
  return features.map((feature) => {
    const unknown = feature.definitions.filter((id) => !known.has(id));
    const defined = feature.definitions.length > unknown.length;
    const [shown, proved] = [feature.screens.length > 0, feature.tests.length > 0];
    const complete = shown && proved && unknown.length === 0 && feature.lacks === undefined;
    const status = complete ? 'covered' : defined || shown || proved ? 'partly' : 'not yet';
    return { ...feature, status, unknown };
  });
}
