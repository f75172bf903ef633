import { addDays, dayOf } from '../calendar/plain-date.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Procedure } from '../definition.ts';
import type { PastAct } from '../facts.ts';
import type { JsonObject } from '../json.ts';
import { statesAlong } from '../replay.ts';

/** Papers without which a product may not be made or sold. */
export const certificateKinds = {
  licence: '工业产品生产许可证',
  ccc: '强制性产品认证证书',
} as const;
export type CertificateKind = keyof typeof certificateKinds;

/** Says that a proceeding of a procedure is the life of one certificate, and which fields of its acts describe it. */
export interface CertificateRule {
  readonly kind: CertificateKind;
  /** States in which the certificate may be relied on. */
  readonly validIn: readonly string[];
  /** States in which something is proposed about it and not decided: it may be relied on as in the state before. */
  readonly asBeforeIn?: readonly string[];
  /** Names of form fields; an act that fills one replaces what an earlier act said. */
  readonly fields: {
    readonly number: string;
    /** One product class or several. */
    readonly classes: string;
    /** First day on which it was valid. */
    readonly from: string;
    /** Last day on which it is valid. */
    readonly until: string;
    readonly issuer: string;
  };
}

/** A certificate as the acts about it give it. */
export interface CertificateFacts {
  readonly kind: CertificateKind;
  /** The organisation that holds it. */
  readonly holder: string;
  readonly number: string;
  readonly classes: readonly string[];
  readonly issuer: string;
  /** The day written on it. */
  readonly until: PlainDate;
  readonly state: string;
  /** Day since which it is in this state. */
  readonly since: PlainDate;
  /** Days on which it could be relied on, first and last included, in order and without overlap. */
  readonly spans: readonly { readonly from: PlainDate; readonly to: PlainDate }[];
}

/**
 * Replays a certificate from the acts of its proceeding. The day of a suspension or of an end is itself not valid, the
 * day of a restoration is; what was renewed only after it had expired has a gap.
 * @param history acts oldest first.
 * @returns undefined where the procedure certifies nothing or the acts don't describe a certificate yet.
 */
export function certificateOf(
  procedure: Procedure,
  holder: string,
  history: readonly PastAct[],
): CertificateFacts | undefined {
  const rule = procedure.certifies;
  if (rule === undefined) return undefined;
  const said: Record<string, JsonObject[string] | undefined> = {};
  const spans: { from: PlainDate; to: PlainDate }[] = [];
  let open: PlainDate | undefined;
  let state = '';
  let since = '';
  let wasValid = false;
  let holds = false;
  const close = (last: PlainDate) => {
    const to = last < text(said['until']) ? last : text(said['until']);
    if (open !== undefined && open <= to) spans.push({ from: open, to });
    open = undefined;
  };
  const states = statesAlong(procedure, history);
  for (const [index, past] of history.entries()) {
    const day = dayOf(past.at);
    const next = states[index] ?? state;
    if (open !== undefined && text(said['until']) < day) close(day);
    for (const [name, field] of Object.entries(rule.fields)) {
      if (past.input[field] !== undefined) said[name] = past.input[field];
    }
    holds = rule.asBeforeIn?.includes(next) ? holds : rule.validIn.includes(next);
    if (holds && open === undefined) {
      // Whoever enters an old certificate says since when it is valid; what is restored is so from that day only.
      open = wasValid ? day : text(said['from']);
      wasValid = true;
    }
    if (!holds && open !== undefined) close(addDays(day, -1));
    if (next !== state) [state, since] = [next, day];
  }
  if (open !== undefined) close(text(said['until']));
  if (typeof said['number'] !== 'string') return undefined;
  return {
    kind: rule.kind,
    holder,
    number: said['number'],
    classes: [said['classes'] ?? []].flat().filter((one) => typeof one === 'string'),
    issuer: text(said['issuer']),
    until: text(said['until']),
    state,
    since,
    spans,
  };
}

/** Whether a certificate may be relied on, on a day. */
export function isValidOn(certificate: CertificateFacts, day: PlainDate): boolean {
  return certificate.spans.some(({ from, to }) => from <= day && day <= to);
}

/** The certificate of a kind that covers a class of products on a day; undefined where none does. */
export function validCertificate(
  certificates: readonly CertificateFacts[],
  kind: CertificateKind,
  productClass: string,
  day: PlainDate,
): CertificateFacts | undefined {
  return certificates.find(
    (one) => one.kind === kind && one.classes.includes(productClass) && isValidOn(one, day),
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
