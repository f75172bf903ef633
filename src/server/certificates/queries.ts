import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { CertificateFacts, CertificateKind } from '#kernel/derive/certificate.ts';
import type { Tx } from '#db/transaction.ts';

/** What narrows the register. */
export interface CertificateFilter {
  readonly q?: string | undefined;
  readonly kind?: CertificateKind | undefined;
  readonly productClass?: string | undefined;
  readonly standing?: 'valid' | 'invalid' | undefined;
  /** Valid today, and ends on or before this day. */
  readonly expiringBy?: PlainDate | undefined;
  readonly organisation?: string | undefined;
  readonly today: PlainDate;
  readonly limit: number;
  readonly offset: number;
}

/** A line of the register. */
export interface CertificateRow {
  proceeding_id: string;
  organisation_id: string;
  organisation_name: string | null;
  region_name: string | null;
  procedure: string;
  kind: CertificateKind;
  number: string;
  classes: string[];
  issuer: string;
  until: PlainDate;
  state: string;
  since: PlainDate;
  spans: CertificateFacts['spans'];
  opened_on: PlainDate | null;
  valid: boolean;
  total: number;
}

/** The certificates of the actor's own scope, or any by its whole number, first those that end next. */
export function listCertificates(tx: Tx, filter: CertificateFilter): Promise<CertificateRow[]> {
  const q = filter.q?.trim() ?? '';
  return tx.rows<CertificateRow>(selectList, [
    q,
    `%${q.replace(/[\\%_]/g, '\\$&')}%`,
    filter.kind ?? null,
    filter.productClass ?? null,
    filter.standing ?? null,
    filter.expiringBy ?? null,
    filter.organisation ?? null,
    filter.today,
    filter.limit,
    filter.offset,
  ]);
}

const selectList = `select c.*, coalesce(c.own_name, n.name) as organisation_name, r.name as region_name, p.opened_on
from (
  select c.*, o.name as own_name, count(*) over () as total
  from (select c.*, exists (select from jsonb_to_recordset(c.spans) as s ("from" date, "to" date)
      where $8::date between s."from" and s."to") as valid from certificate c) c
  left join organisation o on o.id = c.organisation_id and (o.id = my_organisation()
    or o.region between my_region_lo() and my_region_hi() and o.domains & my_domains() <> 0)
  where (o.id is not null or $1 <> '' and c.number = $1 or c.organisation_id = $7::uuid)
    and ($1 = '' or c.number like $2 or o.name like $2)
    and ($3::text is null or c.kind = $3) and ($4::text is null or $4 = any (c.classes))
    and ($5::text is null or c.valid = ($5 = 'valid'))
    and ($6::date is null or c.valid and c.until <= $6) and ($7::uuid is null or c.organisation_id = $7)
  order by c.until, c.number limit $9 offset $10) c
left join lateral (select * from named_organisations(array[c.organisation_id], null)) n on true
left join region r on r.code = n.region
left join proceeding p on p.id = c.proceeding_id
order by c.until, c.number`;
