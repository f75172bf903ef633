import { Select } from 'antd';
import { useState } from 'react';
import { law } from '#law/all.ts';
import type { ProceedingDetail, ProceedingSummary } from '#server/proceedings/present.ts';
import type { ProductList } from '#server/products/present.ts';
import { useRead } from '../api/read.ts';
import { useSettled } from './settled.ts';

interface Picking {
  readonly procedure: string;
  readonly value?: string | undefined;
  readonly onChange?: (id: string | undefined) => void;
  readonly id?: string;
  readonly label?: string;
}

/** Picks a proceeding of one procedure that the reader sees; products by name, model and bar code. */
export function ProceedingPicker(picking: Picking) {
  const isProduct = law.procedures.some(
    ({ id, product }) => id === picking.procedure && product !== undefined,
  );
  return isProduct ? <ProductPicker {...picking} /> : <AnyPicker {...picking} />;
}

function ProductPicker(picking: Picking) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const list = useRead<ProductList>('/api/products', { q });
  const options = (list.value?.products ?? []).map((one) => ({
    value: one.id,
    label: `${one.name} ${one.model}`,
    note: one.lacks[0]?.title ?? one.stateTitle,
  }));
  return (
    <Picked picking={picking} options={options} typed={[typed, setTyped]} busy={list.isFetching} />
  );
}

function AnyPicker(picking: Picking) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const list = useRead<{ proceedings: readonly ProceedingSummary[] }>('/api/proceedings', {
    procedure: picking.procedure,
    q,
  });
  const found = list.value?.proceedings ?? [];
  // What was picked before may not be among those that are offered now.
  const isOffered = found.some(({ id }) => id === picking.value);
  const { value: picked } = useRead<ProceedingDetail>(
    picking.value === undefined || isOffered ? undefined : `/api/proceedings/${picking.value}`,
  );
  const options = [...(picked === undefined || isOffered ? [] : [picked]), ...found].map((one) => ({
    value: one.id,
    label: one.title,
    note: one.stateTitle,
  }));
  return (
    <Picked picking={picking} options={options} typed={[typed, setTyped]} busy={list.isFetching} />
  );
}

function Picked({
  picking: { value, onChange, id, label },
  options,
  typed: [typed, setTyped],
  busy,
}: {
  picking: Picking;
  options: readonly { readonly value: string; readonly label: string; readonly note: string }[];
  typed: readonly [string, (text: string) => void];
  busy: boolean;
}) {
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={label ?? '选择'}
      value={value ?? null}
      onChange={(picked: string | null | undefined) => onChange?.(picked ?? undefined)}
      options={[...options]}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      loading={busy}
      placeholder="输入名称查找"
      notFoundContent={busy ? '正在查找…' : '没有找到，请换一个说法'}
      optionRender={({ data }) => (
        <span className="option-two">
          <span>{data.label}</span>
          <span className="muted">{data.note}</span>
        </span>
      )}
    />
  );
}
