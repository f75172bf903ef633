import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { LotPicker } from '../pick/lot-picker.tsx';
import { MultiSelect } from '../pick/multi-select.tsx';
import { OrganisationPicker, OrganisationsPicker } from '../pick/organisation-picker.tsx';
import { PeoplePicker, PersonPicker } from '../pick/person-picker.tsx';
import { ProceedingPicker } from '../pick/proceeding-picker.tsx';
import { RecordPicker } from '../pick/record-picker.tsx';
import { StandardsPicker } from '../pick/standards-picker.tsx';
import { amountText } from '../show/words.ts';
import { DateInput, InstantInput } from './date-input.tsx';
import { FilesInput } from './files-input.tsx';

/** What the surrounding form item hands to its input. */
export interface Bound<T> {
  readonly id?: string;
  readonly value?: T;
  readonly onChange?: (value: T | undefined) => void;
}

/**
 * The input for one field of a form; groups and tables have their own components.
 * @param dense inside a table, where there is no room for radio buttons.
 */
export function Control({
  field,
  dense = false,
  ...bound
}: { field: FieldDescription; dense?: boolean } & Bound<unknown>) {
  const { label } = field;
  switch (field.control) {
    case 'long-text':
      return <LongText field={field} dense={dense} {...(bound as Bound<string>)} />;
    case 'integer':
      return <Integer field={field} {...(bound as Bound<number>)} />;
    case 'date':
      return <DateInput label={label} {...(bound as Bound<string>)} />;
    case 'instant':
      return <InstantInput label={label} {...(bound as Bound<string>)} />;
    case 'choice':
      return <Choice field={field} dense={dense} {...(bound as Bound<string>)} />;
    case 'choices':
      return <Choices field={field} {...(bound as Bound<string[]>)} />;
    case 'yes-no':
      return <YesNo label={label} {...(bound as Bound<boolean>)} />;
    case 'organisation':
      return <OrganisationPicker {...picking(field)} {...(bound as Bound<string>)} />;
    case 'organisations':
      return <OrganisationsPicker {...picking(field)} {...(bound as Bound<string[]>)} />;
    case 'person':
      return <PersonPicker {...picking(field)} {...(bound as Bound<string>)} />;
    case 'people':
      return <PeoplePicker {...picking(field)} {...(bound as Bound<string[]>)} />;
    case 'record':
      return <RecordPicker book={field.book ?? ''} label={label} {...(bound as Bound<string>)} />;
    case 'lot':
      return <LotPicker label={label} {...(bound as Bound<string>)} />;
    case 'proceeding':
      return (
        <ProceedingPicker
          procedure={field.procedure ?? ''}
          label={label}
          {...(bound as Bound<string>)}
        />
      );
    case 'standards':
      return <StandardsPicker label={label} {...(bound as Bound<string[]>)} />;
    case 'files':
      return (
        <FilesInput
          max={field.max ?? 9}
          label={label}
          pictures={field.pictures === true}
          {...(bound as Bound<string[]>)}
        />
      );
    default:
      return <Text field={field} dense={dense} {...(bound as Bound<string>)} />;
  }
}

function picking({ label, kinds, posts }: FieldDescription) {
  return {
    label,
    ...(kinds === undefined ? {} : { kinds }),
    ...(posts === undefined ? {} : { posts }),
  };
}

/** One line; in a table a long one wraps instead of hiding its end. */
function Text({
  field,
  dense,
  id,
  value,
  onChange,
}: { field: FieldDescription; dense: boolean } & Bound<string>) {
  const { label, control, unit, maxLength = 200 } = field;
  const shared = { ...withId(id), 'aria-label': label, value: value ?? '', maxLength };
  if (dense && maxLength > 20 && control === 'text') {
    return (
      <Input.TextArea
        {...shared}
        autoSize={{ minRows: 1, maxRows: 4 }}
        onChange={(event) => onChange?.(event.target.value.replace(/\s*\n\s*/g, ' '))}
      />
    );
  }
  const input = (
    <Input
      {...shared}
      onChange={(event) => onChange?.(event.target.value)}
      suffix={unit}
      {...(control === 'decimal' ? { inputMode: 'decimal', className: 'num' } : {})}
    />
  );
  // A long sum is read once more with its thousands apart: one nought too many changes a fine tenfold.
  if (control !== 'decimal' || unit !== '元' || !/^\d{4,14}(\.\d*)?$/.test(value ?? ''))
    return input;
  return (
    <>
      {input}
      <span className="sum-read num" aria-live="polite">
        {amountText(value ?? '')} 元
      </span>
    </>
  );
}

function LongText({
  field,
  dense,
  id,
  value,
  onChange,
}: { field: FieldDescription; dense: boolean } & Bound<string>) {
  return (
    <Input.TextArea
      {...withId(id)}
      aria-label={field.label}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value)}
      maxLength={field.maxLength ?? 4000}
      autoSize={{ minRows: dense ? 1 : 3, maxRows: dense ? 6 : 20 }}
      showCount={!dense && (value ?? '').length > (field.maxLength ?? 4000) * 0.8}
    />
  );
}

function Integer({ field, id, value, onChange }: { field: FieldDescription } & Bound<number>) {
  return (
    <InputNumber<number>
      {...withId(id)}
      aria-label={field.label}
      value={value ?? null}
      onChange={(number) => onChange?.(number ?? undefined)}
      precision={0}
      controls={false}
      suffix={field.unit}
      className="input-number num"
    />
  );
}

function Choice({
  field,
  dense,
  id,
  value,
  onChange,
}: { field: FieldDescription; dense: boolean } & Bound<string>) {
  const options = optionsOf(field);
  const isShort = options.length <= 3 || (options.length <= 5 && totalLength(options) <= 40);
  if (!dense && isShort) {
    return (
      <Radio.Group
        {...withId(id)}
        aria-label={field.label}
        value={value}
        onChange={(event) => onChange?.(event.target.value as string)}
        options={options}
      />
    );
  }
  return (
    <Select
      {...withId(id)}
      aria-label={field.label}
      value={value ?? null}
      onChange={(picked: string | null | undefined) => onChange?.(picked ?? undefined)}
      options={options}
      allowClear={!field.required}
      placeholder="请选择"
      popupMatchSelectWidth={false}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
    />
  );
}

function Choices({ field, id, value, onChange }: { field: FieldDescription } & Bound<string[]>) {
  const options = optionsOf(field);
  if (options.length <= 8) {
    return (
      <Checkbox.Group
        aria-label={field.label}
        value={value ?? []}
        onChange={(picked) => onChange?.(picked)}
        options={options}
      />
    );
  }
  return (
    <MultiSelect
      {...withId(id)}
      aria-label={field.label}
      value={value ?? []}
      onChange={(picked: string[]) => onChange?.(picked)}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="可选多项"
    />
  );
}

function YesNo({ label, id, value, onChange }: { label: string } & Bound<boolean>) {
  return (
    <Radio.Group
      {...withId(id)}
      aria-label={label}
      value={value}
      onChange={(event) => onChange?.(event.target.value as boolean)}
      options={[
        { value: true, label: '是' },
        { value: false, label: '否' },
      ]}
    />
  );
}

function optionsOf({ options }: FieldDescription) {
  return Object.entries(options ?? {}).map(([value, label]) => ({ value, label }));
}

function totalLength(options: readonly { label: string }[]): number {
  return options.reduce((sum, { label }) => sum + label.length, 0);
}

function withId(id: string | undefined) {
  return id === undefined ? {} : { id };
}
