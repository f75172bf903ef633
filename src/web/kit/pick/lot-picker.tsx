import { Select } from 'antd';
import { useState } from 'react';
import type { LotList, LotSummary } from '#server/lots/present.ts';
import { useRead } from '../api/read.ts';
import { LotName } from '../show/names.tsx';
import { useSettled } from './settled.ts';

/** Picks a lot that the reader's organisation holds, by product or number; a scanned code is typed by the scanner. */
export function LotPicker({
  value,
  onChange,
  id,
  label,
}: {
  value?: string | undefined;
  /** Told the lot itself too, where the reader picked it from the list. */
  onChange?: (id: string | undefined, lot?: LotSummary) => void;
  id?: string;
  label?: string;
}) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const { value: found, isFetching } = useRead<LotList>('/api/lots', {
    q,
    // What is all sold is found by its number: a recall begins with such lots.
    left: q === '' ? 'true' : 'false',
  });
  const options = (found?.lots ?? []).map((lot) => ({ value: lot.id, label: lotText(lot) }));
  const isMissing = value !== undefined && !options.some((option) => option.value === value);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={label ?? '选择批次'}
      value={value ?? null}
      onChange={(picked: string | null | undefined) =>
        onChange?.(
          picked ?? undefined,
          found?.lots.find((lot) => lot.id === picked),
        )
      }
      options={isMissing ? [{ value, label: <LotName id={value} /> }, ...options] : options}
      allowClear
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      popupMatchSelectWidth={false}
      placeholder="产品名称或者批号"
      notFoundContent={typed === '' ? '本单位没有现存的批次' : '没有找到这个批次'}
    />
  );
}

/** What a lot is, and how much of it is there. */
function lotText({ product, model, number, onHand, unit, blocked }: LotSummary): string {
  const name = [product, model, `批号${number}`].filter(Boolean).join(' ');
  return `${name}　现存${onHand}${unit}${blocked ? '（已封存）' : ''}`;
}
