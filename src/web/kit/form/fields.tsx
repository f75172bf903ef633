import { Form, Switch } from 'antd';
import { useEffect } from 'react';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { Control } from './control.tsx';
import { Redraft, useIsRedrafted } from './redraft.tsx';
import { RowsField } from './rows-field.tsx';
import { isAsked, isNeeded, startValues } from './values.ts';
import type { Path } from './values.ts';

/**
 * Draws the fields of a form.
 * @param name where they stand for the form item, below the nearest table row.
 * @param at where they stand in the whole form.
 */
export function Fields({
  fields,
  name = [],
  at = name,
  hidden = [],
}: {
  fields: readonly FieldDescription[];
  name?: Path;
  at?: Path;
  /** Names of top fields that are shown elsewhere. */
  hidden?: readonly string[];
}) {
  return (
    <div className="fields">
      {fields
        .filter((field) => !hidden.includes(field.name))
        .map((field) => (
          <OneField
            key={field.name}
            field={field}
            name={[...name, field.name]}
            at={[...at, field.name]}
          />
        ))}
    </div>
  );
}

function OneField({ field, name, at }: { field: FieldDescription; name: Path; at: Path }) {
  const isRedrafted = useIsRedrafted(at);
  if (!useIsAsked(field, at)) return null;
  if (field.control === 'group') return <Group field={field} name={name} at={at} />;
  if (field.control === 'rows') {
    return (
      <RowsField
        field={field}
        name={name}
        at={at}
        draw={(inner, row, rowAt) => <Fields fields={inner} name={row} at={rowAt} />}
      />
    );
  }
  return (
    <Form.Item
      className={isWide(field) ? 'wide' : ''}
      name={[...name]}
      label={<Label field={field} />}
      required={isNeeded(field)}
      extra={isRedrafted ? <Redraft hint={field.hint} at={at} /> : field.hint}
    >
      <Control field={field} />
    </Form.Item>
  );
}

/** Whether a field is asked for, as the choice stands that it goes with. */
function useIsAsked(field: FieldDescription, at: Path): boolean {
  const form = Form.useFormInstance();
  const choice = field.goesWith?.choice ?? field.name;
  const value: unknown = Form.useWatch([...at.slice(0, -1), choice], { form, preserve: true });
  return isAsked(field, { [choice]: value });
}

/** A group that may be left out is switched on first, unless a choice asks for it. */
function Group({ field, name, at }: { field: FieldDescription; name: Path; at: Path }) {
  const form = Form.useFormInstance();
  const value: unknown = Form.useWatch([...at], { form, preserve: true });
  const inner = field.fields ?? [];
  const isFixed = field.required || field.goesWith !== undefined;
  const isMissing = value === undefined || value === null;
  const isOn = isFixed || !isMissing;
  useEffect(() => {
    // What was typed before the choice was changed and changed back is there still.
    if (isFixed && isMissing) form.setFieldValue([...at], startValues(inner));
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isFixed, isMissing]);
  return (
    <fieldset className={isOn ? 'group wide' : 'group wide off'}>
      <legend>
        {field.label}
        {!isFixed && (
          <Switch
            size="small"
            checked={isOn}
            aria-label={`填写${field.label}`}
            checkedChildren="填写"
            unCheckedChildren="不填"
            onChange={(on) => form.setFieldValue([...at], on ? startValues(inner) : undefined)}
          />
        )}
      </legend>
      {field.hint !== undefined && <p className="muted">{field.hint}</p>}
      {isOn && <Fields fields={inner} name={name} at={at} />}
    </fieldset>
  );
}

/** The name of a field with who may read it. */
export function Label({ field }: { field: FieldDescription }) {
  return (
    <>
      {field.label}
      {field.hiddenFrom !== undefined && <span className="field-mark">限有关单位查看</span>}
      {field.personal === true && <span className="field-mark">个人信息</span>}
      {!isNeeded(field) && <span className="field-optional">（选填）</span>}
    </>
  );
}

function isWide({ control, maxLength = 0, options = {} }: FieldDescription): boolean {
  if (control === 'long-text' || control === 'files' || control === 'choices') return true;
  if (control === 'organisations' || control === 'people' || control === 'standards') return true;
  if (control === 'choice') return Object.values(options).join('').length > 24;
  return control === 'text' && maxLength > 400;
}
