import { Button, Segmented } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import type { LotList, LotSummary } from '#server/lots/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { MorePages } from '../../kit/page/more-pages.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { isKind, useMe } from '../me.tsx';
import { useFilters } from '../search.ts';
import { waitingOf } from './acts.ts';
import './lots.css';

type Query = Readonly<Record<string, string>>;

const views: Readonly<Record<string, { readonly label: string; readonly query: Query }>> = {
  left: { label: '现存', query: { left: 'true' } },
  accept: { label: '待验收', query: { waits: 'accept' } },
  release: { label: '待放行', query: { waits: 'release' } },
  blocked: { label: '已封存', query: { blocked: 'true' } },
  all: { label: '全部', query: {} },
};

/** The lots that the reader's house holds; for offices those held in their region and field. */
export function ListPage() {
  const me = useMe();
  const router = useRouter();
  const [search, set] = useFilters();
  const { q, before, holder } = search;
  const isEnterprise = isKind(me, ['enterprise']);
  const isHouse = isEnterprise || holder !== undefined;
  const shown = Object.entries(views).filter(([, { query }]) => isHouse || !('waits' in query));
  const view = shown.some(([one]) => one === search['view']) ? search['view']! : 'left';
  const query = { q, holder, ...views[view]!.query };
  const lots = useRead<LotList>('/api/lots', { ...query, before });
  return (
    <Page
      title="批次与追溯"
      about={
        isEnterprise
          ? '本单位生产和收到的每一批产品：现存多少，从哪里来，发给了谁。未经检验放行或者进货查验的数量不能发出。'
          : '管辖区域和领域内各单位持有的批次。跨单位的来源和去向，在办理召回、抽查、处罚等事项时查看。'
      }
      acts={
        <>
          <ExportButton path="/api/lots/export.xlsx" query={query} />
          {isHouse && (
            <Button
              onClick={() =>
                void router.navigate({ to: '/sales', search: holder ? { holder } : {} })
              }
            >
              销售台账
            </Button>
          )}
          {isEnterprise && (
            <>
              <Button onClick={() => void router.navigate({ to: '/lots/make' })}>
                登记生产批次
              </Button>
              <Button type="primary" onClick={() => void router.navigate({ to: '/lots/sell' })}>
                扫码登记销售
              </Button>
            </>
          )}
        </>
      }
    >
      <Filters>
        {!isEnterprise && (
          <span className="select-organisation">
            <OrganisationPicker
              label="持有单位"
              placeholder="全部单位"
              kinds={['enterprise']}
              value={holder}
              onChange={(id) => set({ holder: id, before: undefined })}
            />
          </span>
        )}
        <SearchBox
          value={q}
          onSearch={(text) => set({ q: text, before: undefined })}
          placeholder={isHouse ? '产品名称、型号、批号' : '完整批号'}
        />
        <Segmented
          value={view}
          onChange={(one) => set({ view: one === 'left' ? undefined : one, before: undefined })}
          options={shown.map(([value, { label }]) => ({ value, label }))}
        />
      </Filters>
      <Panel flush>
        <Shown reading={lots}>
          {({ lots: list, names, next }) =>
            list.length === 0 ? (
              <Empty title="没有符合条件的批次">
                {isEnterprise
                  ? '登记生产批次或者进货查验后，批次会列在这里。'
                  : isHouse
                    ? '换一个说法，或者换一个筛选条件再看。'
                    : '请输入完整的批号，或者选定单位后按产品名称查找。'}
              </Empty>
            ) : (
              <>
                <LotTable lots={list} names={names} holders={!isEnterprise} />
                <MorePages
                  about="按最近变动排列"
                  before={before}
                  next={next}
                  onMove={(to) => set({ before: to })}
                />
              </>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

function LotTable({
  lots,
  names,
  holders,
}: {
  lots: readonly LotSummary[];
  names: LotList['names'];
  holders: boolean;
}) {
  return (
    <DataTable
      caption="批次"
      rows={lots}
      rowKey={({ id, holder }) => `${id}/${holder}`}
      toneOf={({ blocked }) => (blocked ? 'alarm' : undefined)}
      columns={[
        {
          title: '产品',
          kind: 'main',
          cell: ({ id, product, model }) => (
            <Link to="/lots/$id" params={{ id }}>
              {product} {model}
            </Link>
          ),
        },
        { title: '生产批号', kind: 'code', cell: ({ number }) => number },
        { title: '生产日期', kind: 'code', cell: ({ madeOn }) => madeOn ?? '—' },
        ...(holders
          ? [{ title: '持有单位', cell: ({ holder }: LotSummary) => names[holder] ?? '—' }]
          : []),
        { title: '来源', cell: (lot) => sourceOf(lot, names) },
        {
          title: '现存',
          kind: 'number',
          cell: ({ onHand, unit }) => (
            <>
              {onHand} {unit}
            </>
          ),
        },
        { title: '可发出', kind: 'number', cell: (lot) => <Available lot={lot} /> },
        { title: '状态', cell: (lot) => <LotState lot={lot} /> },
        {
          title: '最近变动',
          kind: 'code',
          isDetail: true,
          cell: ({ lastAt }) => momentText(lastAt),
        },
      ]}
    />
  );
}

/** Where a holder has a lot from. */
export function sourceOf(lot: LotSummary, names: LotList['names']): string {
  if (lot.own) return '自产';
  return lot.origin ?? names[lot.receivedFrom ?? ''] ?? names[lot.registeredBy] ?? '—';
}

/** How much may leave: nothing of what is kept back. */
export function Available({ lot }: { lot: LotSummary }) {
  return lot.blocked ? <span className="alarm-text">0（封存）</span> : lot.available;
}

/** What keeps a lot from leaving, in one word. */
export function LotState({ lot }: { lot: LotSummary }) {
  if (lot.blocked) return <span className="state-tag overdue">已封存</span>;
  if (lot.onHand === '0') return <span className="muted">已用完或者发出</span>;
  const waits = waitingOf(lot);
  if (waits === '0') return <span className="state-tag done">可发出</span>;
  return (
    <span className="state-tag todo">
      {lot.own ? '待放行' : '待验收'} {waits}
    </span>
  );
}
