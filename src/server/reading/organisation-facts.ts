import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { OrganisationFacts, ProductClassFacts } from '#kernel/organisation.ts';
import type { Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';
import type { Organisation } from '#db/types.ts';

/** An organisation as the rules see it, with the scope values that its entries carry. */
export interface LoadedOrganisation {
  readonly facts: OrganisationFacts;
  readonly domains: number;
}

interface Row extends Pick<
  Organisation,
  'id' | 'kind' | 'name' | 'region' | 'domains' | 'business' | 'headcount' | 'revenue_yuan'
> {
  classes: ProductClassFacts[] | null;
  posts: Post[] | null;
}

/** Loads what the rules may know of an organisation on a day; undefined where it is outside the actor's scope. */
export async function organisationFacts(
  tx: Tx,
  id: string,
  today: PlainDate,
): Promise<LoadedOrganisation | undefined> {
  const [row] = await tx.rows<Row>(selectFacts, [id, today]);
  return row === undefined ? undefined : { facts: presentFacts(row), domains: row.domains };
}

/** The same for whom a case is about, also outside the actor's scope; for decisions, never to be shown. */
export async function subjectFacts(
  tx: Tx,
  id: string,
  today: PlainDate,
): Promise<LoadedOrganisation | undefined> {
  const [row] = await tx.rows<Row>('select * from subject_facts($1, $2)', [id, today]);
  return row === undefined ? undefined : { facts: presentFacts(row), domains: row.domains };
}

/** Turns a row of the select list below into facts; shared with the nightly roll-over. */
export function presentFacts(row: Row): OrganisationFacts {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    region: row.region,
    productClasses: row.classes ?? [],
    filledPosts: row.posts ?? [],
    ...(row.business === null || row.business === undefined ? {} : { business: row.business }),
    ...(row.headcount === null ? {} : { headcount: row.headcount }),
    ...(row.revenue_yuan === null ? {} : { revenueYuan: row.revenue_yuan }),
  };
}

/** Columns of facts, `$2` being the day. */
export const factColumns = `o.id, o.kind, o.name, o.region, o.domains, o.business, o.headcount, o.revenue_yuan,
  (select json_agg(json_build_object('id', c.id, 'title', c.title, 'licence', c.licence, 'ccc', c.ccc,
      'mandatoryStandard', c.mandatory_standard, 'risk', c.risk) order by c.id)
    from organisation_product p join product_class c on c.id = p.class_id where p.organisation_id = o.id) as classes,
  (select json_agg(distinct a.post) from appointment a where a.organisation_id = o.id and a.from_day <= $2
    and (a.until_day is null or a.until_day >= $2) and (a.ended_on is null or a.ended_on > $2)
    and (a.qualified_until is null or a.qualified_until >= $2)) as posts`;

const selectFacts = `select ${factColumns} from organisation o where o.id = $1`;
