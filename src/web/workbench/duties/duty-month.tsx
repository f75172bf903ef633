import { addDays, addMonths, monthOf } from '#kernel/calendar/plain-date.ts';
import type { DutyCalendar, OwedDuty } from '#server/duties/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { ExportButton } from '../../kit/page/filters.tsx';
import { MonthSwitch } from '../../kit/page/month-switch.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { monthText } from '../../kit/show/words.ts';
import { useFilters } from '../search.ts';
import { CalendarView, Legend } from './calendar-view.tsx';
import { countPeriods } from './period.ts';
import { Records } from './records.tsx';

/**
 * One duty of an organisation in one month: its calendar, what is missing, and the records.
 * @param organisation another organisation's, for those who watch over it.
 */
export function DutyMonth({ duty, organisation }: { duty: OwedDuty; organisation?: string }) {
  const [search, set] = useFilters();
  const month = monthOf(
    /^\d{4}-\d{2}$/.test(search['month'] ?? '') ? `${search['month']}-01` : today(),
  );
  const to = addDays(addMonths(month, 1), -1);
  const calendar = useRead<DutyCalendar>(`/api/duties/${duty.duty}/calendar`, {
    organisation,
    month,
  });
  const counts = countPeriods(calendar.value?.periods ?? []);
  return (
    <>
      <Panel
        title={`${duty.title}${duty.every === 'day' ? '月历' : ''}`}
        note={
          <>
            按时{counts.done}
            {counts.late > 0 && `，补录${counts.late}`}
            {counts.missing > 0 && <span className="alarm-text">，缺失{counts.missing}</span>}
            {counts.finding > 0 && `，发现问题${counts.finding}`}
          </>
        }
        acts={<MonthSwitch month={month} onMonth={(next) => set({ month: next.slice(0, 7) })} />}
      >
        <Shown reading={calendar} rows={6}>
          {({ periods }) => (
            <CalendarView
              duty={duty.duty}
              every={duty.every}
              periods={periods}
              mayRecord={duty.mine}
            />
          )}
        </Shown>
        <div className="cal-foot">
          {duty.every === 'day' && <Legend />}
          <Citations basis={duty.basis} />
        </div>
      </Panel>
      <Panel
        title="记录"
        note={monthText(month)}
        flush
        acts={
          <ExportButton
            path={`/api/duties/${duty.duty}/export.xlsx`}
            query={{ organisation, from: month, to }}
          />
        }
      >
        <Records duty={duty} organisation={organisation} from={month} to={to} />
      </Panel>
    </>
  );
}
