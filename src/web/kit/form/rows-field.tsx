import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { Control } from './control.tsx';
import { fillRows, readCells } from './paste.ts';
import { isNeeded, startValues } from './values.ts';
import type { Path, Values } from './values.ts';

/** Controls that fit into a cell of a table. */
const small: ReadonlySet<string> = new Set([
  'text',
  'long-text',
  'integer',
  'decimal',
  'date',
  'choice',
  'yes-no',
  'person',
  'organisation',
]);

/**
 * A table of rows with the same fields. Rows are added, copied and removed by button or key, and cells are pasted from
 * a spreadsheet. Rows with many or large fields are drawn one below the other.
 * @param draw draws the fields of a row that does not fit into a line.
 */
export function RowsField({
  field,
  name,
  at,
  draw,
}: {
  field: FieldDescription;
  name: Path;
  at: Path;
  draw: (fields: readonly FieldDescription[], name: Path, at: Path) => ReactNode;
}) {
  const form = Form.useFormInstance();
  const inner = field.fields ?? [];
  const isTable = inner.length <= 8 && inner.every(({ control }) => small.has(control));
  const max = field.max ?? 200;
  const [removed, setRemoved] = useState<{ readonly index: number; readonly row: Values }>();
  const rowsNow = () => (form.getFieldValue([...at]) as Values[] | undefined) ?? [];

  function paste(event: React.ClipboardEvent, row: number, fieldName: string) {
    const cells = readCells(event.clipboardData.getData('text/plain'));
    if (cells === undefined) return;
    event.preventDefault();
    const start = { row, field: fieldName };
    form.setFieldValue([...at], fillRows(inner, rowsNow(), cells, start, max));
  }

  return (
    <fieldset className="group rows wide">
      <legend>{field.label}</legend>
      {field.hint !== undefined && <p className="muted">{field.hint}</p>}
      <Form.List name={[...name]}>
        {(rows, { add, remove }, { errors }) => {
          const acts: RowActs = {
            remove: (index) => {
              setRemoved({ index, row: { ...rowsNow()[index] } });
              remove(index);
            },
            copy: (index) => add({ ...rowsNow()[index] }, index + 1),
            insert: (index) => add(startValues(inner), index),
            isFull: rows.length >= max,
          };
          return (
            <>
              {rows.length > 0 &&
                (isTable ? (
                  <TableRows
                    fields={inner}
                    rows={rows.map((row) => row.key)}
                    acts={acts}
                    paste={paste}
                  />
                ) : (
                  rows.map((row, index) => (
                    <div key={row.key} className="row-card">
                      <div className="row-head">
                        <span className="num">第{index + 1}行</span>
                        <RowButtons acts={acts} index={index} />
                      </div>
                      {draw(inner, [row.name], [...at, row.name])}
                    </div>
                  ))
                ))}
              <Form.ErrorList errors={errors} />
              <div className="rows-foot">
                <Button
                  size="small"
                  onClick={() => acts.insert(rows.length)}
                  disabled={acts.isFull}
                >
                  增加一行
                </Button>
                {removed !== undefined && !acts.isFull && (
                  <span role="status">
                    已删除第{removed.index + 1}行{' '}
                    <button
                      type="button"
                      className="as-link"
                      onClick={() => {
                        add(removed.row, Math.min(removed.index, rows.length));
                        setRemoved(undefined);
                      }}
                    >
                      撤销删除
                    </button>
                  </span>
                )}
                <span className="muted">
                  {isTable ? '可从表格软件复制多行后粘贴' : `已有${rows.length}行`}
                </span>
                {isTable && (
                  <span className="muted form-keys">Alt+Enter 增行，Alt+Delete 删行</span>
                )}
              </div>
            </>
          );
        }}
      </Form.List>
    </fieldset>
  );
}

interface RowActs {
  readonly remove: (index: number) => void;
  readonly copy: (index: number) => void;
  readonly insert: (index: number) => void;
  readonly isFull: boolean;
}

function TableRows({
  fields,
  rows,
  acts,
  paste,
}: {
  fields: readonly FieldDescription[];
  /** Keys of the rows. */
  rows: readonly number[];
  acts: RowActs;
  paste: (event: React.ClipboardEvent, row: number, field: string) => void;
}) {
  function onKey(event: React.KeyboardEvent, index: number) {
    if (!event.altKey) return;
    if (event.key === 'Enter' && !acts.isFull) acts.insert(index + 1);
    else if (event.key === 'Delete') acts.remove(index);
    else return;
    event.preventDefault();
  }
  return (
    <div className="table-scroll">
      <table className="edit-table">
        <thead>
          <tr>
            <th scope="col">#</th>
            {fields.map((field) => (
              <th key={field.name} scope="col" className={columnClass(field)}>
                {isNeeded(field) && <span className="must">*</span>}
                {field.label}
                {field.unit !== undefined && `（${field.unit}）`}
              </th>
            ))}
            <th scope="col" aria-label="操作" />
          </tr>
        </thead>
        <tbody>
          {rows.map((key, index) => (
            <tr key={key} onKeyDown={(event) => onKey(event, index)}>
              <td className="num">{index + 1}</td>
              {fields.map((field) => (
                <td
                  key={field.name}
                  data-label={field.label}
                  onPaste={(event) => paste(event, index, field.name)}
                >
                  <Form.Item name={[index, field.name]}>
                    <Control field={field} dense />
                  </Form.Item>
                </td>
              ))}
              <td>
                <RowButtons acts={acts} index={index} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowButtons({ acts, index }: { acts: RowActs; index: number }) {
  return (
    <span className="row-buttons">
      <button
        type="button"
        className="as-link"
        disabled={acts.isFull}
        onClick={() => acts.copy(index)}
        aria-label={`复制第${index + 1}行`}
      >
        复制
      </button>
      <button
        type="button"
        className="as-link danger"
        onClick={() => acts.remove(index)}
        aria-label={`删除第${index + 1}行`}
      >
        删除
      </button>
    </span>
  );
}

/** How wide a column should be: codes narrow, sentences wide. */
function columnClass({ control, maxLength = 200 }: FieldDescription): string {
  if (control === 'text' && maxLength <= 20) return 'col-code';
  return `col-${control}`;
}
