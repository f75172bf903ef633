import { Button, Segmented, Select, Switch } from 'antd';
import { Link } from '@tanstack/react-router';
import { law } from '#law/all.ts';
import { productClasses } from '#law/product-classes.ts';
import type { CheckSummary, Desk, PhaseCount } from '#server/spot-checks/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import { DueDay } from '../../kit/show/deadline.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { isKind, useMe } from '../me.tsx';
import { openable } from '../proceedings/openable.ts';
import { pageOf, useFilters } from '../search.ts';
import type { Search } from '../search.ts';
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
            <Link to="/spot-check-plans">
              <Button>抽查计划</Button>
            </Link>
          )}
          {mayOpen && (
            <Link to="/proceedings/new" search={{ procedure: 'spot-check' } as never}>
              <Button type="primary">下达单项任务</Button>
            </Link>
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
            <List desk={value} page={page} set={set} />
          ) : (
            <Columns desk={value} set={set} />
          )
        }
      </Shown>
    </Page>
  );
}

function DeskFilters({
  search,
  set,
  isList,
}: {
  search: Search;
  set: (change: Search) => void;
  isList: boolean;
}) {
  const plans = useRead<{ plans: readonly { number: string; name: string }[] }>(
    '/api/spot-checks/plans',
  );
  const code = search['region'];
  return (
    <Filters>
      <Segmented
        value={isList ? 'list' : 'columns'}
        onChange={(view) => set({ view: view === 'list' ? 'list' : undefined, phase: undefined })}
        options={[
          { value: 'columns', label: '分栏' },
          { value: 'list', label: '清单' },
        ]}
      />
      <Select
        aria-label="计划"
        placeholder="全部计划"
        value={search['plan'] ?? null}
        allowClear
        onChange={(plan: string | null | undefined) =>
          set({ plan: plan ?? undefined, line: undefined })
        }
        options={(plans.value?.plans ?? []).map(({ number, name }) => ({
          value: number,
          label: `${number} ${name}`,
        }))}
        popupMatchSelectWidth={false}
        className="select-state"
      />
      <Select
        aria-label="产品类别"
        placeholder="全部产品类别"
        value={search['class'] ?? null}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(id: string | null | undefined) => set({ class: id ?? undefined })}
        options={productClasses.map(({ id, title }) => ({ value: id, label: title }))}
        popupMatchSelectWidth={false}
        className="select-state"
      />
      <RegionSelect
        value={code === undefined ? undefined : Number(code)}
        onChange={(region) => set({ region: region === undefined ? undefined : String(region) })}
        placeholder="全部地区"
        allowClear
      />
      <span className="desk-laboratory">
        <OrganisationPicker
          label="承检机构"
          placeholder="全部承检机构"
          kinds={['laboratory']}
          value={search['laboratory']}
          onChange={(laboratory) => set({ laboratory })}
        />
      </span>
      <label className="desk-overdue">
        <Switch
          size="small"
          checked={search['overdue'] === 'true'}
          onChange={(on) => set({ overdue: on ? 'true' : undefined })}
          aria-label="只看逾期"
        />
        只看逾期
      </label>
      <SearchBox
        value={search['q']}
        onSearch={(q) => set({ q })}
        placeholder="任务编号、产品、生产者、型号"
      />
    </Filters>
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
        {due !== undefined && <DueDay day={due.day} overdue={due.overdue} />}
      </span>
    </Link>
  );
}

/** Pass or fail, by colour and word. */
export function Verdict({ conclusion }: { conclusion: 'pass' | 'fail' | undefined }) {
  if (conclusion === undefined) return null;
  return (
    <span className={conclusion === 'fail' ? 'verdict fail' : 'verdict pass'}>
      {conclusion === 'fail' ? '不合格' : '合格'}
    </span>
  );
}

function List({ desk, page, set }: { desk: Desk; page: number; set: (change: Search) => void }) {
  const [search] = useFilters();
  const states = law.procedure('spot-check', today())?.states ?? {};
  return (
    <Panel flush>
      <div className="desk-phases" role="group" aria-label="阶段">
        {desk.phases.map(({ phase, title, total }) => (
          <button
            key={phase}
            type="button"
            aria-pressed={search['phase'] === phase}
            onClick={() =>
              set({ phase: search['phase'] === phase ? undefined : phase, view: 'list' })
            }
          >
            {title}
            <span className="num">{total}</span>
          </button>
        ))}
      </div>
      {desk.checks.length === 0 ? (
        <Empty title="这一阶段没有抽查">放宽筛选条件，或者选择其他阶段。</Empty>
      ) : (
        <DataTable
          caption="监督抽查"
          rows={desk.checks}
          rowKey={({ id }) => id}
          toneOf={({ due, phase }) =>
            due?.overdue === true ? 'alarm' : phase === 'closed' ? 'quiet' : undefined
          }
          columns={[
            {
              title: '产品',
              kind: 'main',
              cell: ({ id, productName, brand, model, taskNumber }) => (
                <>
                  <Link to="/spot-checks/$id" params={{ id }}>
                    {productName} {brand} {model}
                  </Link>
                  <div className="muted small">{taskNumber}</div>
                </>
              ),
            },
            {
              title: '被抽样者',
              cell: ({ sampled, producerName }) => (
                <>
                  {sampled}
                  <div className="muted small">{producerName}</div>
                </>
              ),
            },
            { title: '地区', kind: 'short', isDetail: true, cell: ({ regionName }) => regionName },
            { title: '承检机构', isDetail: true, cell: ({ laboratory }) => laboratory },
            {
              title: '状态',
              kind: 'short',
              cell: ({ state, stateTitle, conclusion }) => (
                <>
                  <span className={`state-tag ${states[state]?.final === true ? 'done' : ''}`}>
                    {stateTitle}
                  </span>{' '}
                  <Verdict conclusion={conclusion} />
                </>
              ),
            },
            {
              title: '最近到期',
              kind: 'code',
              cell: ({ due }) =>
                due === undefined ? (
                  <span className="muted">—</span>
                ) : (
                  <DueDay day={due.day} overdue={due.overdue} />
                ),
            },
          ]}
        />
      )}
      <Pager
        page={page}
        total={desk.total}
        unit="件"
        onPage={(next) => set({ page: String(next) })}
      />
    </Panel>
  );
}
