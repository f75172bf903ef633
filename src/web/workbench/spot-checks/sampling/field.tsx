import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { isNeeded } from '../../../kit/form/values.ts';
import { Pictures } from './pictures.tsx';

/** Somebody who may be picked. */
export interface Person {
  readonly account: string;
  readonly name: string;
}

/** One field of the sheet, large enough for a finger. */
export function SheetField({
  field,
  value,
  people,
  gap,
  onChange,
}: {
  field: FieldDescription;
  value: unknown;
  people: readonly Person[];
  /** What is wrong with it. */
  gap: string | undefined;
  onChange: (value: unknown) => void;
}) {
  return (
    <div className={gap === undefined ? 'sheet-field' : 'sheet-field is-wrong'}>
      <span className="sheet-label">
        {field.label}
        {field.unit !== undefined && <small>（{field.unit}）</small>}
        {!isNeeded(field) && <small className="muted">选填</small>}
      </span>
      <Input field={field} value={value} people={people} onChange={onChange} />
      {field.hint !== undefined && gap === undefined && <p className="sheet-hint">{field.hint}</p>}
      {gap !== undefined && (
        <p className="sheet-gap" role="alert">
          {gap}
        </p>
      )}
    </div>
  );
}

function Input({
  field,
  value,
  people,
  onChange,
}: {
  field: FieldDescription;
  value: unknown;
  people: readonly Person[];
  onChange: (value: unknown) => void;
}) {
  const { control, label, options = {}, max = 9 } = field;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const list = (Array.isArray(value) ? value : []) as readonly string[];
  if (control === 'files') {
    return <Pictures label={label} value={list} max={max} onChange={onChange} />;
  }
  if (control === 'people') {
    const toggle = (id: string) =>
      onChange(list.includes(id) ? list.filter((other) => other !== id) : [...list, id]);
    return (
      <Choices
        label={label}
        options={people.map(({ account, name }) => [account, name])}
        isOn={(id) => list.includes(id)}
        onPick={toggle}
      />
    );
  }
  if (control === 'choice') {
    const pick = (id: string) => onChange(id === value ? undefined : id);
    return (
      <Choices
        label={label}
        options={Object.entries(options)}
        isOn={(id) => id === value}
        onPick={pick}
      />
    );
  }
  if (control === 'yes-no') {
    return (
      <Choices
        label={label}
        options={[
          ['true', '是'],
          ['false', '否'],
        ]}
        isOn={(id) => String(value) === id}
        onPick={(id) => onChange(id === 'true')}
      />
    );
  }
  if (control === 'long-text') {
    return (
      <textarea
        aria-label={label}
        rows={3}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (field.name.endsWith('Seal')) return <Seal label={label} value={text} onChange={onChange} />;
  const isWhole = control === 'integer';
  return (
    <input
      aria-label={label}
      type={control === 'date' ? 'date' : 'text'}
      inputMode={isWhole ? 'numeric' : control === 'decimal' ? 'decimal' : 'text'}
      autoComplete="off"
      value={text}
      onChange={({ target }) => {
        const typed = target.value;
        if (!isWhole) return onChange(typed);
        const digits = typed.replaceAll(/\D/g, '').slice(0, 9);
        onChange(digits === '' ? undefined : Number(digits));
      }}
    />
  );
}

function Choices({
  label,
  options,
  isOn,
  onPick,
}: {
  label: string;
  options: readonly (readonly [id: string, title: string])[];
  isOn: (id: string) => boolean;
  onPick: (id: string) => void;
}) {
  return (
    <div className="sheet-choices" role="group" aria-label={label}>
      {options.map(([id, title]) => (
        <button key={id} type="button" aria-pressed={isOn(id)} onClick={() => onPick(id)}>
          {title}
        </button>
      ))}
      {options.length === 0 && <span className="muted">联网后可以选择</span>}
    </div>
  );
}

interface Detector {
  detect(image: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}

/** The number of a seal: read from its barcode by the camera where the phone can, else typed. */
export function Seal({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const chooser = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string>();
  const Reader = (globalThis as { BarcodeDetector?: new () => Detector }).BarcodeDetector;

  async function read(file: File) {
    if (Reader === undefined) return;
    const found = await new Reader().detect(await createImageBitmap(file));
    const [code] = found;
    setTrouble(code === undefined ? '没有识别出条码，请重拍或者录入。' : undefined);
    if (code !== undefined) onChange(code.rawValue);
  }

  return (
    <div className="sheet-seal">
      <input
        aria-label={label}
        autoComplete="off"
        autoCapitalize="characters"
        value={value}
        placeholder="扫描或录入封条编号"
        onChange={(event) => onChange(event.target.value)}
      />
      {Reader !== undefined && <Button onClick={() => chooser.current?.click()}>扫码</Button>}
      <input
        ref={chooser}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label={`${label}扫码`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void read(file);
          event.target.value = '';
        }}
      />
      {trouble !== undefined && <p className="sheet-gap">{trouble}</p>}
    </div>
  );
}
