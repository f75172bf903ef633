import type { ReactNode } from 'react';

/** A column of a list. */
export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand on the right, days and codes in digits of one width; short texts are not broken. */
  readonly kind?: 'number' | 'code' | 'main' | 'short';
  readonly width?: string;
  /** Left out where the screen is as narrow as a phone's. */
  readonly isDetail?: true;
}

/** A list as a table; on a narrow screen each row becomes a block with the column's title before each value. */
export function DataTable<T>({
  columns,
  rows,
  rowKey,
  caption,
  toneOf,
}: {
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** For screen readers. */
  caption: string;
  toneOf?: (row: T) => 'alarm' | 'quiet' | undefined;
}) {
  return (
    <div className="table-scroll">
      <table className="data-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.title}
                scope="col"
                className={classOf(column)}
                {...(column.width !== undefined && { style: { width: column.width } })}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={toneOf?.(row) ?? ''}>
              {columns.map((column) => (
                <td key={column.title} data-label={column.title} className={classOf(column)}>
                  <div className="cell">{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf<T>({ kind, isDetail }: Column<T>): string {
  return [kind, isDetail === true ? 'detail' : undefined].filter(Boolean).join(' ');
}
