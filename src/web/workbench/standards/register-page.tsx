import { Button, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PresentedStandard, StandardList } from '#server/standards/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { ClassSelect } from '../../kit/pick/class-select.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { dayText } from '../../kit/show/words.ts';
import { pageOf, useFilters } from '../search.ts';
import { ImportPanel } from './import-panel.tsx';

const narrowings = [
  {
    name: 'standing',
    label: '效力',
    all: '全部效力',
    options: { coming: '待实施', current: '现行', lapsing: '即将废止', lapsed: '已废止' },
  },
  {
    name: 'nature',
    label: '性质',
    all: '全部性质',
    options: { mandatory: '强制性', recommended: '推荐性', guiding: '指导性' },
  },
  {
    name: 'level',
    label: '层级',
    all: '全部层级',
    options: { national: '国家标准', industry: '行业标准', local: '地方标准', group: '团体标准' },
  },
] as const;

/** The register of standards: what holds, what replaces what, which products cite it; the province imports. */
export function RegisterPage() {
  const [search, set] = useFilters();
  const [isImporting, setImporting] = useState(false);
  const page = pageOf(search);
  const query = {
    q: search['q'],
    standing: search['standing'],
    nature: search['nature'],
    level: search['level'],
    class: search['class'],
  };
  const list = useRead<StandardList>('/api/standards', { ...query, page });
  const isNarrowed = Object.values(query).some((value) => value !== undefined);
  return (
    <Page
      title="产品标准登记簿"
      about="产品档案从这里选择执行的标准；新标准实施之日起，被代替的标准不能再用。"
      acts={
        <>
          <ExportButton path="/api/standards/export.xlsx" query={query} />
          {list.value?.mayImport === true && (
            <Button type="primary" onClick={() => setImporting(!isImporting)}>
              {isImporting ? '收起导入' : '导入标准'}
            </Button>
          )}
        </>
      }
    >
      {isImporting && <ImportPanel />}
      <Filters>
        <SearchBox
          value={search['q']}
          onSearch={(q) => set({ q })}
          placeholder="标准编号或者名称"
        />
        {narrowings.map(({ name, label, all, options }) => (
          <Select
            key={name}
            aria-label={label}
            placeholder={all}
            value={search[name] ?? null}
            onChange={(value: string | null | undefined) => set({ [name]: value ?? undefined })}
            options={Object.entries(options).map(([value, title]) => ({ value, label: title }))}
            allowClear
            className="select-kind"
          />
        ))}
        <ClassSelect value={search['class']} onChange={(id) => set({ class: id })} />
      </Filters>
      <Panel flush>
        <Shown reading={list}>
          {({ standards, total }) =>
            standards.length === 0 ? (
              <Empty title={isNarrowed ? '没有找到标准' : '还没有登记标准'}>
                {isNarrowed ? '核对编号，或者换一个条件。' : '标准由省级市场监管部门导入。'}
              </Empty>
            ) : (
              <>
                <StandardTable standards={standards} />
                <Pager
                  page={page}
                  total={total}
                  unit="项"
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

const tones = { coming: 'todo', current: 'done', lapsing: 'late', lapsed: 'missing' } as const;

function StandardTable({ standards }: { standards: readonly PresentedStandard[] }) {
  return (
    <DataTable
      caption="产品标准"
      rows={standards}
      rowKey={({ number }) => number}
      toneOf={({ standing }) => (standing === 'lapsed' ? 'quiet' : undefined)}
      columns={[
        { title: '标准编号', kind: 'main', width: '170px', cell: ({ number }) => number },
        { title: '名称', cell: ({ title }) => title },
        {
          title: '性质',
          kind: 'short',
          cell: ({ natureTitle, levelTitle }) => `${natureTitle}${levelTitle}`,
        },
        { title: '实施日期', kind: 'code', cell: ({ from }) => dayText(from) },
        {
          title: '产品类别',
          isDetail: true,
          cell: ({ classes }) => classes.map(({ title }) => title).join('、') || '—',
        },
        { title: '效力', cell: (one) => <Validity standard={one} /> },
        {
          title: '引用',
          kind: 'number',
          cell: ({ products, number }) =>
            products === 0 ? (
              '—'
            ) : (
              <Link to="/products" search={{ standard: number } as never}>
                {products}种
              </Link>
            ),
        },
      ]}
    />
  );
}

/** Whether it holds, what it replaced and what replaces it. */
function Validity({ standard: one }: { standard: PresentedStandard }) {
  const by = one.replacedBy.length === 0 ? '' : `，由${one.replacedBy.join('、')}代替`;
  return (
    <>
      <span className={`state-tag ${tones[one.standing]}`}>{one.standingTitle}</span>
      {one.lapsesOn !== undefined && (
        <>
          {' '}
          自{dayText(one.lapsesOn)}起失效{by}
        </>
      )}
      {one.replaces.length > 0 && <span className="muted"> 代替{one.replaces.join('、')}</span>}
    </>
  );
}
