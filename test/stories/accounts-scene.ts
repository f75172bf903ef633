import assert from 'node:assert/strict';
import { creditCodeCheckDigit } from '#kernel/credit-code.ts';
import { audit } from '#server/audit/audit.ts';
import type { PresentedNotice } from '#server/notices/present.ts';
import type { OrganisationDetail, OrganisationSummary } from '#server/registry/present.ts';
import type { Client } from '../client.ts';
import { seedOrganisation, seedPerson } from '../seed.ts';
import type { Service } from '../service.ts';

let numbers = 0;

/** A firm of 赣县区 as the regulator registers it, with a credit code of its own. */
export function firmOf(change: object = {}) {
  numbers += 1;
  const first17 = `91360704MAF${String(numbers).padStart(6, '0')}`;
  return {
    name: `赣县区江口${numbers}号水泥制品厂`,
    creditCode: first17 + creditCodeCheckDigit(first17),
    region: 360_704,
    business: 'producer',
    headcount: 30,
    productClasses: ['cement'],
    ...change,
  };
}

/** Registers a firm as the regulator does, without an account. @returns it with its id. */
export async function registered(inspector: Client, change: object = {}) {
  const firm = firmOf(change);
  const { status, body } = await inspector.post<{ id: string }>('/api/organisations', firm);
  assert.equal(status, 201, JSON.stringify(body));
  return { ...firm, id: body.id };
}

/** The firm's page. */
export async function detailOf(client: Client, id: string): Promise<OrganisationDetail> {
  return (await client.get<OrganisationDetail>(`/api/organisations/${id}`)).body;
}

/** Names of the list narrowed by a query. */
export async function listed(client: Client, query: string): Promise<string[]> {
  const { body } = await client.get<{ organisations: OrganisationSummary[] }>(
    `/api/organisations?${query}`,
  );
  return body.organisations.map(({ name }) => name);
}

/** What a person was told last. */
export async function lastNotice(client: Client): Promise<PresentedNotice | undefined> {
  return (await client.get<{ notices: PresentedNotice[] }>('/api/notices')).body.notices[0];
}

/** A market regulator of another county, signed in. */
export async function neighbourOf(service: Service): Promise<Client> {
  const { database } = service.context;
  const organisation = await seedOrganisation(database, {
    kind: 'market-regulator',
    name: '章贡区市场监督管理局',
    region: 360_702,
    level: 'county',
    departments: ['market-regulation'],
  });
  const next = { login: 'next', name: '邻局人', organisation, posts: ['case-officer'] as const };
  await seedPerson(database, next);
  return service.client().signIn('next');
}

/** The audit must find no difference. */
export async function isSound({ context }: Service): Promise<void> {
  const { database, law } = context;
  assert.equal((await audit(database, { law, now: context.now() })).difference, undefined);
}
