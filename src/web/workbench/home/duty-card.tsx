import { Button } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import type { OwedDuty } from '#server/duties/present.ts';
import { Citations } from '../../kit/show/citation.tsx';
import { periodText, shortDayText } from '../../kit/show/words.ts';
import { describePeriod, periodStates } from '../duties/period.ts';

const verbs = { day: '今天', week: '本周', month: '本月' } as const;

/** One duty with its open period: whether it is done, who does it, what was missed and can still be recorded. */
export function DutyCard({ duty }: { duty: OwedDuty }) {
  const { period, missing } = duty;
  const { title } = periodStates[period.state];
  return (
    <section className={`duty-card ${period.state}`}>
      <header>
        <h2>{duty.title}</h2>
        <span className={`state-tag ${period.state === 'open' ? 'todo' : period.state}`}>
          {verbs[duty.every]}
          {title}
        </span>
      </header>
      <p className="duty-period num">{periodText(duty.every, period)}</p>
      <p className="muted">
        {duty.record}，由{duty.performers.join('、')}完成
      </p>
      <div className="duty-acts">
        <Act duty={duty} />
        {duty.every === 'day' && period.state === 'open' && duty.mine && (
          <a href="/phone/" className="muted">
            用手机办理
          </a>
        )}
      </div>
      {missing.length > 0 && (
        <p className="duty-missing">
          <span className="alarm-text">缺{missing.length}期：</span>
          {missing.map((one) =>
            duty.mine ? (
              <Link
                key={one.from}
                to="/duties/$duty/record"
                params={{ duty: duty.duty }}
                search={{ period: one.from }}
                title={describePeriod(one)}
              >
                {shortDayText(one.from)}补录
              </Link>
            ) : (
              <span key={one.from}>{shortDayText(one.from)}</span>
            ),
          )}
        </p>
      )}
      <Citations basis={duty.basis} compact />
    </section>
  );
}

function Act({ duty }: { duty: OwedDuty }) {
  const router = useRouter();
  const { period } = duty;
  if (period.entry !== undefined) {
    return (
      <Link to="/entries/$id" params={{ id: period.entry }}>
        查看记录
      </Link>
    );
  }
  if (period.state === 'done' || period.state === 'late') {
    return (
      <Link to="/duties" search={{ duty: duty.duty }}>
        查看记录
      </Link>
    );
  }
  if (!duty.mine) return <span className="muted">等待{duty.performers.join('或')}完成</span>;
  const verb = duty.every === 'day' ? '填写检查记录' : '起草并签署';
  return (
    <Button
      type="primary"
      onClick={() =>
        void router.navigate({
          to: '/duties/$duty/record',
          params: { duty: duty.duty },
          search: { period: period.from },
        })
      }
    >
      {verb}
    </Button>
  );
}
