import type { Actor as Scope } from '#db/actor.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Actor } from '#kernel/decide.ts';
import { partyOfKind, posts } from '#kernel/party.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import { divisionRange } from '#law/divisions.ts';
import type { AppointmentRow, IdentityRow } from './queries.ts';

/** What an appointment is worth on a day. */
export type Standing = 'valid' | 'lapsed' | 'not-held';

/** Kinds of organisation that see others by region. */
const kindsWithRegion: readonly OrganisationKind[] = [
  'market-regulator',
  'industry-department',
  'local-government',
  'customs',
];

/** Kinds that see every product domain of their region. */
const kindsWithAllDomains: readonly OrganisationKind[] = ['market-regulator', 'local-government'];

const allDomains = 0x7f_ff_ff_ff;
const nowhere = { lo: 1, hi: 0 } as const;

/** Whether the post is held on a day, and with a qualification that is still valid. */
export function standingOn(appointment: AppointmentRow, day: PlainDate): Standing {
  const { from_day, until_day, ended_on, qualified_until } = appointment;
  const isHeld =
    from_day <= day &&
    (until_day === null || day <= until_day) &&
    (ended_on === null || day < ended_on);
  if (!isHeld) return 'not-held';
  return qualified_until === null || day <= qualified_until ? 'valid' : 'lapsed';
}

/** Entries name the posts in this order. */
function byBeginning(one: AppointmentRow, other: AppointmentRow): number {
  const [a, b] = [one.from_day + one.post, other.from_day + other.post];
  return a < b ? -1 : Number(a > b);
}

/** The person as the kernel's rules see them. A post is lapsed only where no other appointment to it is valid. */
export function actorOf(person: IdentityRow, day: PlainDate): Actor {
  const appointments = person.appointments.toSorted(byBeginning);
  const held = (standing: Standing) =>
    appointments
      .filter((appointment) => standingOn(appointment, day) === standing)
      .map(({ post }) => post)
      .filter(isPost);
  const valid = new Set(held('valid'));
  const lapsed = new Set(held('lapsed').filter((post) => !valid.has(post)));
  const common = { account: person.account_id, posts: [...valid], lapsed: [...lapsed] };
  if (person.organisation_id === null || person.kind === null || person.region === null) {
    return { ...common, covers: nowhere };
  }
  return {
    ...common,
    organisation: person.organisation_id,
    kind: person.kind,
    covers: divisionRange(person.region),
    ...(person.level === null ? {} : { level: person.level }),
  };
}

/** The person as the database's row policies see them. */
export function scopeOf(person: IdentityRow, actor: Actor): Scope {
  const { kind, region } = person;
  const seesRegion = kind !== null && region !== null && kindsWithRegion.includes(kind);
  const seesAll = kind !== null && kindsWithAllDomains.includes(kind);
  return {
    account: person.account_id,
    organisation: person.organisation_id,
    party: kind === null ? 'public' : partyOfKind[kind],
    posts: actor.posts,
    region: seesRegion ? divisionRange(region) : nowhere,
    domains: seesRegion ? (seesAll ? allDomains : (person.domains ?? 0)) : 0,
  };
}

function isPost(text: string): text is Post {
  return Object.hasOwn(posts, text);
}
