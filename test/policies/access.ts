import type { z } from 'zod';
import { metaOf } from '#kernel/check/form.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import { decideDuty, decideRecord } from '#kernel/decide-duty.ts';
import { admit } from '#kernel/decide.ts';
import type { Actor } from '#kernel/decide.ts';
import type { Book, Duty, Procedure } from '#kernel/definition.ts';
import type { DutyFacts, Seat } from '#kernel/facts.ts';
import type { Law } from '#kernel/law.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { posts as postTitles } from '#kernel/party.ts';
import type { Level, OrganisationKind, Post } from '#kernel/party.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { divisionRange } from '#law/divisions.ts';

/** Who may do what: act (or `record`) → house → the posts that may, `any` where every person of the house may. */
export type AccessTable = Record<string, Record<string, Record<string, string>>>;

interface House {
  readonly kind: OrganisationKind;
  readonly region: number;
  readonly level?: Level;
}

const county = 360_704;
const noon = '2026-11-23T04:00:00.000Z';
const today = '2026-11-23';

/** One or more houses of each kind: the one that the case is about, one that sits in it, and one that has no part in it. */
export const houses = {
  works: { kind: 'enterprise', region: county },
  'other works': { kind: 'enterprise', region: county },
  'strange works': { kind: 'enterprise', region: county },
  platform: { kind: 'platform', region: county },
  'strange platform': { kind: 'platform', region: county },
  'county regulator': { kind: 'market-regulator', region: county, level: 'county' },
  'city regulator': { kind: 'market-regulator', region: 360_700, level: 'city' },
  'provincial regulator': { kind: 'market-regulator', region: 360_000, level: 'province' },
  'strange regulator': { kind: 'market-regulator', region: 360_781, level: 'county' },
  housing: { kind: 'industry-department', region: county, level: 'county' },
  'strange department': { kind: 'industry-department', region: 360_781, level: 'county' },
  customs: { kind: 'customs', region: 360_700, level: 'city' },
  police: { kind: 'police', region: county, level: 'county' },
  'strange police': { kind: 'police', region: 360_781, level: 'county' },
  government: { kind: 'local-government', region: county, level: 'county' },
  laboratory: { kind: 'laboratory', region: 360_700 },
  'other laboratory': { kind: 'laboratory', region: 360_700 },
  'strange laboratory': { kind: 'laboratory', region: 360_700 },
  association: { kind: 'association', region: 360_700 },
  operator: { kind: 'operator', region: 360_000 },
} as const satisfies Record<string, House>;
type HouseId = keyof typeof houses;

const everyPost = Object.keys(postTitles) as Post[];
const citizens = ['citizen', 'strange citizen'];
const subject: HouseId = 'works';

/** Everybody in every post, the person without a post included; an account has the name of house and post. */
export const actors: readonly {
  readonly house: string;
  readonly post: string;
  readonly actor: Actor;
}[] = [
  ...(Object.entries(houses) as [HouseId, House][]).flatMap(([id, house]) =>
    [...everyPost, undefined].map((post) => ({
      house: id as string,
      post: post ?? 'no post',
      actor: {
        account: `${id}/${post ?? 'no post'}`,
        organisation: id,
        kind: house.kind,
        posts: post === undefined ? [] : [post],
        lapsed: [],
        covers: divisionRange(house.region),
        ...(house.level === undefined ? {} : { level: house.level }),
      } satisfies Actor,
    })),
  ),
  ...citizens.map((account) => ({
    house: account,
    post: 'no post',
    actor: { account, posts: [], lapsed: [], covers: { lo: 1, hi: 0 } } satisfies Actor,
  })),
];

/** Works out the whole table through the kernel's own decisions; nobody and nothing that is not listed is admitted. */
export function accessOf(law: Law): AccessTable {
  const table: AccessTable = {};
  for (const procedure of law.procedures) {
    const version = procedure.inForce.to === undefined ? '' : ` until ${procedure.inForce.to}`;
    table[`${procedure.id}${version}`] = Object.fromEntries(
      Object.keys(procedure.acts).map((act) => [
        act,
        grouped((actor) => mayAct(procedure, act, actor, law)),
      ]),
    );
  }
  for (const duty of law.duties) {
    table[duty.id] = Object.fromEntries(
      staffings.map(({ title, filled }) => [
        title,
        grouped((actor) => isAdmitted(decideDuty(dutyRequest(duty, actor, filled, law)))),
      ]),
    );
  }
  for (const book of law.books) {
    table[book.id] = { record: grouped((actor) => mayKeep(book, actor, law)) };
  }
  return table;
}

/** Who stands in for whom depends on which posts are filled. */
const staffings: readonly { readonly title: string; readonly filled: readonly Post[] }[] = [
  {
    title: 'all posts filled',
    filled: ['principal', 'quality-safety-director', 'quality-safety-officer'],
  },
  { title: 'no officer', filled: ['principal', 'quality-safety-director'] },
  { title: 'principal alone', filled: ['principal'] },
];

