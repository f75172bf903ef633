import { createContext, use } from 'react';
import type { OrganisationSummary, PresentedPerson } from '#server/registry/present.ts';
import { useRead } from '../api/read.ts';

/** Names that came with what is shown: organisations and people by id. */
export const Names = createContext<Readonly<Record<string, string>>>({});

/** The name of an organisation by its id. */
export function OrganisationName({ id }: { id: string }) {
  const known = use(Names)[id];
  const { value } = useRead<OrganisationSummary>(
    known === undefined ? `/api/organisations/${id}` : undefined,
  );
  return <>{known ?? value?.name ?? '（不在您的管辖范围）'}</>;
}

/** The name of a person by the account's id: those that came along, and the reader's own colleagues. */
export function PersonName({ id }: { id: string }) {
  const known = use(Names)[id];
  const { value } = useRead<{ people: readonly PresentedPerson[] }>(
    known === undefined ? '/api/people' : undefined,
  );
  const colleague = value?.people.find(({ account }) => account === id)?.name;
  return <>{known ?? colleague ?? '（其他单位人员）'}</>;
}
