import type { z } from 'zod';
import { isPlainDate } from '../calendar/plain-date.ts';
import type { ClauseIndex } from '../clause.ts';
import type { Book, Definition } from '../definition.ts';
import type { Form } from '../field.ts';
import { checkForm, hasLots, innerForms, metaOf } from './form.ts';
import { protectionsOf } from '../protection/protected.ts';
import { citationsOf, paperDefects } from './paper.ts';
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
      for (const [where, basis] of citationsOf(id, act)) defects.push(...cite(where, basis));
      defects.push(...checkForm(act.form, known, roles, `act ${id}`));
      for (const [name, clause] of protectionsOf(act.form)) {
        defects.push(...cite(`act ${id}.${name}`, [clause]));
      }
    }
    for (const [id, clock] of Object.entries(definition.deadlines)) {
      defects.push(...cite(`deadline ${id}`, clock.basis));
    }
    defects.push(...checkReads(definition.reads ?? [], known), ...checkProcedure(definition));
    defects.push(...paperDefects(definition));
  } else {
    defects.push(...checkForm(definition.form, known, {}, 'form'));
    defects.push(...checkReads(definition.reads ?? [], known));
    if (definition.kind === 'book') {
      defects.push(...retention(definition), ...checkBook(definition, known));
      if (definition.registers !== undefined && definition.holds !== 'versions') {
        defects.push('it holds what is registered and no versions of it');
      }
      const { basis } = definition.retention;
      if (basis !== undefined) defects.push(...cite('retention', [basis]));
      defects.push(...awaits(definition), ...judges(definition), ...inspects(definition));
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

/** What a book is keyed, matched and numbered by are fields that it has. */
function checkBook(book: Book, known: ReadonlySet<string>) {
  const { keyed, matches = [], document, form, expires } = book;
  const controlOf = (name: string) => {
    const field = form.shape[name];
    return field === undefined ? undefined : metaOf(field as z.ZodType)?.control;
  };
  const first = Object.keys(form.shape)[0] ?? '';
  return [
    ...(keyed === undefined || controlOf(keyed) === 'text'
      ? []
      : [`it is keyed by ${keyed}, no text`]),
    ...(document === undefined || controlOf(first) === 'text'
      ? []
      : ['it is a paper and its first field is no number']),
    ...(expires !== undefined && keyed === undefined ? ['it expires and is not keyed'] : []),
    ...(expires === undefined || controlOf(expires.field) === 'date'
      ? []
      : [`it expires on ${expires.field}, which is no day`]),
    ...(expires === undefined || controlOf(expires.called) === 'text'
      ? []
      : [`what expires is called by ${expires.called}, no text`]),
    ...matches.flatMap(({ book: other, fields = {}, lots = {}, editions = {} }) => [
      ...(known.has(`book/${other}`) ? [] : [`it matches unknown book ${other}`]),
      ...(Object.keys({ ...fields, ...lots }).length > 0 ? [] : [`it matches all of ${other}`]),
      ...Object.values(fields)
        .filter((own) => controlOf(own) === undefined)
        .map((own) => `it matches ${other} by unknown field ${own}`),
      ...Object.keys(editions)
        .filter((own) => controlOf(own) !== 'record' || !Object.values(fields).includes(own))
        .map((own) => `it matches ${other} over editions of ${own}, which picks no record for it`),
    ]),
  ];
}

function awaits({ awaits: awaited, form }: Book): string[] {
  if (awaited === undefined) return [];
  const field = form.shape[awaited.field] as z.ZodType | undefined;
  return field !== undefined && metaOf(field)?.control === 'lot'
    ? []
    : [`it awaits lots in ${awaited.field}, which is no field for a lot`];
}

function judges({ judges: judged, form }: Book): string[] {
  return judged === undefined || hasLots(form)
    ? []
    : [`it judges ${judged} and names no lot that they are known by`];
}

function inspects({ inspects: rule, form }: Book): string[] {
  if (rule === undefined) return [];
  const controlAt = (within: Form | undefined, name: string) => {
    const field = within?.shape[name] as z.ZodType | undefined;
    return field === undefined ? undefined : metaOf(field)?.control;
  };
  const [name, inner] = rule.result;
  const group = form.shape[name] as z.ZodType | undefined;
  const result =
    inner === undefined
      ? controlAt(form, name)
      : controlAt(group === undefined ? undefined : innerForms(group)[0], inner);
  return [
    ...(controlAt(form, 'lot') === 'lot' ? [] : ['it inspects lots and has no field lot for one']),
    ...(controlAt(form, rule.on) === 'date' ? [] : [`it inspects on ${rule.on}, which is no day`]),
    ...(result === 'choice' ? [] : [`its result ${rule.result.join('.')} is no choice`]),
  ];
}

function retention(book: Book): string[] {
  const { basis, policy } = book.retention;
  return basis === undefined && policy === undefined
    ? ['its retention has neither a clause nor a policy']
    : [];
}
