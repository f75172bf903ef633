import { Select } from 'antd';
import { describeForm } from '#kernel/derive/describe.ts';
import type { Form } from '#kernel/field.ts';

interface Filtering {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Narrows records to those in which one of the form's choices was made; nothing where a form has no choices. */
export function ChoiceFilter({ form, value, onChange }: Filtering & { readonly form: Form }) {
  const groups = describeForm(form)
    .filter(({ options, personal }) => options !== undefined && personal !== true)
    .map(({ name, label, options = {} }) => ({
      label,
      options: Object.entries(options).map(([key, title]) => ({
        value: `${name}:${key}`,
        label: title,
        whole: `${label}：${title}`,
      })),
    }));
  if (groups.length === 0) return null;
  return (
    <Select
      aria-label="按选项筛选"
      value={value ?? null}
      onChange={(one: string | null | undefined) => onChange(one ?? undefined)}
      options={groups}
      optionLabelProp="whole"
      placeholder="全部选项"
      showSearch={{ optionFilterProp: 'whole' }}
      allowClear
      className="select-class"
    />
  );
}

/** Narrows records to those that still stand, or to those that were amended. */
export function StateFilter({ value, onChange }: Filtering) {
  return (
    <Select
      aria-label="记录状态"
      value={value ?? null}
      onChange={(one: string | null | undefined) => onChange(one ?? undefined)}
      options={[
        { value: 'standing', label: '有效' },
        { value: 'corrected', label: '已被更正' },
      ]}
      placeholder="全部状态"
      allowClear
    />
  );
}
