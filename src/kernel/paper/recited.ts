import type { Act, Procedure } from '../definition.ts';
import { describeForm } from '../derive/describe.ts';
import type { FieldDescription } from '../derive/describe.ts';
import type { PastAct, Seat } from '../facts.ts';
import type { Json, JsonObject } from '../json.ts';
import { caseOf } from '../replay.ts';
import type { Condition, RecitedAct, RecitedField, RecitedSeats } from './words.ts';

/** A part of a paper in the shape of a filled form, so that it is redacted, named and laid out like any other. */
export interface FilledPart {
  readonly fields: readonly FieldDescription[];
  readonly input: JsonObject;
}

/** What a reader may see of the input of an entry, or of a part of it; labels of what not. */
export type Withhold = (
  act: Act | undefined,
  past: Pick<PastAct, 'entry' | 'input'>,
) => { readonly shown: JsonObject; readonly withheld: readonly string[] };

/** The past of one entry, and who reads its paper. */
export interface PaperPast {
  readonly procedure: Procedure;
  readonly history: readonly PastAct[];
  /** Who sits where now. */
  readonly seats: readonly Seat[];
  /** Whether a registered organisation is the subject. */
  readonly hasSubject: boolean;
  readonly withhold: Withhold;
}

/**
 * What the paper of an entry recites, as it stood when the entry was made: nothing that came later, and nothing that the
 * reader may not read in the entries themselves.
 */
export function recitedFor(entry: string, past: PaperPast): FilledPart & { withheld: string[] } {
  const at = past.history.findIndex((one) => one.entry === entry);
  const recites = past.procedure.acts[past.history[at]?.act ?? '']?.recites ?? [];
  const withheld = new Set<string>();
  const parts = recites.map((recital, nth) =>
    'seats' in recital
      ? titled(recital.title, nth, seated(recital, at, past))
      : titled(recital.title, nth, recitedAct(recital, at, past, withheld)),
  );
  return { ...merged(parts), withheld: [...withheld] };
}

/** Whether a condition is met at an entry, as far as the reader may know: what is withheld from him meets nothing. */
export function isMet({ act, field, is }: Condition, at: number, past: PaperPast): boolean {
  const { history, procedure, withhold } = past;
  const one = act === undefined ? history[at] : latestBefore(history, at, act);
  const value = one?.input[field];
  if (one === undefined || value === undefined) return false;
  const { shown } = withhold(procedure.acts[one.act], {
    entry: one.entry,
    input: { [field]: value },
  });
  const said = [shown[field] ?? []].flat().map((part: Json) => caseOf(part));
  return [is].flat().some((wanted) => said.includes(wanted as string));
}

/** The latest act of an id before an entry; the entry itself does not count. */
function latestBefore(history: readonly PastAct[], at: number, id: string): PastAct | undefined {
  return history.slice(0, Math.max(at, 0)).findLast(({ act }) => act === id);
}

function recitedAct(
  recital: RecitedAct,
  at: number,
  past: PaperPast,
  withheld: Set<string>,
): FilledPart {
  const acts = [recital.act].flat() as readonly string[];
  if (recital.ofUnregistered === true && past.hasSubject) return nothing;
  if (recital.where !== undefined && !isMet(recital.where, at, past)) return nothing;
  const before = past.history.slice(0, Math.max(at, 0)).filter(({ act }) => acts.includes(act));
  const filled = (recital.every === true ? before : before.slice(-1)).map((one) => {
    const act = past.procedure.acts[one.act];
    const { shown, withheld: kept } = past.withhold(act, {
      entry: one.entry,
      input: picked(one.input, recital.fields),
    });
    for (const label of kept) withheld.add(label);
    return { fields: described(act, recital.fields), input: narrowed(shown, recital.fields) };
  });
  return filled.length < 2 ? (filled[0] ?? nothing) : gathered(recital, filled);
}

