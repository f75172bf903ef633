import { randomUUID } from 'node:crypto';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Database } from '#db/connect.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { hashPassword } from '#server/session/proof/password.ts';
import { organisationDomains, organisations } from './firms.ts';
import { people } from './people.ts';
import type { Cast } from './stage.ts';

/** Posts that an enterprise fills by an appointment of its own; everybody else is in post from the first day. */
const appointedByAct = ['quality-safety-director', 'quality-safety-officer'];

/**
 * Registers the invented organisations and their people, all with one password. What enterprises do themselves
 * (appointing officers and directors) is left to the play.
 */
export async function registerCast(
  database: Database,
  password: string,
  from: PlainDate,
  now: Instant,
): Promise<Cast> {
  const ids = new Map(organisations.map(({ id }) => [id, newEntryId(now)]));
  const accounts = new Map(
    people.map(({ login, organisation }) => [
      login,
      { id: randomUUID(), organisation: ids.get(organisation)! },
    ]),
  );
  const hash = await hashPassword(password);
  await database.asSystem('import', async (tx) => {
    await tx.rows(insertOrganisations, [JSON.stringify(organisationRows(ids)), from]);
    await tx.rows(insertProducts, [
      JSON.stringify(
        organisations.flatMap(({ id, productClasses }) =>
          productClasses.map((classId) => ({ id: ids.get(id), class_id: classId })),
        ),
      ),
    ]);
    const accountRows = people.map(({ login, name }) => ({ login, name, ...accounts.get(login) }));
    await tx.rows(insertAccounts, [JSON.stringify(accountRows), hash, now]);
    const inPost = people
      .filter(({ post }) => !appointedByAct.includes(post))
      .map(({ login, post }) => ({ ...accounts.get(login), post, appointment: randomUUID() }));
    await tx.rows(insertAppointments, [JSON.stringify(inPost), from]);
  });
  return { accounts, organisations: ids };
}

function organisationRows(ids: ReadonlyMap<string, string>) {
  return organisations.map((one) => ({
    id: ids.get(one.id),
    kind: one.kind,
    name: one.name,
    credit_code: one.creditCode,
    region: one.region,
    level: one.level ?? null,
    business: one.business ?? null,
    headcount: one.headcount ?? null,
    revenue_yuan: one.revenueYuan ?? null,
    address: one.address,
    phone: one.phone,
    domains: organisationDomains(one),
  }));
}

// Registered before the first day of the play, whose time is not the machine's.
const insertOrganisations = `insert into organisation (id, kind, name, credit_code, region, level, business, headcount,
  revenue_yuan, address, phone, domains, confirmed_on, created_at)
select id, kind, name, credit_code, region, level, business, headcount, revenue_yuan, address, phone, domains, $2::date,
  $2::date - 1
from jsonb_to_recordset($1::jsonb) as r (id uuid, kind text, name text, credit_code text, region int, level text,
  business text, headcount int, revenue_yuan bigint, address text, phone text, domains int)`;

const insertProducts = `insert into organisation_product (organisation_id, class_id)
  select id, class_id from jsonb_to_recordset($1::jsonb) as r (id uuid, class_id text)`;

const insertAccounts = `insert into account (id, login, name, organisation_id, password_hash, created_at)
  select id, login, name, organisation, $2, $3
  from jsonb_to_recordset($1::jsonb) as r (id uuid, login text, name text, organisation uuid)`;

const insertAppointments = `insert into appointment (id, account_id, organisation_id, post, from_day)
  select appointment, id, organisation, post, $2
  from jsonb_to_recordset($1::jsonb) as r (id uuid, organisation uuid, post text, appointment uuid)`;
