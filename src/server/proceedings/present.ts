import { isAtOnce } from '#kernel/calendar/count.ts';
import type { z } from 'zod';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Act } from '#kernel/definition.ts';
import type { RunningDeadline } from '#kernel/due.ts';
import type { PastAct } from '#kernel/facts.ts';
import { innerForms, metaOf } from '#kernel/check/form.ts';
import { behalfOfPast } from '#kernel/derive/behalf.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import { idsNamed } from '#kernel/derive/named.ts';
import type { Form } from '#kernel/field.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import type { Business } from '#kernel/organisation.ts';
import { paperName } from '#kernel/paper/name.ts';
import { posts } from '#kernel/party.ts';
import { ownerOf } from '#kernel/derive/reserved.ts';
import type { LoadedProceeding } from '../reading/load-proceeding.ts';
import type { Reader } from '../reading/reader-roles.ts';
import { presentCitation } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { unnamedBody, unnamedPerson } from '../reading/names.ts';
import type { Names } from '../reading/names.ts';
import type { LinkedRow, ProceedingRow } from './queries.ts';

/** One line of a list of proceedings. */
export interface ProceedingSummary {
  readonly id: string;
  readonly procedure: string;
  readonly procedureTitle: string;
  readonly title: string;
  readonly state: string;
  readonly stateTitle: string;
  readonly regionName: string;
  readonly subject?: { readonly id: string; readonly name: string };
  readonly openedAt: Instant;
  readonly lastAt: Instant;
  readonly closedAt?: Instant;
  /** What falls due next; not `certain` where holidays of a year that it is counted through are not announced. */
  readonly due?: {
    readonly day: PlainDate;
    readonly overdue: boolean;
    readonly certain: boolean;
  };
}

/** An act in the timeline. */
export interface TimelineItem {
  readonly entry: string;
  readonly act: string;
  readonly title: string;
  readonly at: Instant;
  readonly by: {
    readonly name: string;
    readonly organisation?: string;
    readonly posts: readonly string[];
  };
  /** Whose act it is, where somebody else recorded it. */
  readonly onBehalfOf?: string;
  /** Fields that the reader's roles may not see are left out and named in `withheld`. */
  readonly input: JsonObject;
  readonly withheld: readonly string[];
  readonly document?: string;
  /** Index in the log; absent while the entry waits. */
  readonly index?: number;
  /** True where its content was erased by law. */
  readonly erased?: true;
}

/** A clock as a screen shows it. */
export interface PresentedDeadline {
  readonly id: string;
  readonly title: string;
  readonly ownerTitle: string;
  readonly nature: RunningDeadline['nature'];
  /** Set where its coming does something by itself. */
  readonly byTime?: true;
  readonly status: RunningDeadline['status'];
  readonly startedAt: Instant;
  readonly dueDay: PlainDate;
  readonly until: Instant;
  readonly certain: boolean;
  readonly pauses: RunningDeadline['pauses'];
  readonly metAt?: Instant;
  /** The law gives no time for it. */
  readonly atOnce?: true;
  readonly basis: Problem['basis'];
  readonly policy?: string;
}

/** An act that the reader can do now. */
export interface PresentedOffer {
  readonly act: string;
  readonly title: string;
  readonly role: string;
  readonly document?: string;
  /** Last day of the duty that it meets. */
  readonly due?: PlainDate;
  /** Set on the one whose clock runs out first. */
  readonly urgent?: true;
  /** Whose act it is, where the reader only records it. */
  readonly onBehalfOf?: string;
}

/** Another proceeding that this one comes from, or that came from it. */
export interface LinkedProceeding {
  readonly id: string;
  readonly procedureTitle: string;
  readonly title: string;
  readonly stateTitle: string;
  readonly relation: 'origin' | 'result';
  /** Whom it is about, where that is somebody else. */
  readonly subject?: string;
}

/** A proceeding with all that a reader may see. */
export interface ProceedingDetail {
  readonly id: string;
  readonly procedure: string;
  readonly procedureTitle: string;
  /** First day in force of the version that governs it. */
  readonly version: PlainDate;
  readonly title: string;
  readonly state: string;
  readonly stateTitle: string;
  readonly final: boolean;
  readonly openedAt: Instant;
  readonly closedAt?: Instant;
  /** When the reader's house left it: nothing that came later is shown. */
  readonly leftAt?: Instant;
  readonly regionName: string;
  readonly subject?: { readonly id: string; readonly name: string; readonly business?: Business };
  readonly basis: Problem['basis'];
  readonly seats: readonly {
    readonly role: string;
    readonly title: string;
    readonly name: string;
  }[];
  readonly timeline: readonly TimelineItem[];
  readonly deadlines: readonly PresentedDeadline[];
  readonly offers: readonly PresentedOffer[];
  readonly upcoming: readonly { readonly title: string; readonly sentence: string }[];
  /** What it comes from and what came from it, as far as the reader sees them. */
  readonly linked: readonly LinkedProceeding[];
  /** Names of whoever sits, acted or is named here, by id; who is missing may not be known to the reader. */
  readonly names: Readonly<Record<string, string>>;
}

