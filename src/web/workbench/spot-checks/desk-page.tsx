import { Link } from '@tanstack/react-router';
import type { CheckSummary, Desk, PhaseCount } from '#server/spot-checks/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { ExportButton } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { DueDay } from '../../kit/show/deadline.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { LinkButton } from '../link-button.tsx';
import { isKind, useMe } from '../me.tsx';
import { openable } from '../proceedings/openable.ts';
import { pageOf, useFilters } from '../search.ts';
import type { Search } from '../search.ts';
import { DeskFilters } from './desk-filters.tsx';
import { DeskList } from './desk-list.tsx';
import { Verdict } from './verdict.tsx';
import './spot-checks.css';

const columnRows = 200;

/** The regulator's working list: checks in columns by what has to happen next, or as a list that can be paged. */
export function DeskPage() {
  const me = useMe();
  const [search, set] = useFilters();
  const isList = search['view'] === 'list' || search['phase'] !== undefined;
  const query = {
    phase: search['phase'],
    plan: search['plan'],
    line: search['line'],
    class: search['class'],
    region: search['region'],
    laboratory: search['laboratory'],
    overdue: search['overdue'],
    q: search['q'],
  };
  const page = pageOf(search);
  const desk = useRead<Desk>('/api/spot-checks', {
    ...query,
    ...(isList ? { page } : { size: columnRows }),
  });
  const mayOpen = openable(me, today()).some(({ procedure }) => procedure.id === 'spot-check');
  return (
    <Page
      title="监督抽查工作台"
      about="抽样、检验、告知异议、后处理各阶段的抽查，按期限先后排列。"
      acts={
        <>
          <ExportButton path="/api/spot-checks/export.xlsx" query={query} />
          {isKind(me, ['market-regulator']) && (
            <LinkButton to="/spot-check-plans">抽查计划</LinkButton>
          )}
          {mayOpen && (
            <LinkButton
              to="/proceedings/new"
              search={{ procedure: 'spot-check' } as never}
              isPrimary
            >
              下达单项任务
            </LinkButton>
          )}
        </>
      }
    >
      <DeskFilters search={search} set={set} isList={isList} />
      <Shown reading={desk} rows={10}>
        {(value) =>
          value.phases.every(({ total }) => total === 0) ? (
            <Panel>
              <Empty title="没有抽查">
                {mayOpen
                  ? '从抽查计划分配任务，或者下达单项任务。'
                  : '下达给本单位的任务会出现在这里。'}
              </Empty>
            </Panel>
          ) : isList ? (
            <DeskList desk={value} page={page} set={set} />
          ) : (
            <Columns desk={value} set={set} />
          )
        }
      </Shown>
    </Page>
  );
}

function Columns({ desk, set }: { desk: Desk; set: (change: Search) => void }) {
  const open = desk.phases.filter(({ phase }) => phase !== 'closed');
  const closed = desk.phases.find(({ phase }) => phase === 'closed');
  return (
    <>
      <div className="desk-columns">
        {open.map((phase) => (
          <Column
            key={phase.phase}
            phase={phase}
            checks={desk.checks.filter((check) => check.phase === phase.phase)}
            all={() => set({ phase: phase.phase })}
          />
        ))}
      </div>
      {closed !== undefined && closed.total > 0 && (
        <p className="desk-closed">
          <button type="button" className="as-link" onClick={() => set({ phase: 'closed' })}>
            已办结{closed.total}件
          </button>
        </p>
      )}
    </>
  );
}

function Column({
  phase,
  checks,
  all,
}: {
  phase: PhaseCount;
  checks: readonly CheckSummary[];
  all: () => void;
}) {
  return (
    <section className="desk-column" aria-label={phase.title}>
      <header>
        <h2>
          <button type="button" className="as-link" onClick={all}>
            {phase.title}
          </button>
        </h2>
        <span className="num">{phase.total}</span>
        {phase.overdue > 0 && <span className="state-tag overdue">逾期{phase.overdue}</span>}
      </header>
      <ul>
        {checks.map((check) => (
          <li key={check.id}>
            <Card check={check} />
          </li>
        ))}
      </ul>
      {checks.length < phase.total && (
        <button type="button" className="as-link desk-more" onClick={all}>
          查看全部{phase.total}件
        </button>
      )}
      {phase.total === 0 && <p className="muted desk-none">没有</p>}
    </section>
  );
}

function Card({ check }: { check: CheckSummary }) {
  const { id, productName, brand, model, sampled, stateTitle, due, conclusion } = check;
  return (
    <Link
      to="/spot-checks/$id"
      params={{ id }}
      className={due?.overdue === true ? 'desk-card overdue' : 'desk-card'}
    >
      <span className="desk-card-head">
        <strong>{productName}</strong>
        <Verdict conclusion={conclusion} />
      </span>
      <span className="muted small">
        {brand} {model}
      </span>
      <span>{sampled}</span>
      <span className="desk-card-foot">
        <span className="state-tag">{stateTitle}</span>
        {due !== undefined && <DueDay day={due.day} overdue={due.overdue} certain={due.certain} />}
      </span>
    </Link>
  );
}
