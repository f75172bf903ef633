import type { Database } from '#db/connect.ts';
import { domainMask } from '#law/departments.ts';
import { divisions } from '#law/divisions.ts';
import { productClasses } from '#law/product-classes.ts';

/** Brings divisions and product classes in the database up to date with the law's data. Can be repeated. */
export async function writeReference(database: Database): Promise<void> {
  const regions = divisions.map(({ code, name, level, parent }) => ({ code, name, level, parent }));
  const classes = productClasses.map((one) => ({
    id: one.id,
    title: one.title,
    group: one.group,
    licence: one.licence,
    ccc: one.ccc,
    // Not known counts as not: a duty must not rest on a guess.
    mandatory_standard: one.mandatoryStandard === true,
    risk: one.risk,
    domains: domainMask(one.departments),
  }));
  await database.asSystem('import', async (tx) => {
    await tx.rows(upsertRegions, [JSON.stringify(regions)]);
    await tx.rows(upsertClasses, [JSON.stringify(classes)]);
  });
}

const upsertRegions = `insert into region (code, name, level, parent)
  select code, name, level, parent from jsonb_to_recordset($1::jsonb) as r (code int, name text, level text, parent int)
  on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent
  where (region.name, region.level) is distinct from (excluded.name, excluded.level)`;

const upsertClasses = `insert into product_class
  select * from jsonb_populate_recordset(null::product_class, $1::jsonb)
  on conflict (id) do update set title = excluded.title, "group" = excluded."group", licence = excluded.licence,
    ccc = excluded.ccc, mandatory_standard = excluded.mandatory_standard, risk = excluded.risk, domains = excluded.domains`;
