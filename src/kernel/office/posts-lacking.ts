import type { Procedure, Role } from '../definition.ts';
import { posts } from '../party.ts';

/**
 * Which posts would do an act, where the actor sits in the right organisation without any of them; the end of a sentence.
 * @param mayAct whether the actor could act in a role as it is handed in.
 */
export function postsLacking(
  by: readonly string[],
  { roles }: Pick<Procedure, 'roles'>,
  mayAct: (id: string, role: Role) => boolean,
): string | undefined {
  for (const id of by) {
    const role = roles[id];
    if (role?.posts === undefined) continue;
    const { posts: allowed, ...anybody } = role;
    if (!mayAct(id, anybody)) continue;
    const titles = allowed.map((post) => posts[post]).join('、');
    return `由${role.title}的${titles}办理，您不担任这些岗位。`;
  }
  return undefined;
}
