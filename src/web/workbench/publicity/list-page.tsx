import { Segmented, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import type { PresentedPublication } from '#server/publicity/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { pageOf, useFilters } from '../search.ts';
import { kindTitles, standingTitles, standingTones } from './words.ts';

interface List {
  readonly publications: readonly PresentedPublication[];
  readonly total: number;
}

/** The list of the seriously dishonest and the published penalties: who, since when, until when, and what was taken back. */
export function ListPage() {
  const [search, set] = useFilters();
  const page = pageOf(search);
  const kind = search['kind'] ?? 'serious-dishonesty';
  const standing = search['standing'] ?? 'shown';
  const query = { kind, standing: standing === 'all' ? undefined : standing, q: search['q'] };
  const list = useRead<List>('/api/publications', { ...query, page });
  return (
    <Page
      title="失信、处罚和抽查公示"
      about="谁因何事公示、何时公示、公示到何时。撤回的在公众页面消失，撤回的时间、原因和文书留在这里。"
      acts={<ExportButton path="/api/publications/export.xlsx" query={query} />}
    >
      <Filters>
        <Segmented
          value={standing}
          onChange={(value) => set({ standing: value })}
          options={[
            { value: 'shown', label: '公示中' },
            { value: 'ended', label: '已结束' },
            { value: 'all', label: '全部' },
          ]}
        />
        <Select
          aria-label="类别"
          value={kind}
          onChange={(value) => set({ kind: value })}
          options={Object.entries(kindTitles).map(([value, label]) => ({ value, label }))}
          popupMatchSelectWidth={false}
          className="select-procedure"
        />
        <SearchBox
          value={search['q']}
          onSearch={(q) => set({ q })}
          placeholder="名称或者统一社会信用代码"
        />
      </Filters>
      <Panel flush>
        <Shown reading={list}>
          {({ publications, total }) =>
            publications.length === 0 ? (
              <Empty title="没有公示信息">
                放宽筛选条件；列入、处罚或者抽查不合格公示后出现在这里。
              </Empty>
            ) : (
              <>
                <PublicationTable rows={publications} />
                <Pager
                  page={page}
                  total={total}
                  unit="条"
                  onPage={(next) => set({ page: String(next) })}
                />
              </>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

function PublicationTable({ rows }: { rows: readonly PresentedPublication[] }) {
  return (
    <DataTable
      caption="公示信息"
      rows={rows}
      rowKey={({ id }) => id}
      toneOf={({ standing }) => (standing === 'shown' ? undefined : 'quiet')}
      columns={[
        {
          title: '当事人',
          kind: 'main',
          cell: ({ name, title, creditCode, proceeding }) => (
            <>
              {proceeding === undefined ? (
                (name ?? title)
              ) : (
                <Link to="/proceedings/$id" params={{ id: proceeding }}>
                  {name ?? title}
                </Link>
              )}
              {creditCode !== undefined && <div className="muted small num">{creditCode}</div>}
            </>
          ),
        },
        { title: '事由', cell: ({ grounds }) => grounds ?? '—' },
        {
          title: '机关和文号',
          isDetail: true,
          cell: ({ authority, number }) => (
            <>
              {authority ?? '—'}
              <div className="muted small">{number}</div>
            </>
          ),
        },
        { title: '公示', kind: 'code', cell: ({ publishedOn }) => publishedOn },
        { title: '至', kind: 'code', cell: ({ until }) => until ?? '—' },
        {
          title: '状态',
          cell: ({ standing, withdrawn }) => (
            <>
              <span className={`state-tag ${standingTones[standing]}`}>
                {standingTitles[standing]}
              </span>
              {withdrawn !== undefined && (
                <div className="muted small">
                  {withdrawn.on} {withdrawn.reason}
                  <br />
                  <Link to="/entries/$id" params={{ id: withdrawn.entry }}>
                    撤回记录
                  </Link>
                </div>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
