import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { mayAct } from '#kernel/decide.ts';
import type { Actor } from '#kernel/decide.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { PastAct, Seat } from '#kernel/facts.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import type { Level, OrganisationKind } from '#kernel/party.ts';
import { apply, likenessOf, nameOf, numberOf, unopened } from '#kernel/replay.ts';
import type { Snapshot } from '#kernel/replay.ts';
import { divisionRange } from '#law/divisions.ts';
import { toHex } from '#ledger/bytes.ts';

/** An act as the audit reads it. */
export interface AuditedAct extends PastAct {
  readonly definition: string;
  readonly definitionHash: Uint8Array;
  readonly organisation: string;
  readonly region: number;
  readonly domains: number;
  readonly cause: string | undefined;
  /** Whom the effect that opened the case seated. */
  readonly seats: Readonly<Record<string, string>> | undefined;
  /** True where its content was erased. */
  readonly erased: boolean;
}

/** What an organisation is; decides which roles its people may fill. */
export interface AuditedOrganisation {
  readonly kind: OrganisationKind;
  readonly level: Level | undefined;
  readonly region: number;
}

/** A proceeding's row. */
export interface ProceedingRow {
  id: string;
  procedure: string;
  definition_hash: Uint8Array;
  opened_on: PlainDate;
  title: string;
  organisation_id: string | null;
  region: number;
  domains: number;
  state: string;
  opened_by: string;
  opened_at: Instant;
  last_at: Instant;
  closed_at: Instant | null;
  acts: number;
  hidden_from: string[];
  likeness: string | null;
  numbered: string | null;
  traces: boolean;
}

/** Everything that a replay needs. */
export interface Replay {
  readonly procedure: Procedure;
  readonly row: ProceedingRow;
  readonly seats: readonly Seat[];
  /** In the order of the log. */
  readonly acts: readonly AuditedAct[];
  readonly organisations: ReadonlyMap<string, AuditedOrganisation>;
}

/** One act with the proceeding before and after it. */
export interface ReplayedStep {
  readonly act: AuditedAct;
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/**
 * Replays a proceeding from its entries with the kernel's own `apply`. Which role somebody acted in is decided again,
 * by the posts in the entry and the kind of the organisation as registered today.
 * @throws Error where the procedure does not know an act.
 */
export function replaySteps({
  procedure,
  row,
  acts,
  organisations,
}: Omit<Replay, 'seats'>): ReplayedStep[] {
  const subject = row.organisation_id ?? undefined;
  const opening: Seat[] = Object.entries(procedure.roles)
    .filter(([, role]) => role.fills === 'subject' && subject !== undefined)
    .map(([role]) => ({ role, organisation: subject! }));
  for (const [role, organisation] of Object.entries(acts[0]?.seats ?? {})) {
    opening.push({ role, organisation });
  }
  let snapshot: Snapshot = { ...unopened, seats: opening };
  const steps: ReplayedStep[] = [];
  for (const act of acts) {
    const actor = actorOf(act, organisations);
    const standing = { actor, snapshot, region: row.region, subject: asSubject(subject) };
    const roles = procedure.acts[act.act]?.by ?? [];
    const role = roles.find((id) => {
      const definition = procedure.roles[id];
      return definition !== undefined && mayAct(id, definition, standing);
    });
    const before = snapshot;
    snapshot = apply(procedure, before, act, vacantSeat(procedure, before, role, act));
    steps.push({ act, before, after: snapshot });
  }
  return steps;
}

/** The columns of a proceeding's row as they follow from its entries, in the order in which they are compared. */
export function expectedRow({ procedure, row, acts }: Replay, snapshot: Snapshot) {
  const first = acts[0]!;
  const last = acts.at(-1)!;
  const isFinal = procedure.states[snapshot.state ?? '']?.final === true;
  const expected: Record<string, unknown> = {
    procedure: first.definition,
    definition_hash: toHex(first.definitionHash),
    opened_on: dayOf(first.at),
    title: nameOf(procedure, first.input),
    // Where nobody is the subject, each entry belongs to whoever made it.
    organisation_id: row.organisation_id === null ? null : first.organisation,
    region: first.region,
    domains: first.domains,
    state: snapshot.state,
    opened_by: first.by.account,
    opened_at: first.at,
    last_at: last.at,
    closed_at: isFinal ? last.at : null,
    acts: acts.length,
    hidden_from: hiddenFrom(procedure, row, snapshot),
    likeness: likenessOf(procedure, first.input) ?? null,
    numbered: numberOf(procedure, first.input) ?? null,
    traces: procedure.traces === true,
  };
  const stored: Record<string, unknown> = {
    ...row,
    definition_hash: toHex(row.definition_hash),
    hidden_from: row.hidden_from.toSorted().join(),
  };
  return Object.entries(expected).map(([column, value]) => ({
    column,
    expected: value,
    stored: stored[column],
  }));
}

/** A seat as text, to compare sets of them. */
export function seatKey({ role, organisation, account, leftAt }: Seat): string {
  const left = leftAt === undefined ? '' : ` left ${leftAt}`;
  return `${role} ${organisation ?? '-'} ${account ?? '-'}${left}`;
}

function actorOf(act: AuditedAct, organisations: ReadonlyMap<string, AuditedOrganisation>): Actor {
  const organisation = organisations.get(act.by.organisation ?? '');
  const common = { ...act.by, lapsed: [] };
  if (organisation === undefined) return { ...common, covers: { lo: 1, hi: 0 } };
  const { kind, level, region } = organisation;
  const covers = divisionRange(region);
  return { ...common, kind, covers, ...(level === undefined ? {} : { level }) };
}

/** Only the id of a subject decides who may act. */
function asSubject(id: string | undefined): OrganisationFacts | undefined {
  if (id === undefined) return undefined;
  return { id, kind: 'enterprise', name: '', region: 0, productClasses: [], filledPosts: [] };
}

/** As the act itself seats whoever rightly acts first in a role that nobody fills. */
function vacantSeat(
  procedure: Procedure,
  before: Snapshot,
  role: string | undefined,
  { by }: AuditedAct,
): Seat[] {
  const definition = role === undefined ? undefined : procedure.roles[role];
  if (role === undefined || definition === undefined || definition.sameAs !== undefined) return [];
  if (before.seats.some((seat) => seat.role === role)) return [];
  const isCitizen = definition.kinds.length === 0;
  if (isCitizen || by.organisation === undefined) return [{ role, account: by.account }];
  return [{ role, organisation: by.organisation }];
}

function hiddenFrom(procedure: Procedure, row: ProceedingRow, after: Snapshot): string {
  const roles = procedure.states[after.state ?? '']?.hiddenFrom ?? [];
  const seated = after.seats.filter((seat) => roles.includes(seat.role));
  const isSubject = roles.some((role) => procedure.roles[role]?.fills === 'subject');
  const ids = [...seated.map((seat) => seat.organisation), isSubject ? row.organisation_id : null];
  return [...new Set(ids.filter((id) => typeof id === 'string'))].sort().join();
}
