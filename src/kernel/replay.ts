import type { z } from 'zod';
import { metaOf } from './check/form.ts';
import type { Back, Procedure, Target } from './definition.ts';
import type { Instant } from './calendar/plain-date.ts';
import type { PastAct, Seat } from './facts.ts';
import type { Form } from './field.ts';
import type { Json, JsonObject } from './json.ts';

/** A proceeding as the replay of its acts. */
export interface Snapshot {
  readonly state: string | undefined;
  readonly seats: readonly Seat[];
  readonly history: readonly PastAct[];
}

/** A proceeding before its opening act. */
export const unopened: Snapshot = { state: undefined, seats: [], history: [] };

/**
 * Adds one act to a proceeding. Trusts that the act was decided before; the same function serves the act itself
 * and the audit's replay.
 * @param named seats that the opening effect or the shell filled beside those of the form.
 * @throws Error where the procedure does not know the act.
 */
export function apply(
  procedure: Procedure,
  snapshot: Snapshot,
  past: PastAct,
  named: readonly Seat[] = [],
): Snapshot {
  const act = Object.hasOwn(procedure.acts, past.act) ? procedure.acts[past.act] : undefined;
  if (act === undefined) throw new Error(`${procedure.id} has no act ${past.act}`);
  const fromForm = Object.entries(act.seats ?? {}).flatMap(([role, field]): Seat[] => {
    const picked = [past.input[field]].flat().filter((value) => typeof value === 'string');
    return picksPerson(act.form, field)
      ? picked.map((account) => ({ role, account }))
      : picked.map((organisation) => ({ role, organisation }));
  });
  return {
    state: stateAfter(procedure, snapshot, past),
    seats: fill(procedure, snapshot.seats, [...named, ...fromForm], past.at, act.vacates),
    history: [...snapshot.history, past],
  };
}

/** What of an act decides where it leads. */
type Step = Pick<PastAct, 'act' | 'input'>;
type Acts = Pick<Procedure, 'acts'>;

/** The state to which an act leads a proceeding that stands so. */
export function stateAfter(
  procedure: Acts,
  { state, history }: { readonly state: string | undefined; readonly history: readonly Step[] },
  step: Step,
): string | undefined {
  return led(procedure, state, step, (act) => stateBefore(procedure, history, act));
}

/** The states in which a proceeding stood after each of its acts, oldest first. */
export function statesAlong(procedure: Acts, history: readonly Step[]): (string | undefined)[] {
  const states: (string | undefined)[] = [];
  for (const step of history) {
    const formerly = (act: string) => {
      const at = history.slice(0, states.length).findLastIndex((past) => past.act === act);
      return states[at - 1];
    };
    states.push(led(procedure, states.at(-1), step, formerly));
  }
  return states;
}

/** The state in which a proceeding stood when an act was last done; undefined where it never was. */
export function stateBefore(
  procedure: Acts,
  history: readonly Step[],
  act: string,
): string | undefined {
  const at = history.findLastIndex((past) => past.act === act);
  return at < 0 ? undefined : statesAlong(procedure, history.slice(0, at)).at(-1);
}

function led(
  { acts }: Acts,
  state: string | undefined,
  { act, input }: Step,
  formerly: (act: string) => string | undefined,
): string | undefined {
  const target = acts[act]?.to;
  if (target === undefined) return state;
  const to = targetOf(target, input);
  return typeof to === 'object' ? formerly(to.before) : to;
}

/** What a target says of an act with this input; undefined where its choice has no such case. */
export function targetOf(target: Target, input: JsonObject): string | Back | undefined {
  if (typeof target === 'string' || 'before' in target) return target;
  const value = caseOf(input[target.by]);
  return value === undefined ? undefined : target.cases[value];
}

/** The value of a choice or of a yes-no field as definitions write it: the key, or `true` and `false`. */
export function caseOf(value: Json | undefined): string | undefined {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'string' ? value : undefined;
}

function picksPerson(form: Form, field: string): boolean {
  const schema = form.shape[field] as z.ZodType | undefined;
  const control = schema === undefined ? undefined : metaOf(schema)?.control;
  return control === 'person' || control === 'people';
}

/**
 * A later filling of a role replaces the one before (a laboratory for the retest), which may have a former one's seat.
 * @param vacated a role whose holders leave although nobody follows yet.
 */
function fill(
  { roles }: Procedure,
  seats: readonly Seat[],
  filled: readonly Seat[],
  at: Instant,
  vacated: string | undefined,
): readonly Seat[] {
  if (filled.length === 0 && vacated === undefined) return seats;
  const anew = new Set(filled.map((seat) => seat.role));
  if (vacated !== undefined) anew.add(vacated);
  const now = [...seats.filter((seat) => !anew.has(seat.role)), ...filled];
  const left = [...anew].flatMap((role) => roles[role]?.formerly ?? []);
  // Whoever takes another seat by the same act has not left.
  const staying = new Set(filled.map(holderOf));
  const former = [...anew].flatMap((role) =>
    formerSeats(role, roles[role]?.formerly, seats, at).filter(
      (seat) => !staying.has(holderOf(seat)),
    ),
  );
  return [...now.filter((seat) => !left.includes(seat.role)), ...former];
}

/** Everybody who ever sat in a role, with the time at which the seat was taken away. */
function formerSeats(
  role: string,
  formerly: string | undefined,
  before: readonly Seat[],
  at: Instant,
): Seat[] {
  if (formerly === undefined) return [];
  const ever = before.filter((seat) => seat.role === role || seat.role === formerly);
  const left = new Map(
    ever.map((seat) => [holderOf(seat), { leftAt: at, ...seat, role: formerly }] as const),
  );
  return [...left.values()];
}

function holderOf({ organisation, account }: Seat): string | undefined {
  return organisation ?? account;
}

const nameLength = 60;

/** What lists call a proceeding: the field of the opening form that the procedure names, or the procedure's title. */
export function nameOf(procedure: Procedure, opening: JsonObject): string {
  const own = procedure.named === undefined ? undefined : opening[procedure.named];
  if (typeof own !== 'string' || own.trim() === '') return procedure.title;
  const [line = ''] = own.trim().split('\n');
  return line.length > nameLength ? `${line.slice(0, nameLength - 1)}…` : line;
}

/**
 * What two proceedings about the same thing have in common, as one text: the fields of the opening form that the
 * procedure names, without spaces and whatever their case and width (`ＧＮ-3s` is `gn-3S`).
 * @returns undefined where the procedure names no likeness or a field was left out.
 */
export function likenessOf(procedure: Procedure, opening: JsonObject): string | undefined {
  const values = procedure.likeness?.fields.map((name) => opening[name]);
  if (values === undefined || !values.every((value) => typeof value === 'string')) return undefined;
  return JSON.stringify(values.map(plain));
}

/** The number that an opener gives a proceeding, as numbers are compared: without spaces and whatever their case and width. */
export function numberOf({ numbered }: Procedure, opening: JsonObject): string | undefined {
  const value = numbered === undefined ? undefined : opening[numbered];
  return typeof value === 'string' ? plain(value) : undefined;
}

function plain(value: string): string {
  return value.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}
