import type { ReactNode } from 'react';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { FileThumbs } from './files.tsx';
import { LotName, OrganisationName, PersonName, ProceedingLink } from './names.tsx';
import { amountText, momentText } from './words.ts';

type Input = Readonly<Record<string, unknown>>;

/**
 * Shows the input of an act in the words of its form.
 * @param withheld labels of fields that the reader may not see.
 */
export function InputView({
  fields,
  input,
  withheld = [],
}: {
  fields: readonly FieldDescription[];
  input: Input;
  withheld?: readonly string[];
}) {
  const shown = fields.filter(({ name }) => input[name] !== undefined);
  return (
    <dl className="input-view">
      {shown.map((field) => (
        <div key={field.name} className={isWide(field) ? 'pair wide' : 'pair'}>
          <dt>{field.label}</dt>
          <dd>
            <FieldValue field={field} value={input[field.name]} />
          </dd>
        </div>
      ))}
      {withheld.map((label) => (
        <div key={label} className="pair">
          <dt>{label}</dt>
          <dd className="muted">（依规定不向您显示）</dd>
        </div>
      ))}
    </dl>
  );
}

/** One value of an input as people read it. */
export function FieldValue({
  field,
  value,
}: {
  field: FieldDescription;
  value: unknown;
}): ReactNode {
  if (value === undefined || value === null || value === '')
    return <span className="muted">—</span>;
  const list = Array.isArray(value) ? (value as string[]) : [textOf(value)];
  switch (field.control) {
    case 'choice':
    case 'choices':
      return list.map((key) => field.options?.[key] ?? key).join('、');
    case 'yes-no':
      return value === true ? '是' : '否';
    case 'instant':
      return <span className="num">{momentText(textOf(value))}</span>;
    case 'organisation':
    case 'organisations':
      return <Listed ids={list} Name={OrganisationName} />;
    case 'person':
    case 'people':
      return <Listed ids={list} Name={PersonName} />;
    case 'lot':
      return (
        <a href={`/app/lots/${textOf(value)}`}>
          <LotName id={textOf(value)} />
        </a>
      );
    case 'record':
      return <a href={`/app/entries/${textOf(value)}`}>查看所引用的记录</a>;
    case 'proceeding':
      return <ProceedingLink id={textOf(value)} procedure={field.procedure ?? ''} />;
    case 'standards':
      return list.length === 0 ? <span className="muted">无</span> : list.join('、');
    case 'files':
      return list.length === 0 ? <span className="muted">无</span> : <FileThumbs hashes={list} />;
    case 'group':
      return <InputView fields={field.fields ?? []} input={value as Input} />;
    case 'rows':
      return <RowsView field={field} rows={value as readonly Input[]} />;
    case 'long-text':
      return <span className="pre">{textOf(value)}</span>;
    default:
      return (
        <span className="num">
          {isMoney(field) ? amountText(textOf(value)) : textOf(value)}
          {field.unit !== undefined && ` ${field.unit}`}
        </span>
      );
  }
}

function Listed({
  ids,
  Name,
}: {
  ids: readonly string[];
  Name: (props: { id: string }) => ReactNode;
}) {
  return ids.map((id, index) => (
    <span key={id}>
      {index > 0 && '、'}
      <Name id={id} />
    </span>
  ));
}

function RowsView({ field, rows }: { field: FieldDescription; rows: readonly Input[] }) {
  if (rows.length === 0) return <span className="muted">无</span>;
  const columns = (field.fields ?? []).filter(({ name }) =>
    rows.some((row) => row[name] !== undefined && row[name] !== ''),
  );
  return (
    <div className="table-scroll">
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">#</th>
            {columns.map(({ name, label }) => (
              <th key={name} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td className="num">{index + 1}</td>
              {columns.map((column) => (
                <td key={column.name} data-label={column.label}>
                  <FieldValue field={column} value={row[column.name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Sums are read by their thousands. */
function isMoney({ control, unit }: FieldDescription): boolean {
  return control === 'decimal' && unit === '元';
}

function isWide({ control }: FieldDescription): boolean {
  return ['long-text', 'rows', 'group', 'files'].includes(control);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
