import { Popover } from 'antd';
import type { PresentedDeadline } from '#server/proceedings/present.ts';
import { today } from '../api/clock.ts';
import { Citations } from './citation.tsx';
import { dayText, overdueText, remainingText } from './words.ts';

type Status = PresentedDeadline['status'];

const statusTitles: Readonly<Record<Status, string>> = {
  running: '进行中',
  paused: '中止计算',
  met: '已按期完成',
  'met-late': '逾期完成',
  overdue: '已逾期',
  lapsed: '已届满',
  open: '可以办理',
};

const natureTitles = { duty: '办理时限', right: '权利期限', opening: '最早办理日' } as const;

/** How pressing a clock is, for colour and order: it never stands alone without its words. */
export function urgencyOf(clock: Pick<PresentedDeadline, 'status' | 'dueDay' | 'atOnce'>) {
  if (clock.status === 'overdue') return 'overdue';
  if (clock.status !== 'running') return 'calm';
  if (clock.atOnce === true) return 'overdue';
  const due = remainingText(clock.dueDay, today());
  return due === '今天到期' || /^还有[1-3]天$/.test(due) ? 'soon' : 'calm';
}

/** The clocks of a proceeding, running ones first. */
export function Deadlines({ clocks }: { clocks: readonly PresentedDeadline[] }) {
  const running = clocks.filter(({ status }) => !isOver(status));
  const over = clocks.filter(({ status }) => isOver(status));
  return (
    <ul className="deadlines">
      {[...running, ...over].map((clock) => (
        <DeadlineLine key={clock.id + clock.ownerTitle} clock={clock} />
      ))}
    </ul>
  );
}

function DeadlineLine({ clock }: { clock: PresentedDeadline }) {
  const { status } = clock;
  const stands =
    status === 'overdue'
      ? overdueText(clock.dueDay, today())
      : status === 'running'
        ? clock.atOnce === true
          ? '立即'
          : remainingText(clock.dueDay, today())
        : statusTitles[status];
  return (
    <li className={`deadline ${urgencyOf(clock)} ${isOver(clock.status) ? 'over' : ''}`}>
      <div className="deadline-head">
        <strong>{clock.title}</strong>
        <span className="deadline-status">{stands}</span>
      </div>
      <div className="deadline-body">
        <span className="num">{dayText(clock.dueDay)}</span>
        <span className="muted">
          {clock.byTime === true
            ? '到期自动办理'
            : `${natureTitles[clock.nature]} · ${clock.ownerTitle}`}
        </span>
        <span className="deadline-tags">
          {clock.policy !== undefined && (
            <Popover trigger="click" content={<p className="clause-card">{clock.policy}</p>}>
              <button type="button" className="policy-tag">
                平台设定
              </button>
            </Popover>
          )}
          {!clock.certain && (
            <Popover
              trigger="click"
              content={
                <p className="clause-card">
                  该期限跨入国务院办公厅尚未公布节假日安排的年份，公布后将重新计算，届时可能顺延。
                </p>
              }
            >
              <button type="button" className="policy-tag">
                节假日安排尚未公布，暂计
              </button>
            </Popover>
          )}
          {clock.pauses.length > 0 && <Pauses clock={clock} />}
        </span>
        <Citations basis={clock.basis} />
      </div>
    </li>
  );
}

function Pauses({ clock }: { clock: PresentedDeadline }) {
  return (
    <Popover
      trigger="click"
      content={
        <ul className="clause-card">
          {clock.pauses.map((pause) => (
            <li key={pause.from} className="num">
              {pause.from} 之后至 {pause.to}
            </li>
          ))}
        </ul>
      }
    >
      <button type="button" className="policy-tag">
        不计入期间{clock.pauses.length}段
      </button>
    </Popover>
  );
}

/** A due day in a list. */
export function DueDay({
  day,
  overdue,
  certain,
  atOnce = false,
}: {
  day: string;
  overdue: boolean;
  certain: boolean;
  atOnce?: boolean | undefined;
}) {
  if (atOnce && !overdue) return <span className="state-tag overdue">立即</span>;
  const text = remainingText(day, today());
  const isSoon = !overdue && /^(今天|还有[1-3]天)/.test(text);
  return (
    <span className="due">
      <span className="num">{day}</span>
      <span className={`state-tag ${overdue ? 'overdue' : isSoon ? 'todo' : ''}`}>
        {overdue ? overdueText(day, today()) : text}
      </span>
      {!certain && <span className="muted">节假日安排尚未公布，暂计</span>}
    </span>
  );
}

function isOver(status: Status): boolean {
  return status === 'met' || status === 'met-late' || status === 'lapsed';
}
