import type { Form } from '../field.ts';
import { describeForm } from './describe.ts';
import type { FieldDescription } from './describe.ts';

/** A column of a spreadsheet from which records of a form are read. */
export interface SheetColumn {
  /** The head of the column; the same as in an export. */
  readonly title: string;
  readonly field: FieldDescription;
  /** The group or the table of rows that the field is in. */
  readonly within?: FieldDescription;
  readonly isRequired: boolean;
}

/** What a cell can hold. */
const written: ReadonlySet<string> = new Set([
  'text',
  'long-text',
  'integer',
  'decimal',
  'date',
  'choice',
  'choices',
  'yes-no',
  'lot',
  'organisation',
  'person',
]);

/**
 * The columns from which records of a form can be read: one for each field, those of groups and rows under the name of
 * both. A record with several rows goes on in the next line, where everything outside the rows is left blank.
 * @returns undefined where a record needs what no cell holds, such as a file or another record.
 */
export function sheetColumns(form: Form): readonly SheetColumn[] | undefined {
  const columns: SheetColumn[] = [];
  for (const field of describeForm(form)) {
    const isNested = field.control === 'group' || field.control === 'rows';
    for (const one of isNested ? (field.fields ?? []) : [field]) {
      if (!written.has(one.control)) {
        const mayBeEmpty = !one.required || (one.control === 'files' && (one.min ?? 0) === 0);
        if (mayBeEmpty) continue;
        return undefined;
      }
      columns.push({
        title: isNested ? `${field.label}·${one.label}` : one.label,
        field: one,
        ...(isNested ? { within: field } : {}),
        isRequired: one.required && (!isNested || (field.required && field.min !== 0)),
      });
    }
  }
  return columns;
}
