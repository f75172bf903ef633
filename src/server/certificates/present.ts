import { daysBetween } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { certificateKinds } from '#kernel/derive/certificate.ts';
import type { CertificateKind } from '#kernel/derive/certificate.ts';
import type { ClauseIndex } from '#kernel/clause.ts';
import type { Law } from '#kernel/law.ts';
import { findProductClass } from '#law/product-classes.ts';
import type { Lack } from '#law/regulator/certificates/validity.ts';
import { presentCitation } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { CertificateRow } from './queries.ts';

/** A licence or certificate of the register. */
export interface PresentedCertificate {
  readonly proceeding: string;
  /** False where the reader sees the certificate and not its case. */
  readonly opens: boolean;
  readonly kind: CertificateKind;
  readonly kindTitle: string;
  readonly number: string;
  readonly holder: { readonly id: string; readonly name: string; readonly region: string };
  readonly classes: readonly { readonly id: string; readonly title: string }[];
  readonly issuer: string;
  readonly validFrom?: PlainDate;
  readonly until: PlainDate;
  readonly state: string;
  readonly stateTitle: string;
  readonly since: PlainDate;
  /** Whether it can be relied on today. */
  readonly valid: boolean;
  /** Days until its end; negative where that is over. */
  readonly daysLeft: number;
}

/** What an organisation holds, and what it would need and does not. */
export interface OrganisationCertificates {
  readonly certificates: readonly PresentedCertificate[];
  readonly lacks: readonly { readonly sentence: string; readonly basis: Problem['basis'] }[];
}

/** Presents a line of the register. */
export function presentCertificate(
  row: CertificateRow,
  law: Law,
  today: PlainDate,
): PresentedCertificate {
  const procedure = law.procedure(row.procedure, row.opened_on ?? row.since);
  const isExpired = row.until < today && !row.valid && row.state === 'valid';
  const validFrom = row.spans[0]?.from;
  return {
    proceeding: row.proceeding_id,
    opens: row.opened_on !== null,
    kind: row.kind,
    kindTitle: certificateKinds[row.kind],
    number: row.number,
    holder: {
      id: row.organisation_id,
      name: row.organisation_name ?? '',
      region: row.region_name ?? '',
    },
    classes: row.classes.map((id) => ({ id, title: findProductClass(id)?.title ?? id })),
    issuer: row.issuer,
    ...(validFrom === undefined ? {} : { validFrom }),
    until: row.until,
    state: row.state,
    stateTitle: isExpired ? '已届满' : (procedure?.states[row.state]?.title ?? row.state),
    since: row.since,
    valid: row.valid,
    daysLeft: daysBetween(today, row.until),
  };
}

/** Presents why something may not be made or sold. */
export function presentLack({ sentence, basis }: Lack, clauses: ClauseIndex) {
  return {
    sentence,
    basis: basis
      .map((id) => clauses.find(id))
      .filter((found) => found !== undefined)
      .map(presentCitation),
  };
}

/** The register as a table. */
export function certificateTable(list: readonly PresentedCertificate[]): ExportTable {
  return {
    sheet: '许可证和认证证书登记簿',
    columns: [
      { title: '持证企业', key: 'holder', width: 32 },
      { title: '所在地', key: 'region' },
      { title: '证书类型', key: 'kind' },
      { title: '证书编号', key: 'number', width: 24 },
      { title: '产品类别', key: 'classes', width: 28 },
      { title: '发证机关（机构）', key: 'issuer', width: 24 },
      { title: '起始日期', key: 'from', type: 'date' },
      { title: '有效期至', key: 'until', type: 'date' },
      { title: '状态', key: 'state' },
      { title: '今日有效', key: 'valid' },
    ],
    rows: list.map((one) => ({
      holder: one.holder.name,
      region: one.holder.region,
      kind: one.kindTitle,
      number: one.number,
      classes: one.classes.map(({ title }) => title).join('、'),
      issuer: one.issuer,
      from: one.validFrom ?? '',
      until: one.until,
      state: one.stateTitle,
      valid: one.valid,
    })),
  };
}
