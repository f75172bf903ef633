import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { certificateOf } from '#kernel/derive/certificate.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { Snapshot } from '#kernel/replay.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import type { Difference } from '../difference.ts';
import type { Replay } from '../expected-proceeding.ts';

/** A certificate as the register keeps it. */
export interface CertificateRow {
  proceeding_id: string;
  organisation_id: string;
  kind: CertificateFacts['kind'];
  number: string;
  classes: string[];
  issuer: string;
  until: PlainDate;
  state: string;
  since: PlainDate;
  spans: CertificateFacts['spans'];
}

/** Replays the certificate of a proceeding and compares it with the register. */
export function checkCertificate(
  { procedure, row, acts }: Replay,
  snapshot: Snapshot,
  stored: CertificateRow | undefined,
): Difference | undefined {
  const expected = certificateOf(procedure, row.organisation_id ?? '', snapshot.history);
  const said = text(expected);
  const kept = text(stored && factsOf(stored));
  if (said === kept) return undefined;
  return {
    check: 'proceedings',
    table: 'certificate',
    column: 'proceeding_id',
    proceeding: row.id,
    entry: acts.at(-1)!.entry,
    zh: `事项${row.id}（${row.title}）登记的证书为${kept}，由记录重放应为${said}。`,
    en: `the certificate of proceeding ${row.id} is ${kept}, its entries give ${said}`,
  };
}

function factsOf(row: CertificateRow): CertificateFacts {
  const { kind, number, classes, issuer, until, state, since, spans } = row;
  return {
    kind,
    holder: row.organisation_id,
    number,
    classes,
    issuer,
    until,
    state,
    since,
    spans,
  };
}

function text(certificate: CertificateFacts | undefined): string {
  return certificate === undefined ? '-' : canonicalJson(JSON.parse(JSON.stringify(certificate)));
}
