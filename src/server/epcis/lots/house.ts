import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { ProductClassFacts } from '#kernel/organisation.ts';
import { articleNumber } from '#kernel/product/life.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import type { Tx } from '#db/transaction.ts';
import { certificatesOf } from '../../reading/certificates.ts';
import { organisationFacts } from '../../reading/organisation-facts.ts';
import { presentProductFacts } from '../../reading/products.ts';
import type { ProductRow } from '../../reading/products.ts';

/** What is known of the house whose documents are taken over, once for each job. */
export interface House {
  readonly id: string;
  /** Its products that bear a bar code, by the number of 14 digits. */
  readonly products: ReadonlyMap<string, readonly ProductFacts[]>;
  /** What it deals in on the day, and its certificates: the gate asks for them. */
  readonly productClasses: readonly ProductClassFacts[];
  readonly certificates: readonly CertificateFacts[];
  /** Whether it has anything to do with the register: products on file with a bar code, or lots. */
  readonly isInRegister: boolean;
  /** Whether it holds lots that bear no link and are known by their numbers. */
  readonly hasUnlinked: boolean;
}

/** Reads it. @param day on which the document was handed in. */
export async function readHouse(tx: Tx, id: string, day: PlainDate): Promise<House> {
  const [rows, [held], organisation, certificates] = await Promise.all([
    tx.rows<ProductRow>(`select * from product where organisation_id = $1 and code <> ''`, [id]),
    tx.rows<{ any: boolean; unlinked: boolean }>(selectHeld, [id]),
    organisationFacts(tx, id, day),
    certificatesOf(tx, [id]),
  ]);
  const products = Map.groupBy(rows.map(presentProductFacts), ({ code }) => articleNumber(code));
  return {
    id,
    products,
    productClasses: organisation?.facts.productClasses ?? [],
    certificates,
    isInRegister: products.size > 0 || held?.any === true,
    hasUnlinked: held?.unlinked === true,
  };
}

const selectHeld = `select exists (select from holding h where h.organisation_id = $1) as any,
  exists (select from holding h join lot l on l.seq = h.lot where h.organisation_id = $1 and l.identifier is null)
    as unlinked`;
