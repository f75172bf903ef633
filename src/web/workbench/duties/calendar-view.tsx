import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { weekday } from '#kernel/calendar/plain-date.ts';
import type { DutyPeriod } from '#server/duties/present.ts';
import { recordSigns, wordsOfRecord } from '../../kit/show/period-sign.ts';
import { describePeriod, periodStates, signOf } from './period.ts';
import './calendar.css';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/**
 * The periods of a month as a calendar: days under their weekday, weeks and months as lines.
 * @param mayRecord whether missing and open periods lead to the form.
 */
export function CalendarView({
  duty,
  every,
  periods,
  mayRecord,
}: {
  duty: string;
  every: 'day' | 'week' | 'month';
  periods: readonly DutyPeriod[];
  mayRecord: boolean;
}) {
  const [first] = periods;
  if (first === undefined) return <p className="muted">本月没有应完成的期次。</p>;
  const cells = periods.map((period) => (
    <Cell key={period.from} duty={duty} period={period} every={every} mayRecord={mayRecord} />
  ));
  if (every !== 'day') return <div className="cal-lines">{cells}</div>;
  return (
    <div className="cal">
      {weekdays.map((day) => (
        <span key={day} className="cal-weekday" aria-hidden>
          {day}
        </span>
      ))}
      {Array.from({ length: weekday(first.from) - 1 }, (_, index) => (
        <span key={`blank${index}`} aria-hidden />
      ))}
      {cells}
    </div>
  );
}

/** The same month in one line, for the desk. */
export function MonthStrip({ duty, periods }: { duty: string; periods: readonly DutyPeriod[] }) {
  return (
    <div className="strip">
      {periods.map((period) => (
        <Cell key={period.from} duty={duty} period={period} every="day" mayRecord />
      ))}
    </div>
  );
}

function Cell({
  duty,
  period,
  every,
  mayRecord,
}: {
  duty: string;
  period: DutyPeriod;
  every: 'day' | 'week' | 'month';
  mayRecord: boolean;
}) {
  const words = [periodStates[period.state].title, ...wordsOfRecord(period)].join('，');
  const label =
    every === 'day'
      ? String(Number(period.from.slice(8)))
      : every === 'week'
        ? `${period.from} 至 ${period.to}`
        : period.from.slice(0, 7);
  const content = (
    <>
      <span className="num cal-day">{label}</span>
      <span className="cal-sign">{every === 'day' ? signOf(period) : words}</span>
    </>
  );
  return (
    <Leading
      period={period}
      duty={duty}
      mayRecord={mayRecord}
      className={`cal-cell ${period.state}${period.finding ? ' finding' : ''}${period.idle ? ' idle' : ''}`}
    >
      {content}
    </Leading>
  );
}

/** A done period leads to its entry, an open one to its form. */
function Leading({
  period,
  duty,
  mayRecord,
  className,
  children,
}: {
  period: DutyPeriod;
  duty: string;
  mayRecord: boolean;
  className: string;
  children: ReactNode;
}) {
  const shared = { className, title: describePeriod(period), 'aria-label': describePeriod(period) };
  if (period.entry !== undefined) {
    return (
      <Link to="/entries/$id" params={{ id: period.entry }} {...shared}>
        {children}
      </Link>
    );
  }
  if (mayRecord && (period.state === 'open' || period.state === 'missing')) {
    return (
      <Link
        to="/duties/$duty/record"
        params={{ duty }}
        search={{ period: period.from }}
        {...shared}
      >
        {children}
      </Link>
    );
  }
  return <span {...shared}>{children}</span>;
}

/** What the signs of a calendar mean. */
export function Legend() {
  const shown = ['done', 'late', 'missing', 'open'] as const;
  return (
    <ul className="legend">
      {shown.map((state) => (
        <li key={state}>
          <span className={`cal-cell ${state} key`}>
            <span className="cal-sign">{periodStates[state].sign}</span>
          </span>
          {periodStates[state].title}
        </li>
      ))}
      {(['finding', 'idle'] as const).map((mark) => (
        <li key={mark}>
          <span className={`cal-cell done ${mark} key`}>
            <span className="cal-sign">{recordSigns[mark].sign}</span>
          </span>
          {recordSigns[mark].title}
        </li>
      ))}
    </ul>
  );
}
