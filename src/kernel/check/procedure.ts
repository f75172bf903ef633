import type { Act, Deadline, Procedure, Target } from '../definition.ts';
import type { Extension, Start } from '../calendar/span.ts';
import type { WatchRule } from '../watch/watch.ts';
import { formerRoles } from '../office/former.ts';
import { coreOf, innerForms, metaOf } from './form.ts';
import { reachedBy, statesFrom, statesTo, targetsIn } from './reach.ts';
import type { z } from 'zod';

/**
 * Finds what is wrong between the parts of a procedure: names that nothing carries, roles that never act, states that
 * nobody reaches or leaves, choices that lead nowhere, clocks that cannot run.
 */
export function checkProcedure(procedure: Procedure): string[] {
  const { acts, roles, states } = procedure;
  return [
    ...Object.entries(acts).flatMap(([id, act]) => actDefects(id, act, procedure)),
    ...Object.keys(roles)
      .filter((role) => !Object.values(acts).some((act) => act.by.includes(role)))
      // A suspect has a role only so that the proceeding can be kept from it.
      .filter((role) => !Object.values(states).some((state) => state.hiddenFrom?.includes(role)))
      .filter((role) => !formerRoles(procedure).includes(role))
      .map((role) => `role ${role} never acts`),
    ...Object.entries(roles).flatMap(([id, role]) =>
      missing([role.sameAs], roles).map((other) => `role ${id} sits with unknown role ${other}`),
    ),
    ...formerDefects(procedure),
    ...Object.entries(states).flatMap(([id, state]) =>
      missing(state.hiddenFrom ?? [], roles).map(
        (role) => `state ${id} hides from unknown role ${role}`,
      ),
    ),
    ...nameDefects(procedure),
    ...numberDefectsOf(procedure),
    ...likenessDefects(procedure),
    ...certificateDefects(procedure),
    ...productDefects(procedure),
    ...watchDefects(procedure),
    ...unreachable(procedure).map((state) => `state ${state} is unreachable`),
    ...deadEnds(procedure).map((state) => `state ${state} is not final but nothing leads on`),
    ...Object.entries(procedure.deadlines).flatMap(([id, clock]) =>
      clockDefects(id, clock, procedure),
    ),
  ];
}

/** Whoever left a seat reads; the seat of one who also acts, or who was named at the opening, is another one. */
function formerDefects({ acts, roles }: Procedure): string[] {
  return Object.entries(roles)
    .flatMap(([id, { formerly }]) => [
      ...missing([formerly], roles).map((other) => `role ${id} is formerly unknown role ${other}`),
      ...Object.entries(acts)
        .filter(([, act]) => formerly !== undefined && act.by.includes(formerly))
        .map(([act]) => `act ${act} is done by ${formerly}, whose holders have left`),
    ])
    .concat(
      Object.entries(acts)
        .filter(
          ([, { vacates }]) => vacates !== undefined && roles[vacates]?.formerly === undefined,
        )
        .map(([act, { vacates }]) => `act ${act} vacates ${vacates}, which leaves no former role`),
    );
}

/** The name stands in lists that everybody competent reads. */
function nameDefects({ acts, named, onPapers }: Procedure): string[] {
  if (named === undefined) {
    return onPapers === undefined ? [] : ['it is called otherwise on papers and has no name'];
  }
  return Object.entries(acts)
    .filter(([, act]) => act.from === undefined)
    .flatMap(([id, act]) => {
      const field = act.form.shape[named] as z.ZodType | undefined;
      if (field === undefined) return [`act ${id} has no field ${named} to be named by`];
      return metaOf(field)?.personal ? [`it is named by ${named}, which is personal data`] : [];
    });
}

/** A number that may be left out is none. */
function numberDefectsOf({ acts, numbered }: Procedure): string[] {
  if (numbered === undefined) return [];
  return Object.entries(acts)
    .filter(([, act]) => act.from === undefined)
    .filter(
      ([, { form }]) => (form.shape[numbered] as z.ZodType | undefined)?.def.type !== 'string',
    )
    .map(([id]) => `act ${id} has no text ${numbered} to be numbered by`);
}

function likenessDefects({ acts, states, likeness }: Procedure): string[] {
  if (likeness === undefined) return [];
  const openings = Object.values(acts).filter((act) => act.from === undefined);
  return [
    ...openings.flatMap(({ form }) => missing(likeness.fields, form.shape)),
    ...missing(likeness.countsFrom, acts),
    ...missing(likeness.pending, states),
  ].map((name) => `its likeness names unknown ${name}`);
}

