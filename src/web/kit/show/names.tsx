import { createContext, use } from 'react';
import type { OrganisationSummary, PresentedPerson } from '#server/registry/present.ts';
import { useRead } from '../api/read.ts';

/** What is known of the ids in what is shown. */
export interface Known {
  /** Names of organisations and people by id, where they came along. */
  readonly names: Readonly<Record<string, string>>;
  /** The organisation whose people are likely to be named. */
  readonly organisation?: string;
}

/** Set by the page that shows something. */
export const Names = createContext<Known>({ names: {} });

/** The name of an organisation by its id. */
export function OrganisationName({ id }: { id: string }) {
  const known = use(Names).names[id];
  const { value } = useRead<OrganisationSummary>(
    known === undefined ? `/api/organisations/${id}` : undefined,
  );
  return <>{known ?? value?.name ?? '（不在您的管辖范围）'}</>;
}

/** The name of a person by the account's id: those that came along, and the people of the organisation at hand. */
export function PersonName({ id }: { id: string }) {
  const { names, organisation } = use(Names);
  const known = names[id];
  const { value } = useRead<{ people: readonly PresentedPerson[] }>(
    known === undefined ? '/api/people' : undefined,
    { organisation },
  );
  const found = value?.people.find(({ account }) => account === id)?.name;
  return <>{known ?? found ?? '（其他单位人员）'}</>;
}
