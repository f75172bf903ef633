import { Select } from 'antd';
import { Link } from '@tanstack/react-router';
import { monthOf } from '#kernel/calendar/plain-date.ts';
import { departments } from '#law/departments.ts';
import type { Board } from '#server/board/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { ExportButton, Filters } from '../../kit/page/filters.tsx';
import { MonthSwitch } from '../../kit/page/month-switch.tsx';
import { Figure, Figures, Page, Panel } from '../../kit/page/page.tsx';
import { ClassSelect } from '../../kit/pick/class-select.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { countText, percentText } from '../../kit/show/words.ts';
import { useMe } from '../me.tsx';
import { useFilters } from '../search.ts';
import { BoardTable } from './board-table.tsx';
import { Enterprises } from './enterprises.tsx';
import { TileMap } from './tile-map.tsx';
import { Trend } from './trend.tsx';
import './board.css';

const dutyTitles = {
  'daily-control': '日管控',
  'weekly-screening': '周排查',
  'monthly-review': '月调度',
} as const;

/** How the duties of a territory stand: map, figures, trend and table, down to the single enterprise. */
export function BoardPage() {
  const me = useMe();
  const own = me.organisation?.region.code;
  const [search, set] = useFilters();
  const month = monthOf(
    /^\d{4}-\d{2}$/.test(search['month'] ?? '') ? `${search['month']}-01` : today(),
  );
  const query = {
    region: search['region'] ?? String(own ?? ''),
    month: month.slice(0, 7),
    duty: search['duty'] ?? 'daily-control',
    class: search['class'],
    department: search['department'],
  };
  const board = useRead<Board>('/api/board', query);
  // Who may see no board at all is not given anything to narrow or to save.
  const isClosed = board.value === undefined && board.problem?.code === 'not-entitled';
  return (
    <Page
      title="区域履责总览"
      about="完成率=已完成期次÷已到期期次，由企业提交的记录直接汇总，不需要填报。"
      {...(!isClosed && { acts: <ExportButton path="/api/board/export.xlsx" query={query} /> })}
    >
      {!isClosed && <BoardFilters query={query} month={month} own={own} set={set} />}
      <Shown reading={board} rows={8}>
        {(value) => (
          <Content board={value} query={query} month={month} search={search} set={set} own={own} />
        )}
      </Shown>
    </Page>
  );
}

function BoardFilters({
  query,
  month,
  own,
  set,
}: {
  query: Readonly<Record<string, string | undefined>>;
  month: string;
  own: number | undefined;
  set: ReturnType<typeof useFilters>[1];
}) {
  const me = useMe();
  return (
    <Filters>
      <MonthSwitch month={month} onMonth={(next) => set({ month: next.slice(0, 7) })} />
      <Select
        aria-label="责任事项"
        value={query.duty}
        onChange={(duty) => set({ duty })}
        options={Object.entries(dutyTitles).map(([value, label]) => ({ value, label }))}
        className="select-duty"
      />
      <RegionSelect
        value={Number(query.region)}
        {...(own === undefined ? {} : { within: own })}
        onChange={(code) => set({ region: code === undefined ? undefined : String(code) })}
      />
      <ClassSelect value={query.class} onChange={(id) => set({ class: id })} />
      {me.party.id !== 'industry' && (
        <Select
          aria-label="行业主管部门"
          placeholder="全部主管部门"
          value={query.department ?? null}
          onChange={(department: string | null | undefined) =>
            set({ department: department ?? undefined })
          }
          options={departments.map(({ id, title }) => ({ value: id, label: title }))}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="select-region"
        />
      )}
    </Filters>
  );
}

function Content({
  board,
  query,
  month,
  search,
  set,
  own,
}: {
  board: Board;
  query: Readonly<Record<string, string | undefined>>;
  month: string;
  search: ReturnType<typeof useFilters>[0];
  set: ReturnType<typeof useFilters>[1];
  own: number | undefined;
}) {
  const { totals, children } = board;
  const visible = board.path.slice(
    Math.max(
      0,
      board.path.findIndex(({ code }) => code === own),
    ),
  );
  const trend = (
    <Panel title="近六个月完成率">
      <Trend month={month} query={query} />
    </Panel>
  );
  // Below a short table there is room for the months; a long one stands beside map and months.
  const isShort = children.filter((child) => child.totals.organisations > 0).length < 8;
  return (
    <div className="board">
      <nav className="crumbs" aria-label="所在地区">
        {visible.map(({ code, name }, index) => (
          <span key={code}>
            {index > 0 && <span className="muted"> › </span>}
            {index === visible.length - 1 ? (
              <strong>{name}</strong>
            ) : (
              <Link to="/board" search={{ ...search, region: String(code), page: undefined }}>
                {name}
              </Link>
            )}
          </span>
        ))}
      </nav>
      <Figures>
        <Figure label="应履职企业" value={countText(totals.organisations)} unit="家" />
        <Figure
          label="完成率"
          value={percentText(totals.done, totals.done + totals.missing)}
          note={`完成${countText(totals.done)} / 到期${countText(totals.done + totals.missing)}`}
        />
        <Figure
          label="缺失"
          value={countText(totals.missing)}
          {...(totals.missing > 0 && { tone: 'alarm' as const })}
        />
        <Figure label="补录" value={countText(totals.late)} />
        <Figure label="发现问题" value={countText(totals.finding)} />
        <Figure
          label="整改逾期"
          value={countText(totals.overdueFindings)}
          note={`未闭环${countText(totals.openFindings)}项`}
          {...(totals.overdueFindings > 0 && { tone: 'alarm' as const })}
        />
      </Figures>
      {children.length > 0 && (
        <div className="board-two">
          <div className="board-left">
            <Panel title="完成率分布">
              <TileMap regions={children} search={search} />
            </Panel>
            {!isShort && trend}
          </div>
          <div className="board-left">
            <Panel title="下级地区" note="完成率低的在前" flush>
              <BoardTable board={board} search={search} />
            </Panel>
            {isShort && trend}
          </div>
        </div>
      )}
      {children.length > 0 ? (
        <Enterprises query={query} search={search} set={set} />
      ) : (
        <div className="columns">
          <Enterprises query={query} search={search} set={set} />
          {trend}
        </div>
      )}
    </div>
  );
}
