import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { CertificateFacts, CertificateKind } from '#kernel/derive/certificate.ts';
import type { Tx } from '#db/transaction.ts';

interface Row {
  organisation_id: string;
  kind: CertificateKind;
  number: string;
  classes: string[];
  issuer: string;
  until: PlainDate;
  state: string;
  since: PlainDate;
  spans: CertificateFacts['spans'];
}

/** The licences and certificates of organisations as rules read them, oldest end first; what the actor may see. */
export async function certificatesOf(
  tx: Tx,
  organisations: readonly (string | undefined)[],
): Promise<CertificateFacts[]> {
  const ids = [...new Set(organisations.filter((id) => id !== undefined))];
  if (ids.length === 0) return [];
  const rows = await tx.rows<Row>(
    `select organisation_id, kind, number, classes, issuer, until, state, since, spans
     from certificate where organisation_id = any ($1::uuid[]) order by until, number`,
    [ids],
  );
  return rows.map(({ organisation_id: holder, ...one }) => ({ ...one, holder }));
}
