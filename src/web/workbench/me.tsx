import { createContext, use } from 'react';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { Me } from '#server/session/present.ts';

/** Who is signed in; only below the shell. */
export const MeContext = createContext<Me | undefined>(undefined);

/** Who is signed in. @throws Error outside the shell, because nobody is there. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === undefined) throw new Error('nobody is signed in here');
  return me;
}

/** Whether the person holds one of the posts with a qualification that has not lapsed. */
export function holds(me: Me, posts: readonly Post[]): boolean {
  return me.posts.some(({ id, standing }) => standing === 'valid' && posts.includes(id as Post));
}

/** Whether the person's organisation is one of these kinds. */
export function isKind(me: Me, kinds: readonly OrganisationKind[]): boolean {
  return me.organisation !== null && kinds.includes(me.organisation.kind);
}

/** Organisations that watch over the duties of enterprises in a territory. */
export function watchesTerritory(me: Me): boolean {
  return isKind(me, ['market-regulator', 'industry-department', 'local-government', 'customs']);
}
