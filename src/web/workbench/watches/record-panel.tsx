import { Link } from '@tanstack/react-router';
import type { WatchTurn } from '#kernel/watch/watch.ts';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { WatchRecord } from '#server/watches/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import './watches.css';

/** What was carried out under something watched, against the frequency that was set. */
export function WatchPanel({ id }: { id: string }) {
  const record = useRead<WatchRecord>(`/api/watches/${id}`);
  return (
    <Panel title="频次和检查">
      <Shown reading={record} rows={4}>
        {(found) => <Carried record={found} />}
      </Shown>
    </Panel>
  );
}

function Carried({ record: { turns, visitTitle, today, carriedOut } }: { record: WatchRecord }) {
  return (
    <>
      {turns.length === 0 ? (
        <p className="muted">期限尚未开始。</p>
      ) : (
        <ol className="watch-turns" aria-label={`各期${visitTitle}`}>
          {turns.map((turn) => (
            <li key={turn.from} className={toneOf(turn, today)}>
              <span className="num">
                {turn.from}至{addDays(turn.to, -1)}
              </span>
              <span>{wordOf(turn, visitTitle, today)}</span>
            </li>
          ))}
        </ol>
      )}
      <h3 className="watch-head">期限内的抽查和检查</h3>
      {carriedOut.length === 0 ? (
        <p className="muted">还没有。</p>
      ) : (
        <ul className="watch-list">
          {carriedOut.map((one) => (
            <li key={one.id}>
              <span>
                <Link to="/proceedings/$id" params={{ id: one.id }}>
                  {one.title}
                </Link>
                <small className="muted">
                  {one.procedureTitle} · {one.organisation} · {one.openedOn}
                </small>
              </span>
              <span className="state-tag">{one.stateTitle}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function isOver({ to }: WatchTurn, today: string): boolean {
  return to <= today;
}

function toneOf(turn: WatchTurn, today: string): string {
  if (turn.visits > 0) return 'done';
  return isOver(turn, today) ? 'missed' : '';
}

function wordOf(turn: WatchTurn, visitTitle: string, today: string): string {
  if (turn.visits > 0) return `${visitTitle}${turn.visits}次`;
  return isOver(turn, today) ? '没有记录' : '本期尚未记录';
}
