import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { DueDay } from '../../kit/show/deadline.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { LinkButton } from '../link-button.tsx';
import { holds, isKind, useMe } from '../me.tsx';
import { pageOf, useFilters } from '../search.ts';

/** Draws of objects and inspectors in which the reader has a part. */
export function ListPage() {
  const me = useMe();
  const [search, set] = useFilters();
  const page = pageOf(search);
  const list = useRead<{ proceedings: readonly ProceedingSummary[]; total: number }>(
    '/api/proceedings',
    { procedure: 'random-draw', page },
  );
  const mayOpen = isKind(me, ['market-regulator']) && holds(me, ['case-officer', 'publisher']);
  return (
    <Page
      title="双随机抽取"
      about="先锁定名录库，再公布当时谁也不知道的随机源；抽取、回避、递补、重抽各留记录，检查后公开供任何人重算。"
      acts={
        <>
          <Button href="/draws" target="_blank">
            公示页面
          </Button>
          {mayOpen && (
            <LinkButton to="/draws/new" isPrimary>
              新建抽取
            </LinkButton>
          )}
        </>
      }
    >
      <Panel flush>
        <Shown reading={list}>
          {({ proceedings, total }) =>
            proceedings.length === 0 ? (
              <Empty title="还没有双随机抽取">
                {mayOpen
                  ? '点击“新建抽取”，由名录生成名录库。'
                  : '轮到您监督或者检查的抽取会出现在这里。'}
              </Empty>
            ) : (
              <>
                <DataTable
                  caption="双随机抽取"
                  rows={proceedings}
                  rowKey={({ id }) => id}
                  columns={[
                    {
                      title: '任务',
                      kind: 'main',
                      cell: ({ id, title }) => (
                        <Link to="/draws/$id" params={{ id }}>
                          {title}
                        </Link>
                      ),
                    },
                    { title: '地区', kind: 'short', isDetail: true, cell: (row) => row.regionName },
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
                      title: '公开期限',
                      kind: 'code',
                      cell: ({ due }) =>
                        due === undefined ? (
                          <span className="muted">—</span>
                        ) : (
                          <DueDay day={due.day} overdue={due.overdue} certain={due.certain} />
                        ),
                    },
                  ]}
                />
                <Pager
                  page={page}
                  total={total}
                  unit="次"
                  onPage={(to) => set({ page: String(to) })}
                />
              </>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}
