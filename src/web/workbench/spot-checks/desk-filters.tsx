import { Segmented, Select, Switch } from 'antd';
import { productClasses } from '#law/product-classes.ts';
import { useRead } from '../../kit/api/read.ts';
import { Filters, SearchBox } from '../../kit/page/filters.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import type { Search } from '../search.ts';

/** What narrows the desk; it lives in the address. */
export function DeskFilters({
  search,
  set,
  isList,
}: {
  search: Search;
  set: (change: Search) => void;
  isList: boolean;
}) {
  const plans = useRead<{ plans: readonly { number: string; name: string }[] }>(
    '/api/spot-checks/plans',
  );
  const code = search['region'];
  return (
    <Filters>
      <Segmented
        value={isList ? 'list' : 'columns'}
        onChange={(view) => set({ view: view === 'list' ? 'list' : undefined, phase: undefined })}
        options={[
          { value: 'columns', label: '分栏' },
          { value: 'list', label: '清单' },
        ]}
      />
      <Select
        aria-label="计划"
        placeholder="全部计划"
        value={search['plan'] ?? null}
        allowClear
        onChange={(plan: string | null | undefined) =>
          set({ plan: plan ?? undefined, line: undefined })
        }
        options={(plans.value?.plans ?? []).map(({ number, name }) => ({
          value: number,
          label: `${number} ${name}`,
        }))}
        popupMatchSelectWidth={false}
        className="select-state"
      />
      <Select
        aria-label="产品类别"
        placeholder="全部产品类别"
        value={search['class'] ?? null}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(id: string | null | undefined) => set({ class: id ?? undefined })}
        options={productClasses.map(({ id, title }) => ({ value: id, label: title }))}
        popupMatchSelectWidth={false}
        className="select-state"
      />
      <RegionSelect
        value={code === undefined ? undefined : Number(code)}
        onChange={(region) => set({ region: region === undefined ? undefined : String(region) })}
        placeholder="全部地区"
        allowClear
      />
      <span className="select-organisation">
        <OrganisationPicker
          label="承检机构"
          placeholder="全部承检机构"
          kinds={['laboratory']}
          value={search['laboratory']}
          onChange={(laboratory) => set({ laboratory })}
        />
      </span>
      <label className="desk-overdue">
        <Switch
          size="small"
          checked={search['overdue'] === 'true'}
          onChange={(on) => set({ overdue: on ? 'true' : undefined })}
          aria-label="只看逾期"
        />
        只看逾期
      </label>
      <SearchBox
        value={search['q']}
        onSearch={(q) => set({ q })}
        placeholder="任务编号、产品、生产者、型号"
      />
    </Filters>
  );
}
