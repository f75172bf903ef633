import { Link } from '@tanstack/react-router';
import { monthOf } from '#kernel/calendar/plain-date.ts';
import type { DutyCalendar, OwedDuty } from '#server/duties/present.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { DueDay } from '../../kit/show/deadline.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { MonthStrip } from '../duties/calendar-view.tsx';
import { countPeriods } from '../duties/period.ts';
import { DutyCard } from './duty-card.tsx';
import { FirstSteps } from './first-steps.tsx';
import { TodoPanel } from './todo-panel.tsx';

/** The desk of an enterprise: duties of today, what was missed, the month, findings, posts that nobody fills. */
export function EnterpriseHome({ organisation }: { organisation: string }) {
  const duties = useRead<{ duties: readonly OwedDuty[] }>('/api/duties');
  const own = useRead<OrganisationDetail>(`/api/organisations/${organisation}`);
  return (
    <>
      <FirstSteps own={own.value} owes={(duties.value?.duties.length ?? 0) > 0} />
      <Shown reading={duties}>
        {({ duties: owed }) => (owed.length === 0 ? <OutOfScope /> : <Owed duties={owed} />)}
      </Shown>
      <div className="home-two">
        <TodoPanel />
        <Findings />
      </div>
    </>
  );
}

function Owed({ duties }: { duties: readonly OwedDuty[] }) {
  const daily = duties.find(({ every }) => every === 'day');
  return (
    <>
      <div className="duty-cards">
        {duties.map((duty) => (
          <DutyCard key={duty.duty} duty={duty} />
        ))}
      </div>
      {daily !== undefined && <Month duty={daily} />}
    </>
  );
}

function Month({ duty }: { duty: OwedDuty }) {
  const calendar = useRead<DutyCalendar>(`/api/duties/${duty.duty}/calendar`, {
    month: monthOf(today()),
  });
  const counts = countPeriods(calendar.value?.periods ?? []);
  const note = `已完成${counts.done + counts.late}天${counts.missing > 0 ? `，缺失${counts.missing}天` : ''}${counts.finding > 0 ? `，${counts.finding}天发现问题` : ''}`;
  return (
    <Panel
      title={`本月${duty.title}`}
      {...(calendar.value !== undefined && { note })}
      acts={
        <Link to="/duties" search={{ duty: duty.duty }}>
          月历与记录
        </Link>
      }
    >
      <Shown reading={calendar} rows={1}>
        {({ periods }) => <MonthStrip duty={duty.duty} periods={periods} />}
      </Shown>
    </Panel>
  );
}

function Findings() {
  const open = useRead<{ proceedings: readonly ProceedingSummary[]; total: number }>(
    '/api/proceedings',
    { procedure: 'corrective-action', open: 'true' },
  );
  return (
    <Panel
      title="未闭环的问题"
      flush
      {...((open.value?.total ?? 0) > 0 && { note: `${open.value?.total}项` })}
      acts={
        <Link to="/proceedings" search={{ procedure: 'corrective-action', open: 'true' }}>
          全部整改
        </Link>
      }
    >
      <Shown reading={open}>
        {({ proceedings }) =>
          proceedings.length === 0 ? (
            <Empty title="没有未闭环的问题">日管控、周排查发现的问题会在这里跟踪到验收为止。</Empty>
          ) : (
            <ul className="todo">
              {proceedings.slice(0, 8).map((one) => (
                <li key={one.id} className={one.due?.overdue === true ? 'alarm' : ''}>
                  <Link to="/proceedings/$id" params={{ id: one.id }}>
                    <span className="todo-what">
                      <strong>{one.title}</strong>
                      <span className="muted">{one.stateTitle}</span>
                    </span>
                    {one.due !== undefined && <DueDay {...one.due} />}
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

function OutOfScope() {
  return (
    <Panel>
      <Empty title="目前没有日管控、周排查、月调度义务">
        本单位登记的产品不属于许可证、强制性认证管理，也没有涉及人身财产安全的强制性国家标准。如有新增产品，请先
        <Link to="/own">更新本单位资料</Link>，系统会重新判断并说明理由。
      </Empty>
    </Panel>
  );
}