/** A certificate without a number or a last day could never be relied on. */
function certificateDefects({ acts, states, certifies }: Procedure): string[] {
  if (certifies === undefined) return [];
  const openings = Object.entries(acts).filter(([, act]) => act.from === undefined);
  return [
    ...missing(certifies.validIn, states).map((state) => `it is valid in unknown state ${state}`),
    ...missing(certifies.asBeforeIn ?? [], states).map(
      (state) => `it is valid as before in unknown state ${state}`,
    ),
    ...openings.flatMap(([id, act]) =>
      missing(Object.values(certifies.fields), act.form.shape).map(
        (field) => `act ${id} has no field ${field} for the certificate`,
      ),
    ),
  ];
}

/** What is watched is read out of acts and fields that exist. */
function watchDefects({ acts, states, watch }: Procedure): string[] {
  if (watch === undefined) return [];
  const { inStates, fields, lengthenedBy, frequency, visits } = watch;
  const within = (act: string, ...names: (string | undefined)[]) =>
    missing(names, acts[act]?.form.shape ?? {}).map((field) => `field ${field} of act ${act}`);
  const openings = Object.keys(acts).filter((id) => acts[id]?.from === undefined);
  return [
    ...missing(inStates, states).map((state) => `state ${state}`),
    ...missing([lengthenedBy, visits.act, ...frequency.acts], acts).map((act) => `act ${act}`),
    ...openings.flatMap((id) => within(id, ...Object.values(fields), watch.objects?.rows)),
    ...openings.flatMap((id) => objectField(id, acts[id]!, watch.objects)),
    ...(lengthenedBy === undefined ? [] : within(lengthenedBy, fields.until)),
    ...frequency.acts.flatMap((id) => within(id, frequency.field)),
    ...within(visits.act, visits.on),
  ].map((name) => `its watch names unknown ${name}`);
}

/** The field of the rows in which a watch lists kinds of places. */
function objectField(id: string, { form }: Act, objects: WatchRule['objects']): string[] {
  const rows = objects === undefined ? undefined : (form.shape[objects.rows] as z.ZodType);
  if (objects === undefined || rows === undefined) return [];
  return Object.hasOwn(innerForms(rows)[0]?.shape ?? {}, objects.field)
    ? []
    : [`field ${objects.field} of ${objects.rows} in act ${id}`];
}

/** A product that an act states must be stated whole, or lists would show half of it. */
function productDefects({ acts, states, product }: Procedure): string[] {
  if (product === undefined) return [];
  const { statedBy, declaredBy, undeclaredBy, labelled, fields } = product;
  const openings = Object.keys(acts).filter((id) => acts[id]?.from === undefined);
  return [
    ...missing([...product.suppliedIn, ...product.restsIn], states).map(
      (state) => `its product stands in unknown state ${state}`,
    ),
    ...missing([...statedBy, declaredBy, ...undeclaredBy, labelled.act], acts).map(
      (act) => `its product comes from unknown act ${act}`,
    ),
    ...openings
      .filter((id) => !statedBy.includes(id))
      .map((id) => `act ${id} opens a product and does not state it`),
    ...statedBy.flatMap((id) =>
      missing(Object.values(fields), acts[id]?.form.shape ?? {}).map(
        (field) => `act ${id} has no field ${field} for the product`,
      ),
    ),
    ...missing([labelled.field], acts[labelled.act]?.form.shape ?? {}).map(
      (field) => `act ${labelled.act} has no field ${field} for the product`,
    ),
  ];
}

function actDefects(id: string, act: Act, procedure: Procedure): string[] {
  const { roles, states, deadlines, acts } = procedure;
  const fields = act.form.shape;
  const unknown = (names: readonly (string | undefined)[], among: object, what: string) =>
    missing(names, among).map((name) => `act ${id} names unknown ${what} ${name}`);
  return [
    ...(act.by.length === 0 && act.byTime === undefined && act.byEffect === undefined
      ? [`act ${id} is done by nobody`]
      : []),
    ...(act.byEffect === true && act.by.length > 0
      ? [`act ${id} is done by an effect and by somebody`]
      : []),
    ...unknown(act.by, roles, 'role'),
    ...behalfDefects(id, act),
    ...unknown([...statesFrom(act), ...statesTo(act, acts)], states, 'state'),
    ...unknown([act.within, ...waitsOf(act), act.byTime, act.extends], deadlines, 'deadline'),
    ...extensionDefects(id, act, deadlines),
    ...unknown([...(act.notBy ?? []), act.reserved?.whereDid], acts, 'act'),
    ...unknown([act.reserved?.to], roles, 'role'),
    ...unknown(Object.keys(act.seats ?? {}), roles, 'role'),
    ...unknown(Object.values(act.seats ?? {}), fields, 'field'),
    ...(act.from === undefined && act.to === undefined ? [`act ${id} opens into no state`] : []),
    ...openings(id, act, deadlines),
    ...timeDefects(id, act, deadlines),
    ...backDefects(id, act, procedure),
    ...targetDefects(id, act.to, fields as Record<string, z.ZodType>),
  ];
}