function grouped(may: (actor: Actor) => boolean): Record<string, string> {
  const rows: Record<string, string> = {};
  for (const [house, members] of Map.groupBy(actors, (one) => one.house)) {
    const admitted = members.filter(({ actor }) => may(actor)).map(({ post }) => post);
    if (admitted.length === 0) continue;
    rows[house] = admitted.length === members.length ? 'any' : admitted.join(', ');
  }
  return rows;
}

function mayAct(procedure: Procedure, act: string, actor: Actor, law: Law): boolean {
  const { from } = procedure.acts[act]!;
  const isOpening = from === undefined;
  const answer = admit({
    procedure,
    act,
    actor,
    snapshot: {
      state: isOpening ? undefined : [from].flat()[0],
      seats: seatsOf(procedure, isOpening),
      history: [],
    },
    subject: factsOf(subject),
    region: county,
    now: noon,
    calendar: law.calendar,
  });
  return isAdmitted(answer);
}

/** Time is not the question here: an act whose time has not come is still that person's. */
function isAdmitted(answer: { readonly ok: true } | Refusal): boolean {
  return (
    answer.ok ||
    !['not-entitled', 'not-qualified', 'wrong-state', 'unknown-act'].includes(answer.code)
  );
}

/** The seats of a case in full: the first house of a fitting kind sits in each role that somebody fills or names. */
export function seatsOf(procedure: Procedure, isOpening: boolean): readonly Seat[] {
  const people = personSeats(procedure);
  const taken = new Set<string>([subject]);
  return Object.entries(procedure.roles).flatMap(
    ([role, { kinds, posts, fills, sameAs, level }]): Seat[] => {
      if (sameAs !== undefined) return [];
      // Whoever is competent sits once it acted; another post of its house acts after that.
      const isShared = Object.values(procedure.roles).some((other) => other.sameAs === role);
      if (fills === 'competent' && (isOpening || !isShared)) return [];
      if (fills === 'subject') return [{ role, organisation: subject }];
      if (isOpening) return [];
      if (people.has(role)) return [{ role, account: memberFor(kinds, posts) }];
      if (kinds.length === 0) return [{ role, account: 'citizen' }];
      const fits = ([id, house]: [string, House]) =>
        kinds.includes(house.kind) &&
        (level === undefined || level === house.level) &&
        !id.startsWith('strange');
      const fitting = (Object.entries(houses) as [string, House][]).filter(fits).map(([id]) => id);
      const id = fitting.find((one) => !taken.has(one)) ?? fitting[0];
      if (id === undefined) throw new Error(`${procedure.id}: nobody fits ${role}`);
      taken.add(id);
      return [{ role, organisation: id }];
    },
  );
}

/** The person who is picked for a seat: of the first house of the kind, in a post that may fill it. */
function memberFor(kinds: readonly OrganisationKind[], posts: readonly Post[] = []): string {
  const house = Object.entries(houses).find(([, { kind }]) => kinds.includes(kind));
  if (house === undefined || kinds.includes('enterprise')) return 'works/quality-safety-officer';
  return `${house[0]}/${posts[0] ?? 'reviewer'}`;
}

/** Roles whose seat is a person's, because a form picks the person. */
function personSeats(procedure: Procedure): Set<string> {
  const seats = Object.values(procedure.acts).flatMap(({ form, seats = {} }) =>
    Object.entries(seats).filter(([, field]) => {
      const control = metaOf(form.shape[field] as z.ZodType)?.control;
      return control === 'person' || control === 'people';
    }),
  );
  return new Set(seats.map(([role]) => role));
}

function mayKeep(book: Book, actor: Actor, law: Law): boolean {
  // What supervisors alone record is about the works.
  const keeper = book.keeper.posts?.length === 0 ? actors[0]!.actor : actor;
  const facts = factsFor(keeper, 'day', staffings[0]!.filled, law);
  return facts !== undefined && isAdmitted(decideRecord(book, facts, actor, undefined));
}

function dutyRequest(duty: Duty, actor: Actor, filled: readonly Post[], law: Law) {
  const facts =
    factsFor(actor, duty.every, filled, law) ??
    factsFor(actors[0]!.actor, duty.every, filled, law)!;
  return { duty, facts, actor, input: undefined, reason: undefined, amends: false };
}

/** The facts of the actor's own house; a citizen has none. */
function factsFor(
  actor: Actor,
  every: Duty['every'],
  filled: readonly Post[],
  law: Law,
): DutyFacts | undefined {
  if (actor.organisation === undefined) return undefined;
  return {
    now: noon,
    today,
    actor,
    organisation: { ...factsOf(actor.organisation as HouseId), filledPosts: filled },
    period: periodOf(every, today),
    late: false,
    calendar: law.calendar,
    latest: () => undefined,
    records: () => [],
    owed: () => [],
    proceedings: [],
  };
}

function factsOf(id: HouseId): OrganisationFacts {
  const { kind, region } = houses[id];
  return { id, kind, region, name: id, headcount: 60, productClasses: [], filledPosts: [] };
}