/** Presents a row of the list. */
export function presentSummary(
  row: ProceedingRow,
  law: Law,
  names: Names,
  now: Instant,
): ProceedingSummary {
  const procedure = law.procedure(row.procedure, row.opened_on);
  return {
    id: row.id,
    procedure: row.procedure,
    procedureTitle: procedure?.title ?? row.procedure,
    title: row.title,
    state: row.state,
    stateTitle: procedure?.states[row.state]?.title ?? row.state,
    regionName: row.region_name,
    openedAt: row.opened_at,
    lastAt: row.last_at,
    ...(row.organisation_id === null
      ? {}
      : {
          subject: { id: row.organisation_id, name: names.get(row.organisation_id) ?? unnamedBody },
        }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.due_day === null
      ? {}
      : {
          due: {
            day: row.due_day,
            overdue: (row.due_until ?? '') <= now,
            certain: row.due_certain !== false,
          },
        }),
  };
}

/** What the presenter of a proceeding needs beside the proceeding itself. */
export interface Surroundings {
  /** As the enterprise cites it that the proceeding is about. */
  readonly law: Law;
  /** What that enterprise does. */
  readonly business: Business | undefined;
  readonly names: Names;
  readonly indexes: ReadonlyMap<string, number>;
  /** Entries whose content was erased. */
  readonly erased: ReadonlySet<string>;
  readonly regionName: string;
  /** Decides which confidential fields are shown. */
  readonly reader: Reader;
  readonly deadlines: readonly RunningDeadline[];
  readonly offers: readonly PresentedOffer[];
  readonly upcoming: ProceedingDetail['upcoming'];
  readonly linked: readonly LinkedRow[];
}

/** Presents a proceeding to one reader. */
export function presentProceeding(
  loaded: LoadedProceeding,
  around: Surroundings,
): ProceedingDetail {
  const { procedure, snapshot } = loaded;
  const state = snapshot.state ?? '';
  const { names } = around;
  return {
    id: loaded.id,
    procedure: procedure.id,
    procedureTitle: procedure.title,
    version: procedure.inForce.from,
    title: loaded.title,
    state,
    stateTitle: procedure.states[state]?.title ?? state,
    final: procedure.states[state]?.final === true,
    openedAt: loaded.openedAt,
    regionName: around.regionName,
    basis: cite(around.law, procedure.basis),
    seats: snapshot.seats.map((seat) => ({
      role: seat.role,
      title: procedure.roles[seat.role]?.title ?? seat.role,
      name:
        names.get(seat.organisation ?? '') ??
        names.get(seat.account ?? '') ??
        (seat.organisation === undefined ? unnamedPerson : unnamedBody),
    })),
    timeline: snapshot.history.map((past) => presentAct(past, loaded, around)),
    deadlines: around.deadlines.map((clock) => presentDeadline(clock, loaded, around)),
    offers: around.offers,
    upcoming: around.upcoming,
    linked: around.linked.map((row) => presentLinked(row, loaded, around)),
    names: Object.fromEntries(names),
    ...(loaded.organisation === undefined
      ? {}
      : {
          subject: {
            id: loaded.organisation,
            name: names.get(loaded.organisation) ?? unnamedBody,
            ...(around.business === undefined ? {} : { business: around.business }),
          },
        }),
    ...(loaded.closedAt === undefined ? {} : { closedAt: loaded.closedAt }),
    ...(loaded.leftAt === undefined ? {} : { leftAt: loaded.leftAt }),
  };
}

function presentLinked(
  row: LinkedRow,
  { organisation }: LoadedProceeding,
  { law, names }: Surroundings,
): LinkedProceeding {
  const procedure = law.procedure(row.procedure, row.opened_on);
  const { organisation_id: about } = row;
  return {
    id: row.id,
    procedureTitle: procedure?.title ?? row.procedure,
    title: row.title,
    stateTitle: procedure?.states[row.state]?.title ?? row.state,
    relation: row.is_origin ? 'origin' : 'result',
    ...(about === null || about === organisation
      ? {}
      : { subject: names.get(about) ?? unnamedBody }),
  };
}

