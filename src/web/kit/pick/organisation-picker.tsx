import { Select } from 'antd';
import { useState } from 'react';
import type { OrganisationKind } from '#kernel/party.ts';
import type { OrganisationSummary } from '#server/registry/present.ts';
import { useRead } from '../api/read.ts';
import { OrganisationName } from '../show/names.tsx';
import { MultiSelect } from './multi-select.tsx';
import { useSettled } from './settled.ts';

interface Picking {
  readonly kinds?: readonly OrganisationKind[];
  readonly id?: string;
  readonly label?: string;
  readonly placeholder?: string;
}

/** Picks one organisation of the register by part of its name or by its credit code. */
export function OrganisationPicker({
  value,
  onChange,
  size = 'middle',
  ...picking
}: Picking & {
  value?: string | undefined;
  onChange?: (id: string | undefined) => void;
  size?: 'middle' | 'large';
}) {
  const shared = useShared(picking, value === undefined ? [] : [value]);
  return (
    <Select
      {...shared}
      size={size}
      value={value ?? null}
      allowClear
      onChange={(id: string | null | undefined) => onChange?.(id ?? undefined)}
    />
  );
}

/** Picks several organisations. */
export function OrganisationsPicker({
  value = [],
  onChange,
  ...picking
}: Picking & { value?: readonly string[]; onChange?: (ids: string[]) => void }) {
  const shared = useShared(picking, value);
  return (
    <MultiSelect {...shared} value={[...value]} onChange={(ids: string[]) => onChange?.(ids)} />
  );
}

/** What was picked before stays among the options, so that its name is shown and not its id. */
function useShared({ kinds, id, label, placeholder }: Picking, picked: readonly string[]) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const { value, isFetching } = useRead<{ organisations: readonly OrganisationSummary[] }>(
    '/api/organisations',
    { q, kind: kinds?.join(',') },
  );
  const found = (value?.organisations ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    title: one.regionName,
  }));
  const known = new Set(found.map((option) => option.value));
  const kept = picked
    .filter((one) => !known.has(one))
    .map((one) => ({ value: one, label: <OrganisationName id={one} />, title: '' }));
  return {
    ...(id === undefined ? {} : { id }),
    'aria-label': label ?? '选择单位',
    placeholder: placeholder ?? '输入单位名称或统一社会信用代码',
    options: [...kept, ...found],
    showSearch: { filterOption: false as const, onSearch: setTyped, searchValue: typed },
    loading: isFetching,
    notFoundContent: isFetching ? '正在查找…' : '没有找到，请换一个说法',
    optionRender: (option: { data: { label: React.ReactNode; title: string } }) => (
      <span className="option-two">
        <span>{option.data.label}</span>
        <span className="muted">{option.data.title}</span>
      </span>
    ),
  };
}
