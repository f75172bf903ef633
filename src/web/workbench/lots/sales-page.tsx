import { Button, Segmented } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import type { Sale, SalesLedger } from '#server/lots/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { DataTable } from '../../kit/page/data-table.tsx';
import type { Column } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { MorePages } from '../../kit/page/more-pages.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { isKind, useMe } from '../me.tsx';
import { useFilters } from '../search.ts';

const lackTitles = {
  buyer: '购买者',
  contact: '联系方式',
  certificate: '合格证号',
  place: '销售地点',
} as const;

/** Everything that a house sold, however it was written down; what the ledger has to hold and does not is named. */
export function SalesPage() {
  const me = useMe();
  const router = useRouter();
  const [search, set] = useFilters();
  const { q, before, holder, from, until, lacking } = search;
  const isEnterprise = isKind(me, ['enterprise']);
  const query = { q, holder, from, until, lacking };
  const isHouse = isEnterprise || holder !== undefined;
  const ledger = useRead<SalesLedger>(isHouse ? '/api/sales' : undefined, { ...query, before });
  const day = (word: string, name: 'from' | 'until', value: string | undefined) => (
    <label>
      <span className="muted">{word} </span>
      <DateInput
        label={`出货日期${word}`}
        {...(value !== undefined && { value })}
        onChange={(to) => set({ [name]: to, before: undefined })}
      />
    </label>
  );
  return (
    <Page
      title="产品销售台账"
      about="填写、导入和追溯事件登记的每一次销售，按出货登记的先后排列。缺少法定内容的，在“缺少”一栏写明。"
      acts={
        <>
          <Button onClick={() => void router.navigate({ to: '/lots' })}>批次</Button>
          {isHouse && <ExportButton path="/api/sales/export.xlsx" query={query} />}
          {isEnterprise && (
            <Button type="primary" onClick={() => void router.navigate({ to: '/lots/sell' })}>
              扫码登记销售
            </Button>
          )}
        </>
      }
    >
      <Filters>
        {!isEnterprise && (
          <span className="select-organisation">
            <OrganisationPicker
              label="销售单位"
              placeholder="选择单位"
              kinds={['enterprise']}
              value={holder}
              onChange={(id) => set({ holder: id, before: undefined })}
            />
          </span>
        )}
        <SearchBox
          value={q}
          onSearch={(text) => set({ q: text, before: undefined })}
          placeholder="产品、批号、购买单位"
        />
        {day('从', 'from', from)}
        {day('到', 'until', until)}
        <Segmented
          value={lacking === 'true' ? 'lacking' : 'all'}
          onChange={(one) =>
            set({ lacking: one === 'lacking' ? 'true' : undefined, before: undefined })
          }
          options={[
            { value: 'all', label: '全部' },
            { value: 'lacking', label: '内容不全' },
          ]}
        />
      </Filters>
      <Panel flush>
        {isHouse ? (
          <Shown reading={ledger}>
            {({ sales, next }) =>
              sales.length === 0 ? (
                <Empty title="没有符合条件的销售">
                  扫码、填写、导入销售，或者由本单位系统采集发货事件后，会列在这里。
                </Empty>
              ) : (
                <>
                  <DataTable
                    caption="产品销售台账"
                    rows={sales}
                    rowKey={(one) => `${one.entry}/${one.event ?? ''}/${one.lot}/${one.quantity}`}
                    columns={columns}
                  />
                  <MorePages
                    about="按登记的先后排列"
                    before={before}
                    next={next}
                    onMove={(to) => set({ before: to })}
                  />
                </>
              )
            }
          </Shown>
        ) : (
          <Empty title="请先选择单位">销售台账按单位查看。</Empty>
        )}
      </Panel>
    </Page>
  );
}

const columns: readonly Column<Sale>[] = [
  {
    title: '产品',
    kind: 'main',
    cell: ({ lot, product, model }) => (
      <Link to="/lots/$id" params={{ id: lot }}>
        {product} {model}
      </Link>
    ),
  },
  { title: '生产批号', kind: 'code', cell: ({ number }) => number },
  {
    title: '数量',
    kind: 'number',
    cell: ({ quantity, unit }) => (
      <>
        {quantity} {unit}
      </>
    ),
  },
  {
    title: '购买者',
    cell: ({ buyer, lacks }) => buyer ?? (lacks.includes('buyer') ? '—' : '消费者'),
  },
  { title: '出货日期', kind: 'code', cell: ({ on }) => on },
  { title: '合格证号', kind: 'code', cell: ({ certificate }) => certificate ?? '—' },
  { title: '销售地点', isDetail: true, cell: ({ place }) => place ?? '—' },
  {
    title: '缺少',
    cell: ({ lacks }) =>
      lacks.length === 0 ? (
        <span className="muted">—</span>
      ) : (
        <span className="state-tag todo">{lacks.map((one) => lackTitles[one]).join('、')}</span>
      ),
  },
  {
    title: '登记方式',
    isDetail: true,
    cell: ({ entry, event }) => (
      <Link to="/entries/$id" params={{ id: entry }}>
        {event === undefined ? '销售记录' : '追溯事件'}
      </Link>
    ),
  },
];
