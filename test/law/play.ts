import assert from 'node:assert/strict';
import type { Calendar } from '#kernel/calendar/calendar.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { decide } from '#kernel/decide.ts';
import type { Accepted, Actor, Request } from '#kernel/decide.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { Procedure } from '#kernel/definition.ts';
import { deadlinesOf } from '#kernel/due.ts';
import type { RunningDeadline } from '#kernel/due.ts';
import type { RelatedProceeding, Seat } from '#kernel/facts.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import type { Level, OrganisationKind, Post } from '#kernel/party.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { WatchFacts } from '#kernel/watch/watch.ts';
import { apply, unopened } from '#kernel/replay.ts';
import type { Snapshot } from '#kernel/replay.ts';
import { calendar as announced } from '#law/holidays.ts';

/** What stays the same in a proceeding that is acted out. */
export interface Scene {
  readonly procedure: Procedure;
  readonly subject?: OrganisationFacts;
  /** Division code of the proceeding. */
  readonly region: number;
  readonly calendar?: Calendar;
  /** Licences and certificates of those who take part. */
  readonly certificates?: readonly CertificateFacts[];
  /** Id of the proceeding. */
  readonly id?: string;
  /** What is watched by proceedings that inputs pick. */
  readonly watched?: readonly WatchFacts[];
  /** Other proceedings about the subject. */
  readonly related?: readonly RelatedProceeding[];
}

/**
 * A proceeding acted out without a database: acts are decided and applied exactly as the shell does it. `at` is an
 * instant, or a day for noon in China.
 */
export interface Play {
  /** Does an act. @throws AssertionError with the refusal's sentence where it is refused. */
  does(act: string, by: Actor, at: string, input?: unknown): Accepted;
  /** Tries an act that must be refused with this code; the proceeding stays as it is. */
  refuses(code: Refusal['code'], act: string, by: Actor, at: string, input?: unknown): Refusal;
  /** The latest run of a clock; undefined where it has not started. */
  clock(id: string, at: string): RunningDeadline | undefined;
  /** The last day of a clock that has started. @throws AssertionError where it has not. */
  due(id: string, at: string): string;
  /** The same proceeding up to here, to be continued in another way. */
  fork(): Play;
  /** What an act asks, to be decided with more facts than the play has. */
  question(act: string, by: Actor, at: string, input?: unknown): Request;
  readonly state: string | undefined;
  readonly seats: readonly Seat[];
  readonly history: Snapshot['history'];
}

/** Starts acting out a proceeding. */
export function play(scene: Scene, from: Snapshot = beforeOpening(scene)): Play {
  let snapshot = from;
  const calendar = scene.calendar ?? announced;
  const question = (act: string, by: Actor, at: string, input: unknown): Request => ({
    procedure: scene.procedure,
    snapshot,
    act,
    actor: by,
    input,
    subject: scene.subject,
    certificates: scene.certificates ?? [],
    related: scene.related ?? [],
    ...(scene.id === undefined ? {} : { id: scene.id }),
    watched: scene.watched ?? [],
    region: scene.region,
    now: instantOf(at),
    calendar,
  });
  const ask = (act: string, by: Actor, at: string, input: unknown) =>
    decide(question(act, by, at, input));
  const clock = (id: string, at: string) =>
    deadlinesOf(scene.procedure, snapshot.history, calendar, instantOf(at)).find(
      (run) => run.id === id,
    );
  return {
    does(act, by, at, input = {}) {
      const answer = ask(act, by, at, input);
      if (!answer.ok) assert.fail(`${act} was refused: ${said(answer)}`);
      const entry = `${snapshot.history.length + 1} ${act}`;
      const past = { entry, act, at: instantOf(at), by, input: answer.input };
      snapshot = apply(
        scene.procedure,
        snapshot,
        past,
        vacant(scene.procedure, snapshot, answer.role, by),
      );
      assert.equal(snapshot.state, answer.to);
      return answer;
    },
    refuses(code, act, by, at, input = {}) {
      const answer = ask(act, by, at, input);
      if (answer.ok) assert.fail(`${act} was accepted`);
      assert.equal(answer.code, code, said(answer));
      assert.ok(answer.basis.length > 0, `${act} was refused without a clause`);
      return answer;
    },
    clock,
    due(id, at) {
      const run = clock(id, at);
      assert.ok(run, `clock ${id} has not started`);
      return run.due.day;
    },
    fork: () => play(scene, snapshot),
    question: (act, by, at, input = {}) => question(act, by, at, input),
    get state() {
      return snapshot.state;
    },
    get seats() {
      return snapshot.seats;
    },
    get history() {
      return snapshot.history;
    },
  };
}

/** Who acts in a test: a person with posts in one organisation, or a citizen without one. */
export function person(
  name: string,
  posts: readonly Post[] = [],
  organisation?: { id: string; kind: OrganisationKind; level?: Level; region?: number },
): Actor {
  const region = organisation?.region;
  return {
    account: accountOf(name),
    ...(organisation === undefined ? {} : { organisation: organisation.id }),
    ...(organisation === undefined ? {} : { kind: organisation.kind }),
    ...(organisation?.level === undefined ? {} : { level: organisation.level }),
    posts,
    lapsed: [],
    covers: region === undefined ? { lo: 0, hi: 0 } : coverage(region),
  };
}

/** A valid UUID with a number in its last places, for organisations and accounts of tests. */
export function uuid(number: number): string {
  return `0198c0de-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** The SHA-256 that stands for an uploaded file. */
export const file = 'f'.repeat(64);

/** The account id that a name gets, the same every time. */
export function accountOf(name: string): string {
  const known = names.indexOf(name);
  return uuid(900_000 + (known >= 0 ? known : names.push(name) - 1));
}

const names: string[] = [];

function coverage(region: number) {
  if (region % 10_000 === 0) return { lo: region, hi: region + 9_999 };
  return region % 100 === 0 ? { lo: region, hi: region + 99 } : { lo: region, hi: region };
}

function instantOf(at: string): Instant {
  return at.length === 10 ? `${at}T04:00:00.000Z` : at;
}

/** The shell seats the subject before the opening act. */
function beforeOpening({ procedure, subject }: Scene): Snapshot {
  if (subject === undefined) return unopened;
  const seats = Object.entries(procedure.roles)
    .filter(([, role]) => role.fills === 'subject')
    .map(([role]) => ({ role, organisation: subject.id }));
  return { ...unopened, seats };
}

/** The shell's rule: a role that nobody fills yet is filled by whoever rightly acts in it first. */
function vacant(
  procedure: Procedure,
  snapshot: Snapshot,
  role: string,
  by: Actor,
): readonly Seat[] {
  if (role === 'time') return [];
  const { kinds, sameAs } = procedure.roles[role]!;
  if (sameAs !== undefined || snapshot.seats.some((seat) => seat.role === role)) return [];
  return kinds.length === 0 || by.organisation === undefined
    ? [{ role, account: by.account }]
    : [{ role, organisation: by.organisation }];
}

function said({ code, sentence, issues = [] }: Refusal): string {
  return [code, sentence, ...issues.map((one) => `${one.path}: ${one.sentence}`)].join(' ');
}
