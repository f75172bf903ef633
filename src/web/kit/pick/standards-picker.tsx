import { useState } from 'react';
import type { StandardList } from '#server/standards/present.ts';
import { useRead } from '../api/read.ts';
import { MultiSelect } from './multi-select.tsx';
import { useSettled } from './settled.ts';

/** Picks standards of the register by number or title; says of each whether it still holds. */
export function StandardsPicker({
  value = [],
  onChange,
  id,
  label,
}: {
  value?: readonly string[];
  onChange?: (numbers: string[]) => void;
  id?: string;
  label?: string;
}) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const { value: found, isFetching } = useRead<StandardList>('/api/standards', { q });
  const options = (found?.standards ?? []).map((one) => ({
    value: one.number,
    label: one.number,
    title: one.title,
    note: one.standing === 'current' ? one.natureTitle : one.standingTitle,
    disabled: one.standing === 'lapsed',
  }));
  return (
    <MultiSelect
      {...(id === undefined ? {} : { id })}
      aria-label={label ?? '选择标准'}
      value={[...value]}
      onChange={(numbers: string[]) => onChange?.(numbers)}
      options={options}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      loading={isFetching}
      placeholder="输入标准编号或者名称，可选多项"
      notFoundContent={isFetching ? '正在查找…' : '登记簿中没有，请核对编号'}
      optionRender={({ data }) => (
        <span className="option-two">
          <span>
            {data.label} {data.title}
          </span>
          <span className="muted">{data.note}</span>
        </span>
      )}
    />
  );
}
