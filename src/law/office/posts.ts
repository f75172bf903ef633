import { posts } from '#kernel/party.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';

/** Posts of every office that takes part: who leads it and who looks after its accounts. */
const everywhere: readonly Post[] = ['leader', 'administrator'];
const atDesks: readonly Post[] = [...everywhere, 'case-officer', 'reviewer', 'intake-officer'];

/** What posts an office, a laboratory or an association may give to its people; firms appoint by Orders 75 and 76. */
export const officePosts = {
  'market-regulator': [...atDesks, 'publisher', 'sampler'],
  'industry-department': [...atDesks, 'department-officer'],
  customs: [...atDesks, 'department-officer'],
  police: [...atDesks, 'police-officer'],
  'local-government': [...atDesks, 'local-officer'],
  laboratory: [...everywhere, 'sampler', 'laboratory-technician', 'authorised-signatory'],
  association: everywhere,
} as const satisfies Partial<Record<OrganisationKind, readonly Post[]>>;

export type OfficeKind = keyof typeof officePosts;

/** The kinds of organisation that give these posts. */
export const officeKinds = Object.keys(officePosts) as readonly OfficeKind[];

/** All of these posts with their titles. */
export const officePostTitles: Readonly<Partial<Record<Post, string>>> = Object.fromEntries(
  [...new Set(Object.values(officePosts).flat())].map((post) => [post, posts[post]]),
);

/** What posts an organisation of a kind gives; none where it is a firm. */
export function postsOf(kind: OrganisationKind): readonly Post[] {
  return Object.hasOwn(officePosts, kind) ? officePosts[kind as OfficeKind] : [];
}