function presentAct(
  past: PastAct,
  { procedure, snapshot }: LoadedProceeding,
  around: Surroundings,
): TimelineItem {
  const onBehalfOf = behalfOfPast(procedure, past, snapshot.seats);
  const act = procedure.acts[past.act];
  const index = around.indexes.get(past.entry);
  const organisation = around.names.get(past.by.organisation ?? '');
  const { shown, withheld } = withhold(act, past, around.reader);
  return {
    entry: past.entry,
    act: past.act,
    title: act?.title ?? past.act,
    at: past.at,
    by: {
      name: around.names.get(past.by.account) ?? unnamedPerson,
      posts: past.by.posts.map((post) => posts[post]),
      ...(organisation === undefined ? {} : { organisation }),
    },
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    input: shown,
    withheld,
    ...(act?.document === undefined ? {} : { document: paperName(act.document, shown) }),
    ...(index === undefined ? {} : { index }),
    ...(around.erased.has(past.entry) ? { erased: true } : {}),
  };
}

/** Ids of whoever a reader meets in a proceeding: in its seats, as actors and in what was put in. */
export function idsIn({ procedure, snapshot, organisation }: LoadedProceeding, reader: Reader) {
  return [
    organisation,
    ...snapshot.seats.flatMap((seat) => [seat.organisation, seat.account]),
    ...snapshot.history.flatMap((past) => {
      const { by } = past;
      const act = procedure.acts[past.act];
      const { shown } = withhold(act, past, reader);
      const named = act === undefined ? [] : idsNamed(describeForm(act.form), shown);
      return [by.organisation, by.account, ...named];
    }),
  ];
}

/**
 * Leaves out what the reader may not see of an input: fields that are hidden from one of the reader's roles, and
 * personal data where the reader fills no role at all, also inside groups and rows.
 */
export function withhold(
  act: Act | undefined,
  { input }: Pick<PastAct, 'input'>,
  { roles }: Reader,
): { shown: JsonObject; withheld: string[] } {
  const withheld = new Set<string>();
  const shown = act === undefined ? input : readable(act.form, input, roles, withheld);
  return { shown, withheld: [...withheld] };
}

function readable(
  form: Form,
  input: JsonObject,
  roles: readonly string[],
  withheld: Set<string>,
): JsonObject {
  // In the order of the form; the database keeps an object's fields in an order of its own.
  const names = new Set([...Object.keys(form.shape), ...Object.keys(input)]);
  const shown = [...names].flatMap((name): [string, Json][] => {
    const value = input[name];
    if (value === undefined) return [];
    const field = form.shape[name] as z.ZodType | undefined;
    const meta = field === undefined ? undefined : metaOf(field);
    if (field === undefined || meta === undefined) return [[name, value]];
    const isHidden = meta.hiddenFrom?.some((role) => roles.includes(role)) ?? false;
    if (isHidden || (meta.personal === true && roles.length === 0)) {
      withheld.add(meta.label);
      return [];
    }
    const [inner] = innerForms(field);
    if (inner === undefined) return [[name, value]];
    const part = (one: Json) => (isObject(one) ? readable(inner, one, roles, withheld) : one);
    return [[name, Array.isArray(value) ? value.map(part) : part(value)]];
  });
  return Object.fromEntries(shown);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function presentDeadline(
  clock: RunningDeadline,
  { procedure, snapshot }: LoadedProceeding,
  { law, names }: Surroundings,
): PresentedDeadline {
  const owner = ownerOf(procedure, clock.id, snapshot) ?? clock.owner;
  const title = procedure.roles[owner]?.title ?? owner;
  const holder = names.get(clock.holder?.organisation ?? '');
  const count = procedure.deadlines[clock.id]?.count;
  return {
    id: clock.id,
    title: clock.title,
    ownerTitle: holder === undefined ? title : `${title}：${holder}`,
    nature: clock.nature,
    ...(Object.values(procedure.acts).some((act) => act.byTime === clock.id)
      ? { byTime: true as const }
      : {}),
    status: clock.status,
    startedAt: clock.startedAt,
    dueDay: clock.due.day,
    until: clock.due.until,
    certain: clock.due.certain,
    pauses: clock.pauses,
    basis: cite(law, clock.basis),
    ...(clock.metAt === undefined ? {} : { metAt: clock.metAt }),
    ...(count !== undefined && isAtOnce(count) ? { atOnce: true as const } : {}),
    ...(clock.policy === undefined ? {} : { policy: clock.policy }),
  };
}

function cite(law: Law, basis: readonly string[]): Problem['basis'] {
  return basis
    .map((id) => law.clauses.find(id))
    .filter((found) => found !== undefined)
    .map(presentCitation);
}
