import type { Procedure } from '../definition.ts';

/** Roles in which whoever was replaced in another one goes on sitting. */
export function formerRoles({ roles }: Pick<Procedure, 'roles'>): readonly string[] {
  return Object.values(roles).flatMap(({ formerly }) => formerly ?? []);
}
