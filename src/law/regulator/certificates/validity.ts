import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { certificateKinds, validCertificate } from '#kernel/derive/certificate.ts';
import type { CertificateFacts, CertificateKind } from '#kernel/derive/certificate.ts';
import type { ClauseId } from '#kernel/clause.ts';
import type { ProductClassFacts } from '#kernel/organisation.ts';

/** What the product is about to be done with. */
export type Deed = 'make' | 'sell';

/** Why a product may not be made or sold: a sentence that says what to do, and the clauses. */
export interface Lack {
  readonly kind: CertificateKind;
  readonly sentence: string;
  readonly basis: readonly ClauseId[];
}

const deeds = { make: '生产', sell: '出厂、销售' } as const;

/** The clauses that forbid it; the second one is what it costs. */
const clauses: Readonly<Record<CertificateKind, Record<Deed, readonly ClauseId[]>>> = {
  licence: {
    make: ['licence-regulation/5', 'licence-regulation/45'],
    sell: ['licence-regulation/5', 'licence-regulation/48'],
  },
  ccc: {
    // Certification law knows no ban on making, only on what leaves the works.
    make: ['certification-regulation/66'],
    sell: ['certification-regulation/66'],
  },
};

/**
 * Says whether a product lacks a valid licence or certificate on a day (regulation on licences 5, 45, 48; certification
 * order 29, 51; certification regulation 66). Serves the release of products, the laboratory's check and the register.
 * @param product the class as the catalogue in force on that day has it.
 * @param certificates of the producer.
 * @returns one for each kind that is needed and not there; empty where nothing stands in the way.
 */
export function certificateLacks(
  product: Pick<ProductClassFacts, 'id' | 'title' | 'licence' | 'ccc'>,
  certificates: readonly CertificateFacts[],
  day: PlainDate,
  deed: Deed,
): readonly Lack[] {
  const needed: CertificateKind[] = [
    ...(product.licence ? (['licence'] as const) : []),
    ...(product.ccc && deed === 'sell' ? (['ccc'] as const) : []),
  ];
  return needed
    .filter((kind) => validCertificate(certificates, kind, product.id, day) === undefined)
    .map((kind) => lackOf(kind, product, certificates, day, deed));
}

function lackOf(
  kind: CertificateKind,
  product: Pick<ProductClassFacts, 'id' | 'title'>,
  certificates: readonly CertificateFacts[],
  day: PlainDate,
  deed: Deed,
): Lack {
  const known = certificates.findLast(
    (one) => one.kind === kind && one.classes.includes(product.id),
  );
  const why = known === undefined ? '在平台没有登记有效的证书' : standing(known, day);
  const isEnded = kind === 'ccc' && known !== undefined && known.until >= day;
  const basis: readonly ClauseId[] = isEnded
    ? ['ccc-order/29', 'ccc-order/51']
    : clauses[kind][deed];
  const sentence = `“${product.title}”须有${certificateKinds[kind]}，本单位${why}，${day}不得${deeds[deed]}。`;
  return { kind, sentence, basis };
}

function standing({ number, until, spans }: CertificateFacts, day: PlainDate): string {
  if (until < day) return `的证书${number}已于${until}届满`;
  return spans.length === 0
    ? `的证书${number}尚未核实`
    : `的证书${number}在该日已暂停、失效或者尚未生效`;
}
