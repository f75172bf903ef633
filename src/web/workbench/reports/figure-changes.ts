import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { Values } from '../../kit/form/values.ts';

/** A figure that was counted differently when the record before was made. */
export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Which figures have changed since a record was made; of tables it is said that they did. */
export function changedFigures(
  fields: readonly FieldDescription[],
  before: Values,
  after: Values,
  above = '',
): readonly Change[] {
  return fields.flatMap(({ name, label, control, fields: inner = [] }) => {
    const [old, now] = [before[name], after[name]];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    const title = above === '' ? label : `${above}·${label}`;
    if (control === 'group') {
      return changedFigures(inner, (old ?? {}) as Values, (now ?? {}) as Values, label);
    }
    if (control === 'rows') return [{ label: title, before: rowsText(old), after: rowsText(now) }];
    return [{ label: title, before: valueText(old), after: valueText(now) }];
  });
}

function valueText(value: unknown): string {
  return value === undefined || value === '' ? '无' : String(value as string | number);
}

function rowsText(value: unknown): string {
  return `${Array.isArray(value) ? value.length : 0}行`;
}
