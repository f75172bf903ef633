import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import type { BoardEnterprise } from '#server/board/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { countText } from '../../kit/show/words.ts';
import { pageOf } from '../search.ts';
import type { Search } from '../search.ts';
import { Count, Rate } from './board-table.tsx';

/** The enterprises of a region, those with most missing first, each leading to its calendar. */
export function Enterprises({
  query,
  search,
  set,
}: {
  query: Readonly<Record<string, string | undefined>>;
  search: Search;
  set: (change: Search) => void;
}) {
  const page = pageOf(search);
  const asked = { ...query, only: search['only'], q: search['q'] };
  const list = useRead<{ enterprises: readonly BoardEnterprise[]; total: number }>(
    '/api/board/enterprises',
    { ...asked, page },
  );
  return (
    <Panel
      title="企业名单"
      flush
      acts={<ExportButton path="/api/board/enterprises/export.xlsx" query={asked} />}
    >
      <div className="panel-filters">
        <Filters>
          <Segmented
            value={search['only'] ?? 'all'}
            onChange={(only) => set({ only: only === 'all' ? undefined : only })}
            options={[
              { value: 'all', label: '全部' },
              { value: 'waiting', label: '本期未做' },
              { value: 'missing', label: '缺失' },
              { value: 'late', label: '补录' },
              { value: 'finding', label: '问题' },
            ]}
          />
          <SearchBox
            value={search['q']}
            onSearch={(q) => set({ q })}
            placeholder="按企业名称查找"
          />
        </Filters>
      </div>
      <Shown reading={list}>
        {({ enterprises, total }) =>
          enterprises.length === 0 ? (
            <Empty title="没有符合条件的企业">
              放宽筛选条件，或者到<Link to="/organisations">单位名录</Link>核对登记的产品类别。
            </Empty>
          ) : (
            <>
              <DataTable
                caption="企业履职情况"
                rows={enterprises}
                rowKey={({ id }) => id}
                columns={[
                  {
                    title: '企业',
                    kind: 'main',
                    cell: ({ id, name }) => (
                      <Link
                        to="/organisations/$id"
                        params={{ id }}
                        search={{ duty: query['duty'] }}
                      >
                        {name}
                      </Link>
                    ),
                  },
                  { title: '所在地', kind: 'short', cell: ({ regionName }) => regionName },
                  { title: '完成率', kind: 'number', cell: ({ totals }) => <Rate sums={totals} /> },
                  {
                    title: '缺失',
                    kind: 'number',
                    cell: ({ totals }) => <Count value={totals.missing} />,
                  },
                  {
                    title: '完成',
                    kind: 'number',
                    isDetail: true,
                    cell: ({ totals }) => countText(totals.done),
                  },
                  {
                    title: '补录',
                    kind: 'number',
                    isDetail: true,
                    cell: ({ totals }) => countText(totals.late),
                  },
                  {
                    title: '发现问题',
                    kind: 'number',
                    cell: ({ totals }) => countText(totals.finding),
                  },
                  {
                    title: '停产',
                    kind: 'number',
                    isDetail: true,
                    cell: ({ totals }) => countText(totals.idle),
                  },
                ]}
              />
              <Pager
                page={page}
                total={total}
                unit="家"
                onPage={(next) => set({ page: String(next) })}
              />
            </>
          )
        }
      </Shown>
    </Panel>
  );
}
