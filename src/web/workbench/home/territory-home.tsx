import { Link } from '@tanstack/react-router';
import type { Board } from '#server/board/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Figure, Figures, Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
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
        <Panel title="辖区履职情况" flush acts={<Link to="/board">区域履责总览</Link>}>
          <Shown reading={board}>{(value) => <BoardTable board={value} search={{}} brief />}</Shown>
        </Panel>
      </div>
    </>
  );
}
