import { Link } from '@tanstack/react-router';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { yuanText } from '../../kit/show/words.ts';
import { LinkButton } from '../link-button.tsx';
import { planOf, rulesOf } from './records.ts';

/** Plans and published rules of the own office, the latest edition of each first. */
export function PlansPage() {
  const plans = useRead<{ records: readonly PresentedEntry[] }>(
    '/api/books/spot-check-plan/records',
  );
  const rules = useRead<{ records: readonly PresentedEntry[] }>(
    '/api/books/spot-check-rules/records',
  );
  // Read beside the list: a list without its marks is better than none.
  const { value: shifted } = useRead<{ plans: readonly string[] }>(
    '/api/spot-checks/plans/shifted',
  );
  return (
    <Page
      title="监督抽查计划"
      about="年度计划、实施细则和任务分配；进度由各次抽查自动汇总。"
      acts={
        <>
          <LinkButton to="/books/$book/new" params={{ book: 'spot-check-rules' }}>
            公布实施细则
          </LinkButton>
          <LinkButton to="/spot-check-plans/new" isPrimary>
            编制计划
          </LinkButton>
        </>
      }
    >
      <Panel title="计划" flush>
        <Shown reading={plans}>
          {({ records }) =>
            records.length === 0 ? (
              <Empty title="还没有监督抽查计划">编制计划后可以按计划行批量分配任务。</Empty>
            ) : (
              <DataTable
                caption="监督抽查计划"
                rows={records.map((record) => ({ record, plan: planOf(record) }))}
                rowKey={({ record }) => record.id}
                toneOf={({ record }) => (isReplaced(record, records) ? 'quiet' : undefined)}
                columns={[
                  {
                    title: '计划',
                    kind: 'main',
                    cell: ({ record, plan }) => (
                      <>
                        <Link to="/spot-check-plans/$plan" params={{ plan: record.id }}>
                          {plan.title}
                        </Link>
                        <div className="muted small">
                          {plan.number} 第{plan.edition}版
                          {isReplaced(record, records) && '（已修订）'}
                        </div>
                        {!isReplaced(record, records) && shifted?.plans.includes(record.id) && (
                          <div className="small">重点产品监管目录已调整</div>
                        )}
                      </>
                    ),
                  },
                  { title: '年度', kind: 'short', cell: ({ plan }) => plan.year },
                  {
                    title: '批次',
                    kind: 'number',
                    cell: ({ plan }) => plan.lines.reduce((sum, { batches }) => sum + batches, 0),
                  },
                  {
                    title: '经费',
                    kind: 'number',
                    cell: ({ plan }) => yuanText(Number(plan.budget)),
                  },
                ]}
              />
            )
          }
        </Shown>
      </Panel>
      <Panel title="实施细则" flush>
        <Shown reading={rules}>
          {({ records }) =>
            records.length === 0 ? (
              <Empty title="还没有公布实施细则">抽样前须向社会公开实施细则。</Empty>
            ) : (
              <DataTable
                caption="实施细则"
                rows={records.map((record) => ({ record, rules: rulesOf(record) }))}
                rowKey={({ record }) => record.id}
                toneOf={({ record }) => (isReplaced(record, records) ? 'quiet' : undefined)}
                columns={[
                  {
                    title: '细则',
                    kind: 'main',
                    cell: ({ record, rules: own }) => (
                      <>
                        <Link to="/entries/$id" params={{ id: record.id }}>
                          {own.title}
                        </Link>
                        <div className="muted small">
                          {own.number} 第{own.edition}版
                        </div>
                      </>
                    ),
                  },
                  {
                    title: '检验项目',
                    cell: ({ rules: own }) => own.items.map(({ item }) => item).join('、'),
                  },
                  { title: '公布日期', kind: 'code', cell: ({ record }) => dayOf(record.at) },
                ]}
              />
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

function isReplaced({ id }: PresentedEntry, records: readonly PresentedEntry[]): boolean {
  return records.some(({ input }) => input['replaces'] === id);
}
