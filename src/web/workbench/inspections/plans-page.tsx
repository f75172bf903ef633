import { Button } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { stages } from '#law/enterprise/inspection/form.ts';
import type { StandingPlan } from '#server/inspections/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { bookOf } from './entry/stage.ts';

/** Inspection plans that stand, each with the way to inspect a lot by it. */
export function PlansPage() {
  const router = useRouter();
  const list = useRead<{ plans: readonly StandingPlan[] }>('/api/inspections/plans');
  return (
    <Page
      title="产品检验"
      about="选择检验方案录入本批实测值：抽样方案和严格度由前面各批的结果得出，判定由实测值得出。"
      acts={
        <>
          <Button onClick={() => void router.navigate({ to: '/sampling-plans' })}>
            抽样方案计算
          </Button>
          <Button
            type="primary"
            onClick={() =>
              void router.navigate({ to: '/books/$book/new', params: { book: 'inspection-plan' } })
            }
          >
            编制检验方案
          </Button>
        </>
      }
    >
      <Panel flush>
        <Shown reading={list}>
          {({ plans }) =>
            plans.length === 0 ? (
              <Empty title="还没有检验方案">
                先编制检验方案，写明检验项目、方法、限值和抽样方式。
              </Empty>
            ) : (
              <DataTable
                caption="检验方案"
                rows={plans}
                rowKey={({ entry }) => entry}
                columns={[
                  {
                    title: '检验方案',
                    kind: 'main',
                    cell: ({ entry, title }) => (
                      <Link to="/entries/$id" params={{ id: entry }}>
                        {title}
                      </Link>
                    ),
                  },
                  { title: '编号', kind: 'code', cell: ({ number }) => number },
                  { title: '环节', kind: 'short', cell: ({ stage }) => stages[stage] },
                  { title: '产品', cell: ({ productName }) => productName },
                  { title: '抽样', cell: samplingText },
                  {
                    title: '项目',
                    isDetail: true,
                    cell: ({ items }) => items.map(({ item }) => item).join('、'),
                  },
                  {
                    title: '操作',
                    kind: 'short',
                    cell: ({ entry, stage }) => (
                      <span className="row-acts">
                        <Link to="/inspections/record" search={{ plan: entry } as never}>
                          录入检验
                        </Link>{' '}
                        <Link to="/books/$book" params={{ book: bookOf[stage] }}>
                          记录
                        </Link>
                      </span>
                    ),
                  },
                ]}
              />
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

function samplingText({ sampling, scheme, fixed }: StandingPlan): string {
  if (sampling === 'full') return '全数检验';
  if (sampling === 'fixed') return `每批${fixed?.size ?? 1}件`;
  return `水平${scheme?.level} AQL ${scheme?.aql}${scheme?.kind === 'double' ? ' 二次' : ''}`;
}
