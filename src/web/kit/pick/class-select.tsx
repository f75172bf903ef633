import { Select } from 'antd';
import { productClasses } from '#law/product-classes.ts';
import { MultiSelect } from './multi-select.tsx';

const groups = [...new Set(productClasses.map(({ group }) => group))].map((group) => ({
  label: group,
  options: productClasses
    .filter((one) => one.group === group)
    .map(({ id, title }) => ({ value: id, label: title })),
}));

/** Picks one class of products. */
export function ClassSelect({
  value,
  onChange,
}: {
  value?: string | undefined;
  onChange?: (id: string | undefined) => void;
}) {
  return (
    <Select
      aria-label="产品类别"
      value={value ?? null}
      onChange={(id: string | null | undefined) => onChange?.(id ?? undefined)}
      options={groups}
      placeholder="全部产品类别"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      className="select-class"
    />
  );
}

/** Picks several classes of products, for the register. */
export function ClassesSelect({
  value = [],
  onChange,
  id,
}: {
  value?: readonly string[];
  onChange?: (ids: string[]) => void;
  id?: string;
}) {
  return (
    <MultiSelect
      {...(id === undefined ? {} : { id })}
      value={[...value]}
      onChange={(ids: string[]) => onChange?.(ids)}
      options={groups}
      placeholder="输入产品名称查找，可选多个"
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}
