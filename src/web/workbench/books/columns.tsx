import { Link } from '@tanstack/react-router';
import { describeForm } from '#kernel/derive/describe.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { Form } from '#kernel/field.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { Column } from '../../kit/page/data-table.tsx';
import { FieldValue } from '../../kit/show/input-view.tsx';
import { LogState } from '../../kit/show/proof.tsx';
import { momentText } from '../../kit/show/words.ts';

/** Controls whose value fits into a cell of a list. */
const short: ReadonlySet<string> = new Set([
  'text',
  'integer',
  'decimal',
  'date',
  'choice',
  'yes-no',
  'organisation',
  'person',
]);
const shownFields = 5;

/** The columns of a book's list: the first short fields of its form, then who and when. */
export function columnsOf(form: Form): readonly Column<PresentedEntry>[] {
  const fields = describeForm(form).filter(
    ({ control, personal }) => short.has(control) && personal !== true,
  );
  const [first, ...others] = fields.slice(0, shownFields);
  return [
    {
      title: first?.label ?? '记录',
      kind: 'main',
      cell: (entry) => (
        <Link to="/entries/$id" params={{ id: entry.id }}>
          {first === undefined ? '查看' : <Value field={first} entry={entry} />}
        </Link>
      ),
    },
    ...others.map((field): Column<PresentedEntry> => ({
      title: field.label,
      ...(field.control === 'integer' || field.control === 'decimal' ? { kind: 'number' } : {}),
      cell: (entry) => <Value field={field} entry={entry} />,
    })),
    { title: '记录人', kind: 'short', cell: ({ by }) => by.name },
    { title: '记录时间', kind: 'code', cell: ({ at }) => momentText(at) },
    {
      title: '状态',
      cell: ({ correctedBy, corrects, index }) =>
        correctedBy !== undefined ? (
          <span className="muted">已被更正</span>
        ) : (
          <>
            {corrects !== undefined && '更正件 '}
            <LogState index={index} />
          </>
        ),
    },
  ];
}

function Value({ field, entry }: { field: FieldDescription; entry: PresentedEntry }) {
  return <FieldValue field={field} value={entry.input[field.name]} />;
}
