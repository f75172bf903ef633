import type { Calendar } from './calendar/calendar.ts';
import type { PlainDate } from './calendar/plain-date.ts';
import { checkDefinition } from './check/definition.ts';
import { clausesFor } from './clause.ts';
import type { ClauseIndex } from './clause.ts';
import type { Book, Definition, Duty, Procedure } from './definition.ts';
import type { Business } from './organisation.ts';

/** Everything that is in force, indexed; one per process. */
export interface Law {
  readonly clauses: ClauseIndex;
  readonly calendar: Calendar;
  readonly definitions: readonly Definition[];
  readonly duties: readonly Duty[];
  readonly procedures: readonly Procedure[];
  readonly books: readonly Book[];
  /** The version of a definition that is in force on a day. */
  duty(id: string, day: PlainDate): Duty | undefined;
  procedure(id: string, day: PlainDate): Procedure | undefined;
  book(id: string, day: PlainDate): Book | undefined;
}

/** The law as an enterprise's papers and screens cite it, see {@link clausesFor}. */
export function lawFor(law: Law, business: Business | undefined): Law {
  return business === undefined ? law : { ...law, clauses: clausesFor(law.clauses, business) };
}

/**
 * Loads definitions.
 * @throws Error that lists every defect: unknown clauses, overlapping versions, unreachable states, unlabelled
 * fields, roles that never act, deadlines without a clause.
 */
export function loadLaw(
  definitions: readonly Definition[],
  clauses: ClauseIndex,
  calendar: Calendar,
): Law {
  const ids = new Set(definitions.map((definition) => `${definition.kind}/${definition.id}`));
  const defects = [
    ...definitions.flatMap((definition) => checkDefinition(definition, clauses, ids)),
    ...overlaps(definitions),
  ];
  if (defects.length > 0) throw new Error(`the law does not load:\n${defects.join('\n')}`);
  const duties = definitions.filter((definition) => definition.kind === 'duty');
  const procedures = definitions.filter((definition) => definition.kind === 'procedure');
  const books = definitions.filter((definition) => definition.kind === 'book');
  return {
    clauses,
    calendar,
    definitions,
    duties,
    procedures,
    books,
    duty: (id, day) => inForce(duties, id, day),
    procedure: (id, day) => inForce(procedures, id, day),
    book: (id, day) => inForce(books, id, day),
  };
}

/** @returns true where the definition applies on the day. */
export function appliesOn(definition: Definition, day: PlainDate): boolean {
  const { from, to } = definition.inForce;
  return from <= day && (to === undefined || day <= to);
}

function inForce<D extends Definition>(list: readonly D[], id: string, day: PlainDate) {
  return list.find((definition) => definition.id === id && appliesOn(definition, day));
}

function overlaps(definitions: readonly Definition[]): string[] {
  return definitions.flatMap((one, index) =>
    definitions
      .slice(index + 1)
      .filter((other) => other.id === one.id)
      .filter((other) => other.kind !== one.kind || doOverlap(one, other))
      .map(() => `${one.id}: two versions overlap`),
  );
}

function doOverlap(one: Definition, other: Definition): boolean {
  const end = (definition: Definition) => definition.inForce.to ?? '9999-12-31';
  return one.inForce.from <= end(other) && other.inForce.from <= end(one);
}
