import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { DueDay } from '../../kit/show/deadline.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { pageOf, useFilters } from '../search.ts';

/** A list of proceedings, narrowed by a query, with their state and next due day. */
export function ProceedingList({
  query,
  none = '没有事项',
  empty = '还没有相关事项。',
}: {
  query: Readonly<Record<string, string | undefined>>;
  /** That there is none, in the words of the page. */
  none?: string;
  /** What to do where there is none. */
  empty?: ReactNode;
}) {
  const [search, set] = useFilters();
  const page = pageOf(search);
  const list = useRead<{ proceedings: readonly ProceedingSummary[]; total: number }>(
    '/api/proceedings',
    { ...query, page },
  );
  return (
    <Panel flush>
      <Shown reading={list}>
        {({ proceedings, total }) =>
          proceedings.length === 0 ? (
            <Empty title={none}>{empty}</Empty>
          ) : (
            <>
              <DataTable
                caption="事项"
                rows={proceedings}
                rowKey={({ id }) => id}
                toneOf={({ due, closedAt }) =>
                  due?.overdue === true ? 'alarm' : closedAt === undefined ? undefined : 'quiet'
                }
                columns={[
                  {
                    title: '事项',
                    kind: 'main',
                    cell: ({ id, title, procedureTitle }) => (
                      <>
                        <Link to="/proceedings/$id" params={{ id }}>
                          {title}
                        </Link>
                        {procedureTitle !== title && (
                          <div className="muted small">{procedureTitle}</div>
                        )}
                      </>
                    ),
                  },
                  { title: '相关单位', cell: ({ subject }) => subject?.name ?? '—' },
                  {
                    title: '地区',
                    kind: 'short',
                    isDetail: true,
                    cell: ({ regionName }) => regionName,
                  },
                  {
                    title: '状态',
                    kind: 'short',
                    cell: ({ stateTitle, closedAt }) => (
                      <span className={`state-tag ${closedAt === undefined ? '' : 'done'}`}>
                        {stateTitle}
                      </span>
                    ),
                  },
                  { title: '登记', kind: 'code', cell: ({ openedAt }) => dayOf(openedAt) },
                  {
                    title: '最近到期',
                    kind: 'code',
                    cell: ({ due }) =>
                      due === undefined ? <span className="muted">—</span> : <DueDay {...due} />,
                  },
                ]}
              />
              <Pager
                page={page}
                total={total}
                unit="件"
                onPage={(next) => set({ page: String(next) })}
              />
            </>
          )
        }
      </Shown>
    </Panel>
  );
}
