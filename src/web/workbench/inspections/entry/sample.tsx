import { Button } from 'antd';
import type { Characteristic } from '#law/enterprise/inspection/values.ts';
import { splitValues } from '#law/enterprise/inspection/values.ts';
import type { ReadValues, StandingPlan } from '#server/inspections/present.ts';
import { withQuery } from '../../../kit/api/call.ts';
import { TableUpload } from '../../spot-checks/table-upload.tsx';
import { ValuesGrid } from './values-grid.tsx';
import { cellsOf, progressOf, sized } from './values.ts';
import type { Cells } from './values.ts';

/** The values of one sample: typed, pasted or read from a spreadsheet, with what they come to so far. */
export function Sample({
  plan,
  label,
  size,
  cells,
  onChange,
}: {
  plan: StandingPlan;
  label: string;
  size: number;
  cells: Cells;
  onChange: (cells: Cells) => void;
}) {
  const items: readonly Characteristic[] = plan.items;
  const shown = sized(cells, size, items.length);
  const { blank, unclear, badItems, badValues } = progressOf(items, shown);
  const seen = items.flatMap(({ rule }, at) => (rule === 'conforms' ? [at] : []));
  const fill = () =>
    onChange(
      shown.map((line) =>
        line.map((cell, at) => (seen.includes(at) && cell.trim() === '' ? '符合' : cell)),
      ),
    );
  return (
    <div className="stack">
      <TableUpload<ReadValues>
        path={withQuery('/api/inspections/values', { plan: plan.entry })}
        template={withQuery('/api/inspections/template.xlsx', { plan: plan.entry, size })}
        label={`${label}实测值表`}
        onRows={({ rows }) =>
          onChange(
            cellsOf(
              items,
              items.map(({ item }) =>
                splitValues(rows.find((row) => row.item === item)?.values ?? ''),
              ),
            ),
          )
        }
      />
      <ValuesGrid items={items} cells={shown} label={label} onChange={onChange} />
      <div className="values-foot">
        {seen.length > 0 && <Button onClick={fill}>目视项目其余填“符合”</Button>}
        <span>
          不合格品 <strong className="num">{badItems}</strong> 件，不合格{' '}
          <strong className="num">{badValues}</strong> 处
        </span>
        {blank > 0 && <span className="muted">还有{blank}个待填</span>}
        {unclear > 0 && <span className="note">{unclear}个不能判定，请核对</span>}
      </div>
    </div>
  );
}
