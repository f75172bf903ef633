import { Button, Select } from 'antd';
import { useRouter } from '@tanstack/react-router';
import type { ProductList } from '#server/products/present.ts';
import { lackTitles } from '#law/enterprise/product/fitness.ts';
import { useRead } from '../../kit/api/read.ts';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { ClassSelect } from '../../kit/pick/class-select.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { holds, isKind, useMe } from '../me.tsx';
import { pageOf, useFilters } from '../search.ts';
import { ProductTable } from './product-table.tsx';
import './products.css';

const states = {
  filed: '已建档，未供应',
  supplied: '供应中',
  stopped: '已停产',
  retired: '已注销',
};
const concerns = { lapsing: '执行标准即将失效', ...lackTitles };
const options = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, label]) => ({ value, label }));

/** Products of the own house or of the territory, with what today's rules say of each. */
export function ListPage() {
  const me = useMe();
  const router = useRouter();
  const [search, set] = useFilters();
  const page = pageOf(search);
  const query = {
    q: search['q'],
    class: search['class'],
    state: search['state'],
    concern: search['concern'],
    standard: search['standard'],
    organisation: search['organisation'],
  };
  const list = useRead<ProductList>('/api/products', { ...query, page });
  const isEnterprise = isKind(me, ['enterprise']);
  const mayFile =
    isEnterprise && holds(me, ['principal', 'quality-safety-director', 'quality-safety-officer']);
  const isNarrowed = Object.values(query).some((value) => value !== undefined);
  return (
    <Page
      title={isEnterprise ? '产品' : '产品档案'}
      about={
        isEnterprise
          ? '每种产品执行什么标准、是否声明公开、标签是否合格、证书是否有效。'
          : '辖区企业的产品，按今天的标准、声明、标签和证书判断。'
      }
      acts={
        <>
          <ExportButton path="/api/products/export.xlsx" query={query} />
          {mayFile && (
            <Button type="primary" onClick={() => void router.navigate({ to: '/products/new' })}>
              登记产品
            </Button>
          )}
        </>
      }
    >
      <Filters>
        <SearchBox
          value={search['q']}
          onSearch={(q) => set({ q })}
          placeholder={isEnterprise ? '产品名称、型号或者条码' : '产品、型号、条码或者企业'}
        />
        <Select
          aria-label="存在问题"
          placeholder="全部情况"
          value={search['concern'] ?? null}
          onChange={(value: string | null | undefined) => set({ concern: value ?? undefined })}
          options={options(concerns)}
          allowClear
          className="select-state"
        />
        <Select
          aria-label="状态"
          placeholder="全部状态"
          value={search['state'] ?? null}
          onChange={(value: string | null | undefined) => set({ state: value ?? undefined })}
          options={options(states)}
          allowClear
          className="select-kind"
        />
        <ClassSelect value={search['class']} onChange={(id) => set({ class: id })} />
        {search['standard'] !== undefined && (
          <Button onClick={() => set({ standard: undefined })}>执行{search['standard']} ×</Button>
        )}
      </Filters>
      <Panel flush>
        <Shown reading={list}>
          {({ products, total }) =>
            products.length === 0 ? (
              <Empty title={isNarrowed ? '没有这样的产品' : '还没有登记产品'}>
                {isNarrowed
                  ? '换一个条件再查。'
                  : isEnterprise
                    ? '登记产品后，声明执行的标准、检查标签，再开始供应。'
                    : '产品由企业登记。'}
              </Empty>
            ) : (
              <>
                <ProductTable products={products} makers={!isEnterprise} />
                <Pager
                  page={page}
                  total={total}
                  unit="种"
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
