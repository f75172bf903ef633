import { Button } from 'antd';
import { addMonths } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { today } from '../api/clock.ts';
import { monthText } from '../show/words.ts';

/** Moves from month to month; never into the future. */
export function MonthSwitch({
  month,
  onMonth,
}: {
  month: PlainDate;
  onMonth: (month: PlainDate) => void;
}) {
  const next = addMonths(month, 1);
  return (
    <span className="month-switch">
      <Button aria-label="上个月" onClick={() => onMonth(addMonths(month, -1))}>
        ‹
      </Button>
      <strong className="num" aria-live="polite">
        {monthText(month)}
      </strong>
      <Button aria-label="下个月" disabled={next > today()} onClick={() => onMonth(next)}>
        ›
      </Button>
    </span>
  );
}
