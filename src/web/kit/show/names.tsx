import { createContext, use } from 'react';
import type { LotDetail } from '#server/lots/present.ts';
import type { OrganisationSummary } from '#server/registry/present.ts';
import { useRead } from '../api/read.ts';

/** Names of organisations and people by id, as the server sent them with what is shown. */
export type Known = Readonly<Record<string, string>>;

/** Set by the page that shows something. */
export const Names = createContext<Known>({});

/** The name of an organisation by its id; one that did not come along, e.g. one just picked, is asked for. */
export function OrganisationName({ id }: { id: string }) {
  const known = use(Names)[id];
  const { value } = useRead<OrganisationSummary>(
    known === undefined ? `/api/organisations/${id}` : undefined,
  );
  return <>{known ?? value?.name ?? '（名称不公开）'}</>;
}

/** The name of a person by the account's id. Who did not come along may not be known to the reader. */
export function PersonName({ id }: { id: string }) {
  return <>{use(Names)[id] ?? '（姓名不公开）'}</>;
}

/** A lot by its id: what it is, its number, its day; one just picked is asked for. */
export function LotName({ id }: { id: string }) {
  const known = use(Names)[id];
  const { value } = useRead<LotDetail>(known === undefined ? `/api/lots/${id}` : undefined);
  return <>{known ?? (value === undefined ? '（批次不公开）' : nameOf(value))}</>;
}

/** A proceeding by its id, as a link to the page that shows its kind; one that the reader doesn't see has no name. */
export function ProceedingLink({ id, procedure }: { id: string; procedure: string }) {
  const name = use(Names)[id];
  return (
    <a href={`/app/${pages[procedure] ?? 'proceedings'}/${id}`}>{name ?? '查看所引用的事项'}</a>
  );
}

/** Kinds of proceedings that have a page of their own. */
const pages: Readonly<Record<string, string>> = {
  'product-file': 'products',
  'random-draw': 'draws',
};

function nameOf({ lot: { product, model, number } }: LotDetail): string {
  return [product, model, `批号${number}`].filter(Boolean).join(' ');
}
