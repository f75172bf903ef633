import type { Procedure, Role } from '../definition.ts';
import { partyOfKind } from '../party.ts';
import type { Level, OrganisationKind, Party, Post } from '../party.ts';

/** Who may do one act in one role: the unit in which access is shown and tested. */
export interface AccessRow {
  readonly act: string;
  readonly actTitle: string;
  readonly role: string;
  readonly roleTitle: string;
  /** The parties whose organisations may fill the role; `public` for citizens. */
  readonly parties: readonly Party[];
  readonly kinds: readonly OrganisationKind[];
  /** Absent where any post of the organisation will do. */
  readonly posts?: readonly Post[];
  readonly level?: Level;
  readonly fills: Role['fills'];
  /** The role with whose organisation it sits. */
  readonly sameAs?: string;
  /** Acts that the same person must not have done. */
  readonly notBy: readonly string[];
}

/** Lists role × act × party of a procedure in the order of its acts. Whatever is not listed is refused. */
export function accessTable(procedure: Procedure): AccessRow[] {
  return Object.entries(procedure.acts).flatMap(([id, act]) =>
    act.by.flatMap((roleId) => {
      const role = procedure.roles[roleId];
      if (role === undefined) return [];
      const parties = role.kinds.map((kind) => partyOfKind[kind]);
      return {
        act: id,
        actTitle: act.title,
        role: roleId,
        roleTitle: role.title,
        parties: role.kinds.length === 0 ? ['public'] : [...new Set(parties)],
        kinds: role.kinds,
        ...(role.posts === undefined ? {} : { posts: role.posts }),
        ...(role.level === undefined ? {} : { level: role.level }),
        fills: role.fills,
        ...(role.sameAs === undefined ? {} : { sameAs: role.sameAs }),
        notBy: act.notBy ?? [],
      } satisfies AccessRow;
    }),
  );
}
