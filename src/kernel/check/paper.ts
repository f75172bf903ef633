import type { z } from 'zod';
import type { Act, Procedure } from '../definition.ts';
import type { Start } from '../calendar/span.ts';
import { government, placePattern } from '../paper/words.ts';
import type { Condition, RecitedAct, RecitedSeats, Telling } from '../paper/words.ts';
import { coreOf, innerForms, metaOf } from './form.ts';
import { casesOf } from './procedure.ts';
import { reachedFrom, statesFrom, statesTo } from './reach.ts';

/**
 * Finds what is wrong with how papers are called and with what they recite and tell: choices that leave one without a name, acts and fields that are unknown or cannot have come before,
 * citizens who would be named, periods that are typed where an article or a deadline should give them.
 */
export function paperDefects(procedure: Procedure): string[] {
  return Object.entries(procedure.acts).flatMap(([id, act]) => {
    const { recites = [], tells = [], document } = act;
    const isPaper = document !== undefined || recites.length + tells.length === 0;
    return [
      ...nameDefects(id, act),
      ...(isPaper ? [] : [`act ${id} recites or tells something and is no paper`]),
      ...recites.flatMap((recital) =>
        'seats' in recital
          ? seatDefects(id, recital, procedure)
          : recitedDefects(id, act, recital, procedure),
      ),
      ...tells.flatMap((telling) => tellingDefects(id, act, telling, procedure)),
    ];
  });
}

/** Clauses that the sentences of a paper rest on, with where they stand; checked like those of a deadline. */
export function citationsOf(id: string, { tells = [] }: Act): [string, readonly string[]][] {
  return tells.flatMap(({ basis, periods = {} }): [string, readonly string[]][] => [
    [`what act ${id} tells`, basis],
    ...Object.entries(periods).map(([name, period]): [string, readonly string[]] => [
      `period ${name} of act ${id}`,
      period.basis,
    ]),
  ]);
}

/** A choice without a name would leave its paper without a heading. */
function nameDefects(id: string, { document, form }: Act): string[] {
  if (document === undefined || typeof document === 'string') return [];
  const { by, cases } = document;
  const field = form.shape[by] as z.ZodType | undefined;
  if (field === undefined) return [`act ${id} names its paper by unknown field ${by}`];
  const options = casesOf(field);
  if (options === undefined) {
    return [`act ${id} names its paper by ${by}, which is neither a required choice nor a yes-no`];
  }
  return [
    ...Object.keys(options)
      .filter((value) => !Object.hasOwn(cases, value))
      .map((value) => `act ${id} has no name for its paper where ${by} is ${value}`),
    ...Object.keys(cases)
      .filter((value) => !Object.hasOwn(options, value))
      .map((value) => `act ${id} names its paper where ${by} is ${value}, which it cannot be`),
  ];
}

/** Citizens are not named on papers that others receive. */
function seatDefects(id: string, { seats }: RecitedSeats, { roles }: Procedure): string[] {
  return seats.flatMap((name) => {
    const role = roles[name];
    if (role === undefined) return [`act ${id} recites unknown role ${name}`];
    return role.kinds.length > 0 ? [] : [`act ${id} recites ${name}, who is a citizen`];
  });
}

function recitedDefects(id: string, act: Act, recital: RecitedAct, procedure: Procedure): string[] {
  const names = [recital.act].flat() as readonly string[];
  return [
    ...(recital.ofUnregistered === true && procedure.subject === 'required'
      ? [`act ${id} recites the unregistered and the subject is always registered`]
      : []),
    ...(recital.every === true && recital.title === undefined
      ? [`act ${id} recites every ${names.join(' or ')} under no title`]
      : []),
    ...(recital.where === undefined ? [] : conditionDefects(id, act, recital.where, procedure)),
    ...names.flatMap((name) => {
      const earlier = procedure.acts[name];
      if (earlier === undefined) return [`act ${id} recites unknown act ${name}`];
      return [
        ...(canPrecede(earlier, act, procedure)
          ? []
          : [`act ${id} recites ${name}, which cannot come before`]),
        ...recital.fields.flatMap((one) => {
          const field = typeof one === 'string' ? { field: one } : one;
          return fieldDefects(id, name, earlier, field);
        }),
      ];
    }),
  ];
}

