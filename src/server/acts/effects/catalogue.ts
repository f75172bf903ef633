import type { Effect } from '#kernel/effect.ts';
import type { Tx } from '#db/transaction.ts';

/**
 * Writes an edition of the key product catalogue: its lines, and what holds for each product class from its first day.
 * A class that the edition no longer names falls back to what it is without any catalogue.
 */
export async function writeCatalogue(
  tx: Tx,
  edition: Extract<Effect, { do: 'catalogue' }>,
  entry: string,
): Promise<void> {
  const { year, from } = edition;
  const items = edition.items.map((item, index) => ({
    line: index + 1,
    group: item.group,
    product: item.product,
    class_id: item.classId ?? null,
    licence: item.licence,
    ccc: item.ccc,
    special: item.special ?? '',
    risk: item.risk,
  }));
  const rows = JSON.stringify(items);
  await tx.rows(insertItems, [rows, from, year, entry]);
  await tx.rows(insertVersions, [rows, from]);
}

const insertItems = `insert into catalogue_item (from_day, line, year, "group", product, class_id, licence, ccc, special,
  risk, entry_id)
select $2, r.line, $3, r."group", r.product, r.class_id, r.licence, r.ccc, r.special, r.risk, $4
from jsonb_to_recordset($1::jsonb) as r (line int, "group" text, product text, class_id text, licence boolean,
  ccc boolean, special text, risk text)`;

// Several products may stand for one class: the strictest of them counts.
const insertVersions = `insert into product_class_version (class_id, from_day, licence, ccc, mandatory_standard, risk)
select c.id, $2, coalesce(r.licence, c.licence), coalesce(r.ccc, c.ccc), c.mandatory_standard or coalesce(r.ccc, false),
  coalesce((array['high', 'medium', 'low'])[r.risk], c.risk)
from product_class c
left join (select x.class_id, bool_or(x.licence) as licence, bool_or(x.ccc) as ccc,
    min(array_position(array['high', 'medium', 'low'], x.risk)) as risk
  from jsonb_to_recordset($1::jsonb) as x (class_id text, licence boolean, ccc boolean, risk text)
  where x.class_id is not null group by 1) r on r.class_id = c.id
where r.class_id is not null or exists (select from product_class_version v where v.class_id = c.id)`;
