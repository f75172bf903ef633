import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Act, Procedure, Role } from '#kernel/definition.ts';
import { appliesOn } from '#kernel/law.ts';
import type { Post } from '#kernel/party.ts';
import { law } from '#law/all.ts';
import type { Me } from '#server/session/present.ts';

/** A way in which a person can open a proceeding. */
export interface Opening {
  readonly procedure: Procedure;
  readonly act: string;
  readonly title: string;
  /** The subject is the person's own organisation, because the role that opens is the subject's. */
  readonly isOwn: boolean;
}

/** What a person may open on a day, as far as kind, level and post tell; the server decides the rest. */
export function openable(me: Me, day: PlainDate): readonly Opening[] {
  return law.procedures
    .filter((procedure) => appliesOn(procedure, day))
    .flatMap((procedure) =>
      Object.entries(procedure.acts)
        .filter(([, act]) => act.from === undefined)
        .flatMap(([id, act]) => openingFor(me, procedure, id, act)),
    );
}

function openingFor(me: Me, procedure: Procedure, id: string, act: Act): Opening[] {
  const roles = act.by.flatMap((role) => procedure.roles[role] ?? []).filter(mayTake(me));
  const [first] = roles;
  if (first === undefined) return [];
  const isOwn = roles.every(({ fills }) => fills === 'subject');
  return [{ procedure, act: id, title: act.title, isOwn }];
}

function mayTake(me: Me) {
  const valid = me.posts.filter(({ standing }) => standing === 'valid').map(({ id }) => id as Post);
  return ({ kinds, posts, level, fills, sameAs, private: isPrivate }: Role): boolean => {
    const { organisation } = me;
    if (fills === 'named' || sameAs !== undefined) return false;
    if (isPrivate === true && organisation !== null) return false;
    if (kinds.length > 0 && (organisation === null || !kinds.includes(organisation.kind))) {
      return false;
    }
    if (posts !== undefined && !posts.some((post) => valid.includes(post))) return false;
    return level === undefined || organisation?.level?.id === level;
  };
}