/** Whose act it is may do it, and somebody else records it: otherwise nobody acts for anybody. */
function behalfDefects(id: string, { by, onBehalfOf }: Act): string[] {
  if (onBehalfOf === undefined || (by.includes(onBehalfOf) && by.length > 1)) return [];
  return [`act ${id} is done on behalf of ${onBehalfOf}, which nobody can do for it`];
}

function openings(id: string, act: Act, deadlines: Procedure['deadlines']): string[] {
  return waitsOf(act)
    .filter((clock) => (deadlines[clock]?.nature ?? 'opening') !== 'opening')
    .map((clock) => `act ${id} waits for ${clock}, which is no opening`);
}

/** The openings that an act waits for. */
export function waitsOf(act: Act): readonly string[] {
  return [act.notBefore ?? []].flat() as readonly string[];
}

/** Time knows no form, opens nothing, and would do an act again and again that does not meet its own clock. */
function timeDefects(id: string, act: Act, deadlines: Procedure['deadlines']): string[] {
  if (act.byTime === undefined) return [];
  const clock = deadlines[act.byTime];
  return [
    ...(act.by.length > 0 ? [`act ${id} is done by time and by somebody`] : []),
    ...(act.from === undefined ? [`act ${id} is done by time and opens the proceeding`] : []),
    ...(Object.keys(act.form.shape).length > 0
      ? [`act ${id} is done by time and asks for something`]
      : []),
    ...(clock !== undefined && clock.nature !== 'opening'
      ? [`act ${id} comes with ${act.byTime}, which is no opening`]
      : []),
    ...(clock !== undefined && !clock.ends.includes(id)
      ? [`act ${id} comes with ${act.byTime} and does not meet it`]
      : []),
  ];
}

/** An act that says that it lengthens a clock must be one that the clock knows. */
function extensionDefects(id: string, act: Act, deadlines: Procedure['deadlines']): string[] {
  const clock = act.extends === undefined ? undefined : deadlines[act.extends];
  if (clock === undefined) return [];
  const known = [clock.extendedBy ?? []].flat() as readonly Extension[];
  return known.some((extension) => extension.act === id)
    ? []
    : [`act ${id} extends ${act.extends}, which does not name it`];
}

/** Who goes back must have come by the act that is named, or nobody knows where to. */
function backDefects(id: string, act: Act, { acts }: Procedure): string[] {
  return targetsIn(act.to)
    .filter((target) => typeof target === 'object')
    .flatMap(({ before }) => {
      const earlier = Object.hasOwn(acts, before) ? acts[before] : undefined;
      if (earlier === undefined) return [`act ${id} leads back before unknown act ${before}`];
      if (earlier.from === undefined) {
        return [`act ${id} leads back before ${before}, which opens the proceeding`];
      }
      const { [before]: _without, ...others } = acts;
      const reached = reachedBy(others);
      return statesFrom(act)
        .filter((state) => reached.has(state))
        .map((state) => `act ${id} leads back before ${before} from ${state}, also without it`);
    });
}

/** A value without a case would leave the proceeding in no state at all. */
function targetDefects(
  id: string,
  to: Target | undefined,
  fields: Readonly<Record<string, z.ZodType>>,
): string[] {
  if (to === undefined || typeof to === 'string' || 'before' in to) return [];
  const field = fields[to.by];
  if (field === undefined) return [`act ${id} names unknown field ${to.by}`];
  // What the platform settles itself may be left out; an act that leaves it open is refused.
  const options = casesOf(metaOf(field)?.levelAbove === undefined ? field : coreOf(field));
  if (options === undefined) {
    return [`act ${id} branches by ${to.by}, which is neither a required choice nor a yes-no`];
  }
  return [
    ...missing(Object.keys(options), to.cases).map(
      (value) => `act ${id} leads nowhere where ${to.by} is ${value}`,
    ),
    ...missing(Object.keys(to.cases), options).map(
      (value) => `act ${id} has a case ${value} that ${to.by} cannot have`,
    ),
  ];
}

