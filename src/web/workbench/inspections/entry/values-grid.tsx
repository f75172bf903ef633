import type { ClipboardEvent, KeyboardEvent } from 'react';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import { requirementText } from '#insight/judgement/judge.ts';
import type { Characteristic } from '#law/enterprise/inspection/values.ts';
import { readCells } from '../../../kit/form/paste.ts';
import { filled, stateOf } from './values.ts';
import type { Cells } from './values.ts';

/**
 * A grid in which values are typed sample by sample: Enter and the arrows lead down, Tab to the right, a part of a
 * spreadsheet can be pasted, and every value is judged at once.
 */
export function ValuesGrid({
  items,
  cells,
  label,
  onChange,
}: {
  items: readonly Characteristic[];
  cells: Cells;
  label: string;
  onChange: (cells: Cells) => void;
}) {
  const grid = useRef<HTMLTableElement>(null);
  const focus = (row: number, column: number) =>
    grid.current?.querySelector<HTMLInputElement>(`[data-at="${row}.${column}"]`)?.focus();

  const latest = useRef<Hands>(undefined);
  useLayoutEffect(() => {
    latest.current = {
      move(event, row, column) {
        const down = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (down === undefined || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const next = row + down;
        if (next >= cells.length) focus(0, column + 1);
        else focus(next, column);
      },
      paste(event, row, column) {
        const texts = readCells(event.clipboardData.getData('text/plain'));
        if (texts === undefined) return;
        event.preventDefault();
        onChange(filled(cells, texts, row, column));
      },
      type: (text, row, column) => onChange(filled(cells, [[text]], row, column)),
    };
  });
  // The same for the whole life of the grid, or every row would be drawn anew at each press of a key.
  const [hands] = useState<Hands>(() => ({
    move: (...given) => latest.current!.move(...given),
    paste: (...given) => latest.current!.paste(...given),
    type: (...given) => latest.current!.type(...given),
  }));

  return (
    <div className="values-scroll">
      <table className="values-grid" ref={grid}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">样品</th>
            {items.map((own) => (
              <th key={own.item} scope="col">
                {own.item}
                <div className="muted small">{requirementText(own, own.unit)}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((line, row) => (
            <Row key={row} row={row} items={items} line={line} hands={hands} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Hands {
  move(event: KeyboardEvent, row: number, column: number): void;
  paste(event: ClipboardEvent, row: number, column: number): void;
  type(text: string, row: number, column: number): void;
}

interface RowProps {
  readonly row: number;
  readonly items: readonly Characteristic[];
  readonly line: readonly string[];
  readonly hands: Hands;
}

const Row = memo(
  ({ row, items, line, hands }: RowProps) => (
    <tr>
      <td>{row + 1}</td>
      {items.map((own, column) => {
        const state = stateOf(own, line[column] ?? '');
        return (
          <td key={own.item} className={state}>
            <input
              data-at={`${row}.${column}`}
              aria-label={`第${row + 1}件${own.item}`}
              aria-invalid={state === 'fail'}
              value={line[column] ?? ''}
              inputMode={own.rule === 'conforms' ? 'text' : 'decimal'}
              onKeyDown={(event) => hands.move(event, row, column)}
              onPaste={(event) => hands.paste(event, row, column)}
              onChange={({ target }) => hands.type(target.value, row, column)}
            />
          </td>
        );
      })}
    </tr>
  ),
  isSameRow,
);

/** The lines of a grid are new arrays at each press of a key; what is written in them is not. */
function isSameRow(one: RowProps, other: RowProps): boolean {
  return (
    one.items === other.items &&
    one.row === other.row &&
    one.line.length === other.line.length &&
    one.line.every((text, column) => text === other.line[column])
  );
}
