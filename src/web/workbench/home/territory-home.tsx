import { Link } from '@tanstack/react-router';
import type { Board, BoardEnterprise } from '#server/board/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Figure, Figures, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { countText, percentText } from '../../kit/show/words.ts';
import { BoardTable } from '../board/board-table.tsx';
import { TodoPanel } from './todo-panel.tsx';

/** The desk of those who watch over a territory: how the month stands there, and what waits for them. */
export function TerritoryHome() {
  const board = useRead<Board>('/api/board');
  return (
    <>
      <Shown reading={board} rows={2}>
        {({ totals }) => (
          <Figures>
            <Figure label="应履职企业" value={countText(totals.organisations)} unit="家" />
            <Figure
              label="本月日管控完成率"
              value={percentText(totals.done, totals.done + totals.missing)}
              note={`完成${countText(totals.done)}，其中补录${countText(totals.late)}`}
            />
            <Figure
              label="本月缺失"
              value={countText(totals.missing)}
              unit="次"
              {...(totals.missing > 0 && { tone: 'alarm' as const })}
            />
            <Figure label="未闭环问题" value={countText(totals.openFindings)} unit="项" />
            <Figure
              label="整改逾期"
              value={countText(totals.overdueFindings)}
              unit="项"
              {...(totals.overdueFindings > 0 && { tone: 'alarm' as const })}
            />
          </Figures>
        )}
      </Shown>
      <div className="home-two">
        <TodoPanel />
        <Shown reading={board}>
          {(value) =>
            value.children.length === 0 ? (
              <Attention />
            ) : (
              <Panel title="辖区履职情况" flush acts={<Link to="/board">区域履责总览</Link>}>
                <BoardTable board={value} search={{}} brief />
              </Panel>
            )
          }
        </Shown>
      </div>
    </>
  );
}

/** Enterprises that missed a daily record this month, those with most missing first. */
function Attention() {
  const list = useRead<{ enterprises: readonly BoardEnterprise[]; total: number }>(
    '/api/board/enterprises',
    { only: 'missing' },
  );
  const total = list.value?.total ?? 0;
  return (
    <Panel
      title="需要督促的企业"
      flush
      {...(total > 0 && { note: `${countText(total)}家本月日管控有缺失` })}
      acts={<Link to="/board">全部企业</Link>}
    >
      <Shown reading={list}>
        {({ enterprises }) =>
          enterprises.length === 0 ? (
            <Empty title="本月没有缺失日管控的企业" />
          ) : (
            <ul className="todo">
              {enterprises.slice(0, 10).map(({ id, name, totals }) => (
                <li key={id}>
                  <Link to="/organisations/$id" params={{ id }}>
                    <span className="todo-what">
                      <strong>{name}</strong>
                      <span className="muted num">
                        完成率{percentText(totals.done, totals.done + totals.missing)}
                      </span>
                    </span>
                    <span className="alarm-text num">缺{countText(totals.missing)}次</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Panel>
  );
}
