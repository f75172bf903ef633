import { Button, Checkbox, Select } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { organisationKinds } from '#kernel/party.ts';
import type { OrganisationSummary } from '#server/registry/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { ClassSelect } from '../../kit/pick/class-select.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { isKind, useMe } from '../me.tsx';
import { pageOf, useFilters } from '../search.ts';

const businesses = { producer: '生产', wholesale: '批发', retail: '零售' } as const;

/** What a market regulator narrows the list to, to see to it. */
const narrowings = [
  ['unconfirmed', '自行注册待确认'],
  ['withoutAccount', '无人能办理'],
  ['claimed', '认领待核对'],
  ['closed', '已经终止'],
] as const;

/** The register of organisations in the reader's scope. */
export function ListPage() {
  const me = useMe();
  const router = useRouter();
  const [search, set] = useFilters();
  const page = pageOf(search);
  const kind = search['kind'] ?? 'enterprise';
  const query = {
    q: search['q'],
    kind: kind === 'all' ? undefined : kind,
    region: search['region'],
    class: search['class'],
    unconfirmed: search['unconfirmed'],
    withoutAccount: search['withoutAccount'],
    claimed: search['claimed'],
    closed: search['closed'],
  };
  const list = useRead<{ organisations: readonly OrganisationSummary[]; total: number }>(
    '/api/organisations',
    { ...query, page },
  );
  const mayRegister = isKind(me, ['market-regulator']);
  const own = me.organisation?.region.code;
  return (
    <Page
      title="单位名录"
      acts={
        <>
          <ExportButton path="/api/organisations/export.xlsx" query={query} />
          {mayRegister && (
            <>
              <Button onClick={() => void router.navigate({ to: '/organisations/import' })}>
                批量导入
              </Button>
              <Button
                type="primary"
                onClick={() => void router.navigate({ to: '/organisations/new' })}
              >
                登记单位
              </Button>
            </>
          )}
        </>
      }
    >
      <Filters>
        <SearchBox
          value={search['q']}
          onSearch={(q) => set({ q })}
          placeholder="单位名称或统一社会信用代码"
        />
        <Select
          aria-label="单位类型"
          value={kind}
          onChange={(value) => set({ kind: value })}
          options={[
            ...Object.entries(organisationKinds).map(([value, label]) => ({ value, label })),
            { value: 'all', label: '全部类型' },
          ]}
          className="select-kind"
        />
        <RegionSelect
          value={search['region'] === undefined ? undefined : Number(search['region'])}
          {...(own === undefined ? {} : { within: own })}
          placeholder="全部地区"
          allowClear
          onChange={(code) => set({ region: code === undefined ? undefined : String(code) })}
        />
        <ClassSelect value={search['class']} onChange={(id) => set({ class: id })} />
        {mayRegister &&
          narrowings.map(([key, label]) => (
            <Checkbox
              key={key}
              checked={search[key] === 'true'}
              onChange={({ target }) => set({ [key]: target.checked ? 'true' : undefined })}
            >
              {label}
            </Checkbox>
          ))}
      </Filters>
      <Panel flush>
        <Shown reading={list}>
          {({ organisations, total }) =>
            organisations.length === 0 ? (
              <Empty title="没有找到单位">
                {search['q'] === undefined
                  ? mayRegister
                    ? '可以逐家登记，或者用表格批量导入。'
                    : '该条件下没有登记的单位。'
                  : '核对名称或代码；只输入名称中的两三个字也可以。'}
              </Empty>
            ) : (
              <>
                <DataTable
                  caption="单位名录"
                  rows={organisations}
                  rowKey={({ id }) => id}
                  columns={[
                    {
                      title: '单位',
                      kind: 'main',
                      cell: ({ id, name }) => (
                        <Link to="/organisations/$id" params={{ id }}>
                          {name}
                        </Link>
                      ),
                    },
                    {
                      title: '统一社会信用代码',
                      kind: 'code',
                      cell: ({ creditCode }) => creditCode ?? '—',
                    },
                    { title: '所在地', kind: 'short', cell: ({ regionName }) => regionName },
                    {
                      title: '类型',
                      kind: 'short',
                      cell: ({ kindTitle, business }) =>
                        business === undefined ? kindTitle : `${businesses[business]}企业`,
                    },
                    {
                      title: '产品类别',
                      cell: ({ productClasses }) => (
                        <span title={productClasses.map(({ title }) => title).join('、')}>
                          {productClasses
                            .slice(0, 3)
                            .map(({ title }) => title)
                            .join('、') || '—'}
                          {productClasses.length > 3 && `等${productClasses.length}类`}
                        </span>
                      ),
                    },
                    {
                      title: '登记',
                      kind: 'short',
                      cell: ({ confirmed }) =>
                        confirmed ? (
                          <span className="muted">已确认</span>
                        ) : (
                          <span className="state-tag todo">待确认</span>
                        ),
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
    </Page>
  );
}
