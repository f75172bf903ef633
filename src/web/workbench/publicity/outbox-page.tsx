import { App, Input, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { creditSites } from '#kernel/effect.ts';
import type { PresentedDispatch } from '#server/publicity/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Figure, Figures, Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { pageOf, useFilters } from '../search.ts';
import './publicity.css';
import { kindTitles, stateTitles, stateTones } from './words.ts';

interface Outbox {
  readonly items: readonly PresentedDispatch[];
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** What goes to the credit sites and what came of it; what failed is sent again or noted from here. */
export function OutboxPage() {
  const [search, set] = useFilters();
  const [problem, setProblem] = useState<Problem>();
  const page = pageOf(search);
  const query = {
    state: search['state'],
    site: search['site'],
    kind: search['kind'],
    action: search['action'],
    q: search['q'],
  };
  const list = useRead<Outbox>('/api/publicity', { ...query, page });
  const mayExport = query.site !== undefined && query.kind !== undefined;
  return (
    <Page
      title="公示报送"
      about="处罚决定和失信名单向信用中国（江西）、国家企业信用信息公示系统（江西）的报送和撤回。失败的自动重试，编号不变，不会重复。"
      acts={
        mayExport ? (
          <ExportButton path="/api/publicity/export.xlsx" query={query} label="按网站栏目导出" />
        ) : (
          <span className="muted small">选定网站和类别后可按其栏目导出Excel</span>
        )
      }
    >
      <Filters>
        <SearchBox value={search['q']} onSearch={(q) => set({ q })} placeholder="当事人名称" />
        <Choice label="状态" name="state" options={stateTitles} />
        <Choice label="网站" name="site" options={creditSites} />
        <Choice label="类别" name="kind" options={kindTitles} />
        <Choice label="方向" name="action" options={{ publish: '公示', withdraw: '撤回' }} />
      </Filters>
      {problem !== undefined && <ProblemView problem={problem} />}
      <Shown reading={list}>
        {({ items, total, counts }) => (
          <>
            <Figures>
              <Figure label="待报送" value={counts['due'] ?? 0} unit="条" />
              <Figure
                label="报送失败"
                value={counts['failed'] ?? 0}
                unit="条"
                {...((counts['failed'] ?? 0) > 0 ? { tone: 'alarm' as const } : {})}
              />
              <Figure label="已导出，待确认" value={counts['exported'] ?? 0} unit="条" />
              <Figure label="对方已接收" value={counts['accepted'] ?? 0} unit="条" tone="good" />
            </Figures>
            <Panel flush>
              {items.length === 0 ? (
                <Empty title="没有报送信息">
                  放宽筛选条件；作出公示后，报送信息自动出现在这里。
                </Empty>
              ) : (
                <>
                  <OutboxTable items={items} onProblem={setProblem} />
                  <Pager
                    page={page}
                    total={total}
                    unit="条"
                    onPage={(next) => set({ page: String(next) })}
                  />
                </>
              )}
            </Panel>
          </>
        )}
      </Shown>
    </Page>
  );
}

function Choice({
  label,
  name,
  options,
}: {
  label: string;
  name: string;
  options: Readonly<Record<string, string>>;
}) {
  const [search, set] = useFilters();
  return (
    <Select
      aria-label={label}
      placeholder={`全部${label}`}
      value={search[name] ?? null}
      allowClear
      onChange={(value: string | null | undefined) => set({ [name]: value ?? undefined })}
      options={Object.entries(options).map(([value, title]) => ({ value, label: title }))}
      popupMatchSelectWidth={false}
      className="select-state"
    />
  );
}

function OutboxTable({
  items,
  onProblem,
}: {
  items: readonly PresentedDispatch[];
  onProblem: (problem: Problem | undefined) => void;
}) {
  return (
    <DataTable
      caption="报送信息"
      rows={items}
      rowKey={({ id }) => id}
      toneOf={({ state }) => (state === 'failed' ? 'alarm' : undefined)}
      columns={[
        {
          title: '信息',
          kind: 'main',
          cell: ({ title, proceeding }) =>
            proceeding === undefined ? (
              title
            ) : (
              <Link to="/proceedings/$id" params={{ id: proceeding }}>
                {title}
              </Link>
            ),
        },
        { title: '网站', cell: ({ siteTitle }) => siteTitle },
        {
          title: '方向',
          kind: 'short',
          cell: ({ action }) => (action === 'publish' ? '公示' : '撤回'),
        },
        {
          title: '状态',
          cell: (item) => (
            <>
              <span className={`state-tag ${stateTones[item.state]}`}>{item.stateTitle}</span>
              <Trouble item={item} />
            </>
          ),
        },
        {
          title: '次数',
          kind: 'number',
          isDetail: true,
          cell: ({ attempts }) => <span className="num">{attempts}</span>,
        },
        { title: '最近变化', kind: 'code', cell: ({ changedAt }) => momentText(changedAt) },
        {
          title: '办理',
          kind: 'short',
          cell: (item) => <FollowUp item={item} onProblem={onProblem} />,
        },
      ]}
    />
  );
}

/** What failed and why, when it is tried again, or the site's receipt. */
function Trouble({ item: { error, nextAt, receipt, state } }: { item: PresentedDispatch }) {
  if (receipt !== undefined) return <div className="muted small">回执：{receipt}</div>;
  if (state !== 'failed') return undefined;
  return (
    <div className="muted small">
      {error ?? '没有回音'}
      <br />
      {nextAt === undefined ? '已停止自动重试，请人工处理' : `${momentText(nextAt)}自动重试`}
    </div>
  );
}

function FollowUp({
  item: { id, state },
  onProblem,
}: {
  item: PresentedDispatch;
  onProblem: (problem: Problem | undefined) => void;
}) {
  const { modal } = App.useApp();
  const refresh = useRefresh();
  if (state !== 'failed' && state !== 'exported') return <span className="muted">—</span>;
  async function post(path: string, body?: object) {
    const answer = await call<void>('POST', `/api/publicity/${id}/${path}`, body);
    onProblem(answer.ok ? undefined : answer.problem);
    await refresh();
  }
  function accept() {
    let receipt = '';
    modal.confirm({
      title: '登记对方已接收',
      content: (
        <Input
          aria-label="回执编号"
          placeholder="网站的回执编号或者发布日期"
          maxLength={200}
          onChange={(event) => (receipt = event.target.value)}
        />
      ),
      okText: '登记',
      onOk: () => post('accept', { receipt }),
    });
  }
  return (
    <span className="row-acts">
      <button type="button" className="as-link" onClick={() => void post('retry')}>
        重新报送
      </button>
      <button type="button" className="as-link" onClick={accept}>
        登记接收
      </button>
    </span>
  );
}
