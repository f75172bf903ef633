import { Button, Select, Tabs } from 'antd';
import { useState } from 'react';
import type { CatalogueView, PresentedEdition, PresentedItem } from '#server/catalogue/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { dayText } from '../../kit/show/words.ts';
import { useFilters } from '../search.ts';
import { Comparison } from './comparison.tsx';
import { ImportPanel } from './import-panel.tsx';

const standings = { past: '已被替代', current: '施行中', coming: '待施行' } as const;
const risks = { high: '高', medium: '中', low: '低' } as const;

/** The key product catalogue: an edition's products, what it changed, and its import by the province. */
export function CataloguePage() {
  const [search, set] = useFilters();
  const [isImporting, setImporting] = useState(false);
  const reading = useRead<CatalogueView>('/api/catalogue', { from: search['from'] });
  const view = reading.value;
  return (
    <Page
      title="重点产品监管目录"
      about={view?.shown === undefined ? undefined : aboutOf(view.shown)}
      acts={
        <>
          {view?.shown !== undefined && (
            <ExportButton path="/api/catalogue/export.xlsx" query={{ from: view.shown.from }} />
          )}
          {view?.mayImport === true && (
            <Button type="primary" onClick={() => setImporting(!isImporting)}>
              {isImporting ? '收起导入' : '导入新一版'}
            </Button>
          )}
        </>
      }
    >
      {isImporting && <ImportPanel onDone={(from) => set({ from })} />}
      <Shown reading={reading}>
        {(value) =>
          value.shown === undefined ? (
            <Panel>
              <Empty title="还没有导入目录">
                目录由省级市场监管部门的负责人或者系统管理员导入；在此之前，各产品类别按平台自带的待核对资料判断。
              </Empty>
            </Panel>
          ) : (
            <Edition view={value} shown={value.shown} />
          )
        }
      </Shown>
    </Page>
  );
}

function Edition({ view, shown }: { view: CatalogueView; shown: PresentedEdition }) {
  const [search, set] = useFilters();
  const q = search['q'] ?? '';
  const found = view.items.filter(
    ({ product, group, classTitle }) =>
      product.includes(q) || group.includes(q) || (classTitle ?? '').includes(q),
  );
  const { comparison } = view;
  const changes =
    comparison === undefined
      ? 0
      : comparison.added.length + comparison.removed.length + comparison.changed.length;
  return (
    <>
      <Filters>
        <Select
          aria-label="目录版本"
          value={shown.from}
          onChange={(from: string) => set({ from })}
          options={view.editions.map(({ year, from, standing }) => ({
            value: from,
            label: `${year}年版（${standings[standing]}）`,
          }))}
          className="select-class"
        />
        <SearchBox
          value={search['q']}
          onSearch={(text) => set({ q: text })}
          placeholder="产品名称或者大类"
        />
      </Filters>
      <Tabs
        activeKey={search['tab'] ?? 'items'}
        onChange={(tab) => set({ tab })}
        destroyOnHidden
        className="tabs"
        items={[
          {
            key: 'items',
            label: `目录产品（${found.length}）`,
            children: <Items items={found} />,
          },
          {
            key: 'changes',
            label: comparison === undefined ? '与上一版比较' : `与上一版比较（${changes}）`,
            children:
              comparison === undefined ? (
                <Panel>
                  <Empty title="这是第一版，没有上一版可以比较" />
                </Panel>
              ) : (
                <Comparison comparison={comparison} />
              ),
          },
        ]}
      />
    </>
  );
}

function Items({ items }: { items: readonly PresentedItem[] }) {
  if (items.length === 0) {
    return (
      <Panel>
        <Empty title="没有找到产品" />
      </Panel>
    );
  }
  return (
    <Panel flush>
      <DataTable
        caption="目录产品"
        rows={items}
        rowKey={({ line }) => String(line)}
        columns={[
          { title: '产品', kind: 'main', width: '30%', cell: ({ product }) => product },
          { title: '大类', width: '200px', cell: ({ group }) => group },
          { title: '生产许可证', kind: 'short', cell: ({ licence }) => (licence ? '是' : '—') },
          { title: '强制性认证', kind: 'short', cell: ({ ccc }) => (ccc ? '是' : '—') },
          {
            title: '风险等级',
            kind: 'short',
            cell: ({ risk }) => (
              <span className={risk === 'high' ? 'state-tag late' : 'muted'}>{risks[risk]}</span>
            ),
          },
          { title: '特殊监管需求', isDetail: true, cell: ({ special }) => special || '—' },
          {
            title: '平台产品类别',
            cell: ({ classTitle }) => classTitle ?? <span className="muted">未对应</span>,
          },
        ]}
      />
    </Panel>
  );
}

function aboutOf({ year, from, to, items, standing }: PresentedEdition): string {
  const until = to === undefined ? '' : `，至${dayText(to)}`;
  return `${year}年版 · ${standings[standing]} · 自${dayText(from)}起施行${until} · 共${items}种产品`;
}