function clockDefects(id: string, clock: Deadline, procedure: Procedure): string[] {
  const starts = [clock.starts].flat() as readonly Start[];
  const spans = clock.pausedBy ?? [];
  const extensions = [clock.extendedBy ?? []].flat() as readonly Extension[];
  const acts = [
    ...starts.map((start) => start.act),
    ...clock.ends,
    ...(clock.voidedBy ?? []),
    ...spans.flatMap((span) => [span.from, ...[span.until].flat()]),
    ...extensions.map(({ act }) => act),
  ];
  const told = (clock.escalates ?? []).map(({ to }) =>
    typeof to === 'string' ? undefined : to.role,
  );
  return [
    ...missing(acts, procedure.acts).map((act) => `deadline ${id} names unknown act ${act}`),
    ...starts.flatMap((start) => startDefects(id, start, procedure)),
    ...starts.flatMap(({ act }) => numberDefects(id, act, clock, procedure)),
    ...spans.flatMap(({ from, where }) =>
      where === undefined ? [] : startDefects(id, { act: from, where }, procedure),
    ),
    ...extensions.flatMap((extension) =>
      'until' in extension
        ? startDefects(id, { act: extension.act, on: extension.until }, procedure)
        : [],
    ),
    ...missing([clock.owner], procedure.roles).map(
      (role) => `deadline ${id} is owned by unknown role ${role}`,
    ),
    ...missing(told, procedure.roles).map((role) => `deadline ${id} tells unknown role ${role}`),
    ...clock.ends.flatMap((end) => endDefects(id, end, clock, procedure)),
    ...(clock.nature === 'duty' && clock.ends.length === 0
      ? [`deadline ${id} is a duty that nothing meets`]
      : []),
    ...(spans.length > 0 && clock.count.unit === 'hours'
      ? [`deadline ${id} is counted in hours and cannot pause`]
      : []),
  ];
}

function endDefects(id: string, end: string, clock: Deadline, procedure: Procedure): string[] {
  const { endsWhere } = clock;
  const fields = procedure.acts[end]?.form.shape;
  if (endsWhere === undefined || fields === undefined) return [];
  const field = fields[endsWhere.field] as z.ZodType | undefined;
  if (field === undefined)
    return [`deadline ${id} ends on unknown field ${endsWhere.field} of ${end}`];
  const options = casesOf(coreOf(field));
  return options === undefined || Object.hasOwn(options, endsWhere.is)
    ? []
    : [`deadline ${id} ends where ${endsWhere.field} is ${endsWhere.is}, which it cannot be`];
}

function numberDefects(id: string, act: string, clock: Deadline, procedure: Procedure): string[] {
  return missing([clock.numberIn], procedure.acts[act]?.form.shape ?? {}).map(
    (name) => `deadline ${id} takes its number from unknown field ${name} of ${act}`,
  );
}

function startDefects(id: string, start: Start, procedure: Procedure): string[] {
  const fields = procedure.acts[start.act]?.form.shape;
  if (fields === undefined) return [];
  const value = start.where;
  const field = fields[value?.field ?? ''] as z.ZodType | undefined;
  const options = field === undefined ? undefined : casesOf(coreOf(field));
  return [
    ...missing([start.on, value?.field], fields).map(
      (name) => `deadline ${id} starts on unknown field ${name}`,
    ),
    ...(value === undefined || options === undefined
      ? []
      : missing([value.is], options).map(
          (is) => `deadline ${id} starts where ${value.field} is ${is}, which it cannot be`,
        )),
  ];
}

/** The values that a choice or a yes-no field always has; undefined for any other field. */
export function casesOf(field: z.ZodType): object | undefined {
  if (field.def.type === 'boolean') return { true: '是', false: '否' };
  return field.def.type === 'enum'
    ? (field.def as unknown as { entries: object }).entries
    : undefined;
}

function unreachable({ acts, states }: Procedure): string[] {
  const reached = reachedBy(acts);
  return Object.keys(states).filter((state) => !reached.has(state));
}

function deadEnds(procedure: Procedure): string[] {
  const left = new Set(Object.values(procedure.acts).flatMap(statesFrom));
  return Object.entries(procedure.states)
    .filter(([id, state]) => !state.final && !left.has(id))
    .map(([id]) => id);
}

function missing(names: readonly (string | undefined)[], among: object): string[] {
  return names.filter((name) => name !== undefined).filter((name) => !Object.hasOwn(among, name));
}
