import type { Post } from '#kernel/party.ts';
import { organisations } from './firms.ts';
import { authorityStaff } from './people/authorities.ts';
import { enterpriseStaff } from './people/enterprises.ts';

/** A person of the demonstration world, in one post of one organisation. Every name is invented. */
export interface DemoPerson {
  /** Organisation, a dot and a short word for the post, e.g. `kangmu.director`, `kangmu.officer2`. */
  readonly login: string;
  readonly name: string;
  /** Id of the organisation in `world/firms.ts`. */
  readonly organisation: string;
  readonly post: Post;
}

/** Names of the people in each post of an organisation. */
export type Staff = Readonly<Partial<Record<Post, readonly string[]>>>;

/** Last part of a login; short, because people type it. */
const loginWords: Readonly<Record<Post, string>> = {
  principal: 'principal',
  'quality-safety-director': 'director',
  'quality-safety-officer': 'officer',
  leader: 'leader',
  'case-officer': 'case',
  reviewer: 'reviewer',
  publisher: 'publisher',
  sampler: 'sampler',
  'intake-officer': 'intake',
  'department-officer': 'officer',
  'local-officer': 'officer',
  'police-officer': 'officer',
  'laboratory-technician': 'technician',
  'authorised-signatory': 'signatory',
  administrator: 'administrator',
};

/** Everybody, in the order of the organisations. */
export const people: readonly DemoPerson[] = organisations.flatMap(({ id }) => {
  const staff = authorityStaff[id] ?? enterpriseStaff[id] ?? {};
  return Object.entries(staff).flatMap(([post, names]) =>
    names.map((name, at) => person(id, post as Post, name, at)),
  );
});

const byLogin = new Map(people.map((one) => [one.login, one]));

/**
 * Finds a person of the world by login.
 * @throws Error where nobody has it, because the world is ours and a wrong login is a bug.
 */
export function demoPerson(login: string): DemoPerson {
  const found = byLogin.get(login);
  if (!found) throw new Error(`nobody in the world signs in as ${login}`);
  return found;
}

/** @returns the people of an organisation, one post after the other. */
export function staffOf(organisation: string): readonly DemoPerson[] {
  return people.filter((one) => one.organisation === organisation);
}

function person(organisation: string, post: Post, name: string, at: number): DemoPerson {
  const number = at === 0 ? '' : String(at + 1);
  return { login: `${organisation}.${loginWords[post]}${number}`, name, organisation, post };
}
