import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useRef } from 'react';
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

  function onKeyDown(event: KeyboardEvent, row: number, column: number) {
    const down = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (down === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = row + down;
    if (next >= cells.length) focus(0, column + 1);
    else focus(next, column);
  }

  function onPaste(event: ClipboardEvent, row: number, column: number) {
    const texts = readCells(event.clipboardData.getData('text/plain'));
    if (texts === undefined) return;
    event.preventDefault();
    onChange(filled(cells, texts, row, column));
  }

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
            <tr key={row}>
              <td>{row + 1}</td>
              {items.map((own, column) => (
                <td key={own.item} className={stateOf(own, line[column] ?? '')}>
                  <input
                    data-at={`${row}.${column}`}
                    aria-label={`第${row + 1}件${own.item}`}
                    aria-invalid={stateOf(own, line[column] ?? '') === 'fail'}
                    value={line[column] ?? ''}
                    inputMode={own.rule === 'conforms' ? 'text' : 'decimal'}
                    onKeyDown={(event) => onKeyDown(event, row, column)}
                    onPaste={(event) => onPaste(event, row, column)}
                    onChange={({ target }) =>
                      onChange(filled(cells, [[target.value]], row, column))
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
