import { buildCalendar } from '#kernel/calendar/calendar.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import { checkDefinition } from '#kernel/check/definition.ts';
import type { Actor } from '#kernel/decide.ts';
import { decide } from '#kernel/decide.ts';
import type { Accepted } from '#kernel/decide.ts';
import { decideDuty, isLate } from '#kernel/decide-duty.ts';
import type { AcceptedRecord } from '#kernel/decide-duty.ts';
import type { Definition, Duty, Procedure } from '#kernel/definition.ts';
import type { DutyFacts, RecordFacts, RelatedProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { OrganisationFacts, ProductClassFacts } from '#kernel/organisation.ts';
import type { Post } from '#kernel/party.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { apply, unopened } from '#kernel/replay.ts';
import type { Snapshot } from '#kernel/replay.ts';
import { clauses } from '#law/clauses/all.ts';

/** The calendar of the tests: no year is announced, so weekends alone are days off. */
export const calendar = buildCalendar([]);

/** What is wrong with a definition when it stands among these others. */
export function defectsOf(definition: Definition, others: readonly Definition[] = []): string[] {
  const known = new Set([definition, ...others].map((one) => `${one.kind}/${one.id}`));
  return checkDefinition(definition, clauses, known);
}

/** A product class without any special regime. */
export function productClass(own: Partial<ProductClassFacts> = {}): ProductClassFacts {
  return {
    id: 'cement',
    title: '水泥',
    licence: false,
    ccc: false,
    mandatoryStandard: false,
    risk: 'medium',
    ...own,
  };
}

/** A cement works of 60 people with a licence and all posts filled. */
export const works: OrganisationFacts = {
  id: '0198a000-0000-7000-8000-000000000001',
  kind: 'enterprise',
  name: '赣江源水泥有限公司',
  region: 360_721,
  business: 'producer',
  headcount: 60,
  revenueYuan: 18_000_000,
  productClasses: [productClass({ licence: true, mandatoryStandard: true, risk: 'high' })],
  filledPosts: ['principal', 'quality-safety-director', 'quality-safety-officer'],
};

/** The county's market regulator. */
export const regulator = '0198a000-0000-7000-8000-000000000002';

/** Accounts of the tests by role. */
export const accounts = {
  principal: '0198a000-0000-7000-8000-0000000000a1',
  director: '0198a000-0000-7000-8000-0000000000a2',
  officer: '0198a000-0000-7000-8000-0000000000a3',
  second: '0198a000-0000-7000-8000-0000000000a4',
  worker: '0198a000-0000-7000-8000-0000000000a5',
  inspector: '0198a000-0000-7000-8000-0000000000a6',
} as const;

/** Somebody of the works. */
export function member(account: string, posts: readonly Post[], lapsed: readonly Post[] = []) {
  return {
    account,
    organisation: works.id,
    posts,
    lapsed,
    kind: 'enterprise',
    covers: { lo: works.region, hi: works.region },
  } satisfies Actor;
}

export const principal: Actor = member(accounts.principal, ['principal']);
export const director: Actor = member(accounts.director, ['quality-safety-director']);
export const officer: Actor = member(accounts.officer, ['quality-safety-officer']);
export const second: Actor = member(accounts.second, ['quality-safety-officer']);
export const worker: Actor = member(accounts.worker, []);
export const inspector: Actor = {
  account: accounts.inspector,
  organisation: regulator,
  posts: ['case-officer'],
  lapsed: [],
  kind: 'market-regulator',
  level: 'county',
  covers: { lo: 360_721, hi: 360_721 },
};

/** A file by a made-up hash. */
export function file(digit: string): string {
  return digit.repeat(64).slice(0, 64);
}

/** A record of a book or duty as facts. */
export function recorded(
  entry: string,
  at: Instant,
  input: JsonObject,
  own: Partial<RecordFacts> = {},
): RecordFacts {
  return { entry, at, by: officer, input, ...own };
}

interface Scene {
  readonly head?: DutyFacts['head'];
  readonly headBefore?: number;
  readonly reusedFiles?: readonly string[];
  readonly notPictures?: readonly string[];
  readonly now: Instant;
  readonly every?: Duty['every'];
  readonly from?: PlainDate;
  readonly actor?: Actor;
  readonly organisation?: OrganisationFacts;
  readonly records?: Readonly<Record<string, readonly RecordFacts[]>>;
  readonly proceedings?: readonly RelatedProceeding[];
  /** What is owed of duties in the period; nothing where absent. */
  readonly owed?: Readonly<Record<string, readonly PlainDate[]>>;
  readonly late?: boolean;
}

/** The facts of a duty or book on a scene. */
export function factsOf(scene: Scene): DutyFacts {
  const today = dayOf(scene.now);
  const period = periodOf(scene.every ?? 'day', scene.from ?? today);
  const records = scene.records ?? {};
  return {
    now: scene.now,
    today,
    actor: scene.actor ?? officer,
    organisation: scene.organisation ?? works,
    period,
    late: scene.late ?? false,
    calendar,
    latest: (id) => records[id]?.at(-1),
    records: (id) => records[id] ?? [],
    owed: (id) => scene.owed?.[id] ?? [],
    proceedings: scene.proceedings ?? [],
    head: scene.head,
    headBefore: scene.headBefore,
    reusedFiles: scene.reusedFiles ?? [],
    notPictures: scene.notPictures ?? [],
  };
}

/** Decides a duty's record on a scene; late where the scene's clock says so. */
export function attempt(
  duty: Duty,
  scene: Scene,
  input: unknown,
  reason?: string,
): AcceptedRecord | Refusal {
  const actor = scene.actor ?? officer;
  const facts = factsOf({ ...scene, every: duty.every });
  const late = isLate(duty, facts.period.from, scene.now);
  const asked = { duty, facts: { ...facts, late }, actor, input, reason, amends: false };
  return decideDuty(asked);
}

/** One step of a case: who does what, when. */
export interface Step {
  readonly act: string;
  readonly actor: Actor;
  readonly at: Instant;
  readonly input: unknown;
}

/** A case under way: what happened so far and how the last step was answered. */
export interface Played {
  readonly snapshot: Snapshot;
  readonly answer: Accepted | Refusal;
}

/** Plays steps of a procedure about the works; stops at the first refusal. */
export function play(procedure: Procedure, steps: readonly Step[]): Played {
  let snapshot: Snapshot = unopened;
  let answer: Accepted | Refusal | undefined;
  for (const [index, step] of steps.entries()) {
    answer = decide({
      procedure,
      snapshot,
      act: step.act,
      actor: step.actor,
      input: step.input,
      subject: works,
      region: works.region,
      now: step.at,
      calendar,
    });
    if (!answer.ok) break;
    const { role } = answer;
    const past = {
      entry: `entry-${index}`,
      act: step.act,
      at: step.at,
      by: step.actor,
      input: answer.input,
    };
    const taken = snapshot.seats.some((seat) => seat.role === role);
    const seat = { role, organisation: step.actor.organisation ?? '' };
    snapshot = apply(procedure, snapshot, past, taken ? [] : [seat]);
  }
  if (answer === undefined) throw new Error('no step was played');
  return { snapshot, answer };
}
