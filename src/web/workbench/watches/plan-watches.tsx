import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import { coverOf, watchPolicy } from '#law/regulator/spot-check/watched/cover.ts';
import type { CoveredClass, CoveringLine } from '#law/regulator/spot-check/watched/cover.ts';
import type { WatchSummary } from '#server/watches/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import './watches.css';

/** What is watched in a plan's year, held against its lines. */
export function PlanWatches({
  year,
  lines,
  add,
}: {
  year?: number;
  lines: readonly Partial<CoveringLine>[];
  /** Adds a line for a class; absent where the plan stands already. */
  add?: (watch: WatchSummary, productClass: string) => void;
}) {
  const { value } = useRead<{ watches: readonly WatchSummary[] }>('/api/watches');
  const rows = (value?.watches ?? [])
    .filter(({ from, until }) => isIn(year, from, until))
    .map((watch) => ({ watch, cover: coverOf(classesOf(watch), lines.filter(isWhole)) }));
  if (rows.length === 0) return null;
  const open = rows.filter(({ cover }) => cover.some(isOpen)).length;
  return (
    <Panel
      title="重点监管和专项行动"
      note={open === 0 ? '计划都已涉及' : `${open}项还有产品未列入计划`}
      flush
    >
      <DataTable
        caption="正在实施的重点监管和专项行动，以及计划是否涉及"
        rows={rows}
        rowKey={({ watch }) => watch.id}
        columns={[
          {
            title: '事项',
            kind: 'main',
            cell: ({ watch }) => (
              <>
                <Link to="/proceedings/$id" params={{ id: watch.id }}>
                  {watch.title}
                </Link>
                <div className="muted small">
                  {watch.procedureTitle} · {watch.organisation?.name ?? watch.regionName}
                </div>
              </>
            ),
          },
          { title: '期限', kind: 'code', cell: ({ watch }) => `${watch.from}至${watch.until}` },
          {
            title: '重点产品和计划行',
            width: '45%',
            cell: ({ watch, cover }) => (
              <ul className="watch-cover">
                {cover.map((one) => (
                  <li key={one.productClass}>
                    {titleIn(watch, one.productClass)}：
                    {isOpen(one) ? (
                      <span className="alarm-text">未列入</span>
                    ) : (
                      `第${one.lines.join('、')}行`
                    )}
                    {isOpen(one) && add !== undefined && (
                      <Button size="small" onClick={() => add(watch, one.productClass)}>
                        增加一行
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <p className="muted small watch-policy">{watchPolicy}</p>
    </Panel>
  );
}

function isWhole(line: Partial<CoveringLine>): line is CoveringLine {
  return /^\d{6}$/.test(line.region ?? '');
}

function isOpen({ lines }: CoveredClass): boolean {
  return lines.length === 0;
}

function isIn(year: number | undefined, from: string, until: string): boolean {
  return year === undefined || (from <= `${year}-12-31` && until >= `${year}-01-01`);
}

function classesOf({ classes, region }: WatchSummary) {
  return { classes: classes.map(({ id }) => id), region };
}

function titleIn({ classes }: WatchSummary, productClass: string): string {
  return classes.find(({ id }) => id === productClass)?.title ?? productClass;
}
