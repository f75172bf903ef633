import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { periodOf } from '#kernel/calendar/period.ts';
import { addDays, endOf, isPlainDate, monthOf } from '#kernel/calendar/plain-date.ts';
import { earlyBefore } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import { law } from '#law/all.ts';
import type { DutyCalendar, OwedDuty } from '#server/duties/present.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { now, today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import type { Receipt } from '#server/acts/present.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { periodText } from '../../kit/show/words.ts';
import { useFilters } from '../search.ts';
import { DailyEditor } from './daily-editor.tsx';
import { Done } from './done.tsx';
import type { Recording } from './recording.ts';
import { ReportEditor } from './report-editor.tsx';

/** Records one period of a duty, or corrects what was recorded. */
export function RecordPage() {
  const { duty: id } = useParams({ from: '/shell/duties/$duty/record' });
  const [search] = useFilters();
  const asked = search['period'];
  const day = asked !== undefined && isPlainDate(asked) ? asked : today();
  const duty = law.duty(id, day);
  if (duty === undefined) {
    return (
      <Page title="没有这项责任事项">
        <Empty title="链接可能已经失效">
          <Link to="/duties">回到日管控、周排查、月调度</Link>
        </Empty>
      </Page>
    );
  }
  return <Recorder duty={duty} day={day} corrects={search['corrects']} />;
}

function Recorder({
  duty,
  day,
  corrects,
}: {
  duty: Duty;
  day: string;
  corrects: string | undefined;
}) {
  const period = periodOf(duty.every, day);
  const [receipt, setReceipt] = useState<Receipt>();
  const before = useRead<PresentedEntry>(
    corrects === undefined ? undefined : `/api/entries/${corrects}`,
  );
  const calendar = useRead<DutyCalendar>(
    corrects === undefined ? `/api/duties/${duty.id}/calendar` : undefined,
    { month: monthOf(period.from) },
  );
  const owed = useRead<{ duties: readonly OwedDuty[] }>('/api/duties');
  const title = corrects === undefined ? duty.record : `更正${duty.record}`;
  const isLate = now() >= endOf(period.to);
  const about = (
    <span className="num">
      {periodText(duty.every, period)}
      {isLate && corrects === undefined && (
        <span className="alarm-text">　本期已过，按补录登记</span>
      )}
    </span>
  );
  const early =
    corrects === undefined
      ? earlyBefore(duty, { period, today: today(), calendar: law.calendar })
      : undefined;
  const recording: Recording = {
    duty,
    period,
    isLate,
    ...(early === undefined ? {} : { early }),
    onDone: setReceipt,
  };
  const Editor = duty.id === 'daily-control' ? DailyEditor : ReportEditor;
  return (
    <Page title={title} about={about}>
      {receipt !== undefined ? (
        <Done duty={duty} receipt={receipt} />
      ) : corrects === undefined ? (
        <Shown reading={calendar} rows={8}>
          {({ periods }) => {
            const entry = periods.find(({ from }) => from === period.from)?.entry;
            return entry === undefined ? (
              <Shown reading={owed} rows={8}>
                {({ duties }) => (
                  <Recordable
                    duty={duty}
                    owed={duties.find((one) => one.duty === duty.id)}
                    until={addDays(period.to, duty.late.withinDays)}
                  >
                    <Editor {...recording} />
                  </Recordable>
                )}
              </Shown>
            ) : (
              <Recorded duty={duty} entry={entry} period={period.from} />
            );
          }}
        </Shown>
      ) : (
        <Shown reading={before} rows={8}>
          {(entry) => <Editor {...recording} before={entry} />}
        </Shown>
      )}
    </Page>
  );
}

/** Says before anything is written that it would be refused: to whoever may not record it, and when it is too late. */
function Recordable({
  duty,
  owed,
  until,
  children,
}: {
  duty: Duty;
  owed: OwedDuty | undefined;
  /** Last day on which a late record is accepted. */
  until: string;
  children: ReactNode;
}) {
  if (owed !== undefined && !owed.mine) {
    return (
      <Panel>
        <Empty title={`“${duty.title}”须由${owed.performers.join('或')}办理`}>
          <Link to="/duties" search={{ duty: duty.id }}>
            查看已提交的记录
          </Link>
        </Empty>
      </Panel>
    );
  }
  if (today() > until) {
    return (
      <Panel>
        <Empty title={`已超过补录期限（${duty.late.withinDays}日），不能再补录`}>
          {duty.late.policy}有疑问请联系监管部门。
        </Empty>
      </Panel>
    );
  }
  return children;
}

/** A period is recorded once; afterwards it can be corrected. */
function Recorded({ duty, entry, period }: { duty: Duty; entry: string; period: string }) {
  return (
    <Panel>
      <Empty title="本期记录已经提交">
        <Link to="/entries/$id" params={{ id: entry }}>
          查看记录
        </Link>
        {'　'}
        <Link
          to="/duties/$duty/record"
          params={{ duty: duty.id }}
          search={{ period, corrects: entry }}
        >
          更正
        </Link>
      </Empty>
    </Panel>
  );
}
