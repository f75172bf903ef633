import { Link } from '@tanstack/react-router';
import type { PresentedCertificate } from '#server/certificates/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { dayText } from '../../kit/show/words.ts';

/** Certificates as a list; `holders` leaves the holder out where it is the page's own. */
export function CertificateTable({
  certificates,
  holders = true,
}: {
  certificates: readonly PresentedCertificate[];
  holders?: boolean;
}) {
  return (
    <DataTable
      caption="许可证和认证证书"
      rows={certificates}
      rowKey={({ proceeding }) => proceeding}
      columns={[
        {
          title: '证书编号',
          kind: 'main',
          cell: (one) =>
            one.opens ? (
              <Link to="/proceedings/$id" params={{ id: one.proceeding }}>
                {one.number}
              </Link>
            ) : (
              one.number
            ),
        },
        { title: '类型', kind: 'short', cell: ({ kind }) => kindTitles[kind] },
        ...(holders
          ? [
              {
                title: '持证企业',
                cell: (one: PresentedCertificate) => (
                  <>
                    {one.holder.name} <span className="muted">{one.holder.region}</span>
                  </>
                ),
              },
            ]
          : []),
        {
          title: '产品类别',
          cell: ({ classes }) => classes.map(({ title }) => title).join('、') || '—',
        },
        { title: '发证机关（机构）', isDetail: true, cell: ({ issuer }) => issuer },
        {
          title: '有效期至',
          kind: 'code',
          cell: (one) => (
            <>
              {dayText(one.until)}
              {one.valid && one.daysLeft <= 180 && (
                <>
                  <br />
                  <span className={one.daysLeft <= 30 ? 'state-tag late' : 'muted'}>
                    还剩{one.daysLeft}天
                  </span>
                </>
              )}
            </>
          ),
        },
        {
          title: '状态',
          kind: 'short',
          cell: (one) => (
            <span className={`state-tag ${one.valid ? 'done' : toneOf(one)}`}>
              {one.stateTitle}
            </span>
          ),
        },
      ]}
    />
  );
}

const kindTitles = { licence: '生产许可证', ccc: 'CCC认证' } as const;

/** What waits is not what is lost. */
function toneOf({ state }: PresentedCertificate): string {
  return state === 'claimed' ? 'todo' : 'missing';
}
