import { certificateOf } from '#kernel/derive/certificate.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { PastAct } from '#kernel/facts.ts';
import type { Tx } from '#db/transaction.ts';

/** Writes the certificate that a proceeding is the life of, for the register and for the rules of others. */
export async function projectCertificate(
  tx: Tx,
  procedure: Procedure,
  place: { readonly id: string; readonly organisation: string | undefined },
  history: readonly PastAct[],
): Promise<void> {
  if (procedure.certifies === undefined || place.organisation === undefined) return;
  const certificate = certificateOf(procedure, place.organisation, history);
  if (certificate === undefined) return;
  const { kind, number, classes, issuer, until, state, since, spans } = certificate;
  await tx.rows(upsert, [
    place.id,
    place.organisation,
    procedure.id,
    kind,
    number,
    classes,
    issuer,
    until,
    state,
    since,
    JSON.stringify(spans),
  ]);
}

const upsert = `insert into certificate (proceeding_id, organisation_id, procedure, kind, number, classes, issuer, until,
  state, since, spans) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb)
  on conflict (proceeding_id) do update set number = excluded.number, classes = excluded.classes,
    issuer = excluded.issuer, until = excluded.until, state = excluded.state, since = excluded.since,
    spans = excluded.spans`;
