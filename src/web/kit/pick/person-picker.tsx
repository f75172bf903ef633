import { Select } from 'antd';
import type { Post } from '#kernel/party.ts';
import type { PresentedPerson } from '#server/registry/present.ts';
import { useRead } from '../api/read.ts';
import { MultiSelect } from './multi-select.tsx';

interface Picking {
  /** Posts of which a picked person must hold one; all people where it is empty. */
  readonly posts?: readonly Post[];
  /** Whose people; the reader's own organisation where it is left out. */
  readonly organisation?: string;
  readonly id?: string;
  readonly label?: string;
}

/** Picks one person of an organisation. */
export function PersonPicker({
  value,
  onChange,
  ...picking
}: Picking & { value?: string | undefined; onChange?: (id: string | undefined) => void }) {
  return (
    <Select
      {...useShared(picking)}
      value={value ?? null}
      allowClear
      onChange={(id: string | null | undefined) => onChange?.(id ?? undefined)}
    />
  );
}

/** Picks several people of an organisation. */
export function PeoplePicker({
  value = [],
  onChange,
  ...picking
}: Picking & { value?: readonly string[]; onChange?: (ids: string[]) => void }) {
  return (
    <MultiSelect
      {...useShared(picking)}
      value={[...value]}
      onChange={(ids: string[]) => onChange?.(ids)}
    />
  );
}

function useShared({ posts = [], organisation, id, label }: Picking) {
  const { value, isFetching } = useRead<{ people: readonly PresentedPerson[] }>('/api/people', {
    organisation,
  });
  const fitting = (value?.people ?? []).filter(
    (person) =>
      !person.disabled &&
      (posts.length === 0 || person.posts.some(({ post, valid }) => valid && posts.includes(post))),
  );
  const options = fitting.map((person) => ({
    value: person.account,
    label: `${person.name}${titleOf(person)}`,
  }));
  return {
    ...(id === undefined ? {} : { id }),
    'aria-label': label ?? '选择人员',
    options,
    placeholder: '选择人员',
    loading: isFetching,
    showSearch: { optionFilterProp: 'label' },
    notFoundContent: posts.length === 0 ? '本单位还没有登记人员' : '没有符合岗位要求的人员',
  };
}

function titleOf({ posts }: PresentedPerson): string {
  return posts.length === 0 ? '' : `（${posts.map(({ title }) => title).join('、')}）`;
}
