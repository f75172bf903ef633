import { Select } from 'antd';
import type { PresentedEntry, RecordList } from '#server/entries/present.ts';
import { useRead } from '../api/read.ts';
import { momentText } from '../show/words.ts';

/** Picks a record of a book of the reader's own organisation; the latest comes first. */
export function RecordPicker({
  book,
  value,
  onChange,
  id,
  label,
}: {
  book: string;
  value?: string | undefined;
  onChange?: (id: string | undefined) => void;
  id?: string;
  label?: string;
}) {
  const { value: found, isFetching } = useRead<RecordList>(`/api/books/${book}/records`);
  const options = (found?.records ?? [])
    .filter(({ correctedBy }) => correctedBy === undefined)
    .map((record) => ({ value: record.id, label: `${momentText(record.at)}　${gist(record)}` }));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={label ?? '选择记录'}
      value={value ?? null}
      onChange={(picked: string | null | undefined) => onChange?.(picked ?? undefined)}
      options={options}
      allowClear
      loading={isFetching}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="选择记录"
      notFoundContent="台账中还没有记录"
    />
  );
}

/** The first texts of a record: enough to tell it from others. */
function gist({ input }: PresentedEntry): string {
  const texts = Object.values(input).filter(
    (value): value is string => typeof value === 'string' && !/^[0-9a-f-]{36}$/.test(value),
  );
  return texts.slice(0, 2).join(' ').slice(0, 40);
}