function fieldDefects(
  id: string,
  name: string,
  { form }: Act,
  recited: { field: string; as?: string; where?: { field: string; is: string } },
): string[] {
  const { field, as, where } = recited;
  const own = form.shape[field] as z.ZodType | undefined;
  if (own === undefined) return [`act ${id} recites unknown field ${field} of ${name}`];
  const unlabelled = as !== undefined && !/[一-鿿]/.test(as);
  const column =
    where === undefined ? undefined : (innerForms(own)[0]?.shape[where.field] as z.ZodType);
  const cases = column === undefined ? undefined : casesOf(coreOf(column));
  return [
    ...(unlabelled ? [`act ${id} recites ${field} of ${name} under no Chinese label`] : []),
    ...(where === undefined ||
    (metaOf(own)?.control === 'rows' && Object.hasOwn(cases ?? {}, where.is))
      ? []
      : [
          `act ${id} recites rows of ${field} where ${where.field} is ${where.is}, which cannot be`,
        ]),
  ];
}

/** Whether some course of the proceeding leads from one act to another. */
function canPrecede(earlier: Act, act: Act, { acts }: Procedure): boolean {
  const led = statesTo(earlier, acts);
  const reached = reachedFrom(led.length > 0 ? led : statesFrom(earlier), acts);
  return statesFrom(act).some((state) => reached.has(state));
}

/** A number before a unit of time, in figures or in words. */
const typedPeriod =
  /[\d０-９〇一二三四五六七八九十百两半]+(个)?(工作日|自然日|日|天|周|月|年|小时)/;

function tellingDefects(id: string, act: Act, telling: Telling, procedure: Procedure): string[] {
  const { text, periods = {}, where } = telling;
  const places = [...text.matchAll(placePattern)];
  const said = new Set(places.map(([, name]) => name ?? ''));
  const typed = typedPeriod.exec(text.replaceAll(placePattern, ''));
  return [
    ...(/[一-鿿]/.test(text) ? [] : [`act ${id} tells something that is not Chinese`]),
    ...(typed === null ? [] : [`act ${id} tells “${typed[0]}”, which no article gives`]),
    ...places.flatMap(([, name = '', day]) =>
      placeDefects(id, act, { name, isDay: day !== undefined }, telling, procedure),
    ),
    ...Object.keys(periods)
      .filter((name) => !said.has(name) || Object.hasOwn(procedure.deadlines, name))
      .map((name) => `act ${id} has a period ${name} that it does not tell or that is a deadline`),
    ...(where === undefined ? [] : conditionDefects(id, act, where, procedure)),
  ];
}

function placeDefects(
  id: string,
  act: Act,
  { name, isDay }: { readonly name: string; readonly isDay: boolean },
  { periods = {} }: Telling,
  { deadlines }: Procedure,
): string[] {
  if (name === government && !isDay) return [];
  const clock = deadlines[name];
  if (clock === undefined) {
    const isKnown = Object.hasOwn(periods, name) && !isDay;
    return isKnown ? [] : [`act ${id} tells unknown period ${name}`];
  }
  const starts = [clock.starts].flat() as readonly Start[];
  return [
    // What the operator set must not stand in a paper as what the law says.
    ...(clock.policy === undefined ? [] : [`act ${id} tells ${name}, which is a policy`]),
    ...(clock.numberIn !== undefined && !isDay
      ? [`act ${id} tells ${name}, whose length another form sets`]
      : []),
    ...(isDay && !starts.some((start) => start.act === id) && act.extends !== name
      ? [`act ${id} tells the last day of ${name}, which it neither starts nor lengthens`]
      : []),
  ];
}

function conditionDefects(
  id: string,
  own: Act,
  { act: name, field, is }: Condition,
  procedure: Procedure,
): string[] {
  const act = name === undefined ? own : procedure.acts[name];
  if (act === undefined) return [`act ${id} asks where unknown act ${name} was done`];
  const asked = act.form.shape[field] as z.ZodType | undefined;
  if (asked === undefined) return [`act ${id} asks where unknown field ${field} has a value`];
  const core = coreOf(asked);
  const { element } = core.def as { element?: z.ZodType };
  const cases = casesOf(element ?? core) ?? {};
  return [is]
    .flat()
    .filter((value) => !Object.hasOwn(cases, value as string))
    .map((value) => `act ${id} asks where ${field} is ${value as string}, which it cannot be`);
}