/** Several entries of one act: tables are joined, anything else stands one row an entry. */
function gathered({ title = '' }: RecitedAct, filled: readonly FilledPart[]): FilledPart {
  const fields = filled.at(-1)?.fields ?? [];
  if (fields.every(({ control }) => control === 'rows')) {
    const rows = (name: string) => filled.flatMap(({ input }) => input[name] ?? []);
    return { fields, input: Object.fromEntries(fields.map(({ name }) => [name, rows(name)])) };
  }
  const row = { name: 'each', label: title, control: 'rows', required: false, fields } as const;
  return { fields: [row], input: { each: filled.map(({ input }) => input) } };
}

/** The organisations of some roles, as they sat when the entry was made. */
function seated({ seats: roles }: RecitedSeats, at: number, past: PaperPast): FilledPart {
  const input: Record<string, Json> = {};
  for (const role of roles) {
    const ids = holdersAt(role, at, past);
    if (ids.length > 0) input[role] = ids;
  }
  const fields = roles.map((role) => ({
    name: role,
    label: past.procedure.roles[role]?.title ?? role,
    control: 'organisations' as const,
    required: false,
  }));
  return { fields, input };
}

/** Who sat in a role at an entry: whom the latest form until then named, or who sits there since an effect or the opening. */
function holdersAt(role: string, at: number, { procedure, history, seats }: PaperPast): Json[] {
  const fieldOf = ({ act }: PastAct) => procedure.acts[act]?.seats?.[role];
  const naming = history.slice(0, at + 1).findLast((one) => fieldOf(one) !== undefined);
  const named = naming === undefined ? [] : [naming.input[fieldOf(naming) ?? ''] ?? []].flat();
  if (named.length > 0) return named;
  // Whoever was named later on did not sit there yet.
  if (history.slice(at + 1).some((one) => fieldOf(one) !== undefined)) return [];
  return seats.flatMap((seat) =>
    seat.role === role && seat.organisation !== undefined ? [seat.organisation] : [],
  );
}

const nothing: FilledPart = { fields: [], input: {} };

function picked(input: JsonObject, fields: readonly RecitedField[]): JsonObject {
  const names = new Set(fields.map(nameOf));
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.has(name)));
}

/** The fields in the order in which the recital names them; none of them is asked for. */
function described(act: Act | undefined, fields: readonly RecitedField[]): FieldDescription[] {
  const form = act === undefined ? [] : describeForm(act.form);
  return fields.flatMap((recited) => {
    const own = form.find(({ name }) => name === nameOf(recited));
    if (own === undefined) return [];
    const as = typeof recited === 'string' ? undefined : recited.as;
    return [{ ...own, required: false, ...(as === undefined ? {} : { label: as }) }];
  });
}

/** Only those rows that a recital asks for; where none is left a table by itself says nothing, one in a part says 无. */
function narrowed(input: JsonObject, fields: readonly RecitedField[]): JsonObject {
  const kept = { ...input } as Record<string, Json>;
  for (const recited of fields) {
    if (typeof recited === 'string' || recited.where === undefined) continue;
    const { field, is } = recited.where;
    const rows = [kept[recited.field] ?? []].flat();
    kept[recited.field] = rows.filter((row) => isObject(row) && row[field] === is);
  }
  return kept;
}

function nameOf(recited: RecitedField): string {
  return typeof recited === 'string' ? recited : recited.field;
}

/** A part with a heading is a group of its own; every name is made one that no other part has. */
function titled(title: string | undefined, nth: number, part: FilledPart): FilledPart {
  if (!part.fields.some(({ name }) => isFilled(part.input[name]))) return nothing;
  const [only] = part.fields;
  if (title !== undefined && !(part.fields.length === 1 && only?.name === 'each')) {
    const name = `recital-${nth}`;
    const group = { name, label: title, control: 'group', required: false } as const;
    return { fields: [{ ...group, fields: part.fields }], input: { [name]: part.input } };
  }
  const own = (name: string) => `recital-${nth}-${name}`;
  return {
    fields: part.fields.map((field) => ({ ...field, name: own(field.name) })),
    input: Object.fromEntries(
      Object.entries(part.input).map(([name, value]) => [own(name), value]),
    ),
  };
}

function isFilled(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}

function merged(parts: readonly FilledPart[]): FilledPart {
  return {
    fields: parts.flatMap(({ fields }) => fields),
    input: Object.assign({}, ...parts.map(({ input }) => input)) as JsonObject,
  };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
