import type { z } from 'zod';
import type { ClauseIndex } from './clause.ts';
import type { Act, Definition, Procedure, Start } from './definition.ts';
import type { FieldMeta, Form } from './field.ts';

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
  const defects: string[] = [];
  const cite = (where: string, basis: readonly string[]) => {
    if (basis.length === 0) defects.push(`${where} names no clause`);
    for (const id of basis) {
      if (clauses.find(id) === undefined) defects.push(`${where} cites unknown clause ${id}`);
    }
  };
  cite('it', definition.basis);
  if (!/^[a-z][a-z0-9-]*$/.test(definition.id)) defects.push('its id is not kebab-case');
  if (definition.kind === 'procedure') {
    for (const [id, act] of Object.entries(definition.acts)) cite(`act ${id}`, act.basis);
    for (const [id, clock] of Object.entries(definition.deadlines)) {
      cite(`deadline ${id}`, clock.basis);
    }
    defects.push(...checkProcedure(definition));
  } else {
    defects.push(...unlabelled(definition.form, 'form'));
    for (const id of definition.reads ?? []) {
      const exists = ['book', 'duty', 'procedure'].some((kind) => known.has(`${kind}/${id}`));
      if (!exists) defects.push(`it reads unknown ${id}`);
    }
  }
  return defects.map((defect) => `${definition.kind} ${definition.id}: ${defect}`);
}

function checkProcedure(procedure: Procedure): string[] {
  const { acts } = procedure;
  return [
    ...Object.entries(acts).flatMap(([id, act]) => [
      ...unlabelled(act.form, `act ${id}`),
      ...dangling(id, act, procedure),
    ]),
    ...Object.keys(procedure.roles)
      .filter((role) => !Object.values(acts).some((act) => act.by.includes(role)))
      .map((role) => `role ${role} never acts`),
    ...unreachable(procedure).map((state) => `state ${state} is unreachable`),
    ...deadEnds(procedure).map((state) => `state ${state} is not final but nothing leads on`),
    ...clockDefects(procedure),
  ];
}

function dangling(id: string, act: Act, procedure: Procedure): string[] {
  const missing = (names: readonly string[], known: object, what: string) =>
    names
      .filter((name) => !(name in known))
      .map((name) => `act ${id} names unknown ${what} ${name}`);
  const fields = act.form.shape;
  return [
    ...missing(act.by, procedure.roles, 'role'),
    ...missing(act.by.length === 0 ? ['?'] : [], procedure.roles, 'role'),
    ...missing(statesFrom(act), procedure.states, 'state'),
    ...missing(statesTo(act), procedure.states, 'state'),
    ...missing([act.within, act.notBefore].filter(isText), procedure.deadlines, 'deadline'),
    ...missing(act.notBy ?? [], procedure.acts, 'act'),
    ...missing(Object.keys(act.seats ?? {}), procedure.roles, 'role'),
    ...missing(Object.values(act.seats ?? {}), fields, 'field'),
    ...missing(typeof act.to === 'object' ? [act.to.by] : [], fields, 'field'),
    ...(act.from === undefined && act.to === undefined ? [`act ${id} opens into no state`] : []),
  ];
}

function clockDefects(procedure: Procedure): string[] {
  return Object.entries(procedure.deadlines).flatMap(([id, clock]) => {
    const starts = [clock.starts].flat() as readonly Start[];
    const spans = (clock.pausedBy ?? []).flatMap((span) => [span.from, span.until]);
    const extension = clock.extendedBy === undefined ? [] : [clock.extendedBy.act];
    const acts = [...starts.map((start) => start.act), ...clock.ends, ...spans, ...extension];
    return [
      ...acts
        .filter((act) => !(act in procedure.acts))
        .map((act) => `deadline ${id} names unknown act ${act}`),
      ...starts
        .filter((start) => start.on !== undefined)
        .filter((start) => !(start.on! in (procedure.acts[start.act]?.form.shape ?? {})))
        .map((start) => `deadline ${id} starts on unknown field ${start.on}`),
      ...(clock.owner in procedure.roles ? [] : [`deadline ${id} is owned by unknown role`]),
    ];
  });
}

function unreachable(procedure: Procedure): string[] {
  const acts = Object.values(procedure.acts);
  const reached = new Set(acts.filter((act) => act.from === undefined).flatMap(statesTo));
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const act of acts) {
      if (statesFrom(act).some((state) => reached.has(state))) {
        for (const state of statesTo(act)) reached.add(state);
      }
    }
  }
  return Object.keys(procedure.states).filter((state) => !reached.has(state));
}

function deadEnds(procedure: Procedure): string[] {
  const left = new Set(Object.values(procedure.acts).flatMap(statesFrom));
  return Object.entries(procedure.states)
    .filter(([id, state]) => !state.final && !left.has(id))
    .map(([id]) => id);
}

/** States in which an act may be done. */
export function statesFrom(act: Act): readonly string[] {
  return act.from === undefined ? [] : ([act.from].flat() as readonly string[]);
}

/** States to which an act may lead. */
export function statesTo(act: Act): readonly string[] {
  if (act.to === undefined) return [];
  return typeof act.to === 'string' ? [act.to] : Object.values(act.to.cases);
}

function unlabelled(form: Form, where: string): string[] {
  return Object.entries(form.shape).flatMap(([name, field]) => {
    const meta = (field as z.ZodType).meta() as FieldMeta | undefined;
    const own = meta?.label && /[一-鿿]/.test(meta.label) ? [] : [`${where}.${name} has no label`];
    return [
      ...own,
      ...inner(field as z.ZodType).flatMap((sub) => unlabelled(sub, `${where}.${name}`)),
    ];
  });
}

/** The forms inside a field: a group's own, or the rows of a table. */
export function inner(field: z.ZodType): Form[] {
  const def = field.def as { type: string; innerType?: z.ZodType; element?: z.ZodType };
  if (def.type === 'object') return [field as unknown as Form];
  const next = def.innerType ?? def.element;
  return next === undefined ? [] : inner(next);
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
