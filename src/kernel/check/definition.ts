import { isPlainDate } from '../calendar/plain-date.ts';
import type { ClauseIndex } from '../clause.ts';
import type { Book, Definition } from '../definition.ts';
import { checkForm } from './form.ts';
import { checkProcedure } from './procedure.ts';

/**
 * Finds what is wrong with a definition before anything runs on it.
 * @param known `kind/id` of all definitions, for references to books.
 * @returns one English sentence per defect; empty where the definition is sound.
 */
export function checkDefinition(
  definition: Definition,
  clauses: ClauseIndex,
  known: ReadonlySet<string>,
): string[] {
  const cite = (where: string, basis: readonly string[]) => [
    ...(basis.length === 0 ? [`${where} names no clause`] : []),
    ...basis
      .filter((id) => clauses.find(id) === undefined)
      .map((id) => `${where} cites unknown clause ${id}`),
  ];
  const defects = [...checkProvision(definition), ...cite('it', definition.basis)];
  if (definition.kind === 'procedure') {
    const { roles } = definition;
    for (const [id, act] of Object.entries(definition.acts)) {
      defects.push(...cite(`act ${id}`, act.basis));
      defects.push(...checkForm(act.form, known, roles, `act ${id}`));
    }
    for (const [id, clock] of Object.entries(definition.deadlines)) {
      defects.push(...cite(`deadline ${id}`, clock.basis));
    }
    defects.push(...checkReads(definition.reads ?? [], known), ...checkProcedure(definition));
  } else {
    defects.push(...checkForm(definition.form, known, {}, 'form'));
    defects.push(...checkReads(definition.reads ?? [], known));
    if (definition.kind === 'book') {
      defects.push(...retention(definition));
      if (definition.registers !== undefined && definition.holds !== 'versions') {
        defects.push('it holds what is registered and no versions of it');
      }
      const { basis } = definition.retention;
      if (basis !== undefined) defects.push(...cite('retention', [basis]));
    }
  }
  return defects.map((defect) => `${definition.kind} ${definition.id}: ${defect}`);
}

function checkProvision({ id, title, inForce }: Definition): string[] {
  const { from, to } = inForce;
  const isSpan = isPlainDate(from) && (to === undefined || (isPlainDate(to) && from <= to));
  return [
    ...(/^[a-z][a-z0-9-]*$/.test(id) ? [] : ['its id is not kebab-case']),
    ...(/[一-鿿]/.test(title) ? [] : ['it has no Chinese title']),
    ...(isSpan ? [] : [`it is in force from ${from} to ${to ?? 'now'}, which is no span of days`]),
  ];
}

function checkReads(reads: readonly string[], known: ReadonlySet<string>): string[] {
  return reads
    .filter((id) => !['book', 'duty', 'procedure'].some((kind) => known.has(`${kind}/${id}`)))
    .map((id) => `it reads unknown ${id}`);
}

function retention(book: Book): string[] {
  const { basis, policy } = book.retention;
  return basis === undefined && policy === undefined
    ? ['its retention has neither a clause nor a policy']
    : [];
}
