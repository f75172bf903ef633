import { Link, Navigate, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { Book } from '#kernel/definition.ts';
import { law } from '#law/all.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { bookOf } from '../inspections/entry/stage.ts';
import { Basis } from '../law/basis.tsx';
import { useMe } from '../me.tsx';
import { ReasonField } from '../reports/reason-field.tsx';
import { useFilters } from '../search.ts';
import { submitRecord } from './submit-record.ts';

/** A new record of a book, or the correction of one. */
export function NewRecordPage() {
  const { book: id } = useParams({ from: '/shell/books/$book/new' });
  const me = useMe();
  const [search] = useFilters();
  const { corrects, given } = search;
  const book = law.book(id, today());
  const before = useRead<PresentedEntry>(
    corrects === undefined ? undefined : `/api/entries/${corrects}`,
  );
  if (book === undefined) {
    return (
      <Page title="没有这本台账">
        <Empty title="链接可能已经失效">
          <Link to="/books">查看全部台账</Link>
        </Empty>
      </Page>
    );
  }
  if (book.registers === 'organisation' && me.organisation !== null) {
    return <Navigate to="/organisations/$id/edit" params={{ id: me.organisation.id }} replace />;
  }
  const elsewhere = pageOf(book.id, corrects);
  if (elsewhere !== undefined) return elsewhere;
  const title = corrects === undefined ? `新增${book.title}` : `更正${book.title}`;
  return (
    <Page title={title} about={<Basis ids={book.basis} />} narrow>
      <Panel>
        {corrects === undefined ? (
          <Recording book={book} given={readGiven(given)} />
        ) : (
          <Shown reading={before}>{(entry) => <Recording book={book} before={entry} />}</Shown>
        )}
      </Panel>
    </Page>
  );
}

/** Inspections and measurements are taken where they are judged at once. */
function pageOf(book: string, corrects: string | undefined) {
  if ((Object.values(bookOf) as string[]).includes(book)) {
    return corrects === undefined ? (
      <Navigate to="/inspections" replace />
    ) : (
      <Navigate to="/inspections/record" search={{ corrects } as never} replace />
    );
  }
  return book === 'process-measurement' && corrects === undefined ? (
    <Navigate to="/processes" replace />
  ) : undefined;
}

/** What an address says that the form should start with; what is no object of values is nothing. */
function readGiven(text: string | undefined): Values | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Values) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function Recording({
  book,
  before,
  given,
}: {
  book: Book;
  before?: PresentedEntry;
  given?: Values | undefined;
}) {
  const router = useRouter();
  const [reason, setReason] = useState('');
  const start = before?.input ?? given;
  return (
    <DefinitionForm
      form={book.form}
      name={`book/${book.id}${before === undefined ? markOf(given) : `/${before.id}`}`}
      {...(start === undefined ? {} : { given: start })}
      submit={(input) =>
        submitRecord(
          book.id,
          input,
          before === undefined ? undefined : { corrects: before.id, reason },
        )
      }
      onDone={({ id }) => void router.navigate({ to: '/entries/$id', params: { id } })}
      onCancel={() => router.history.back()}
      after={
        before !== undefined && (
          <ReasonField value={reason} onChange={setReason} why="correction" policy="" />
        )
      }
    />
  );
}

/** Records that start differently have drafts of their own. */
function markOf(given: Values | undefined): string {
  if (given === undefined) return '';
  const text = JSON.stringify(given);
  let mark = 0;
  for (const letter of text) mark = (mark * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000_007;
  return `/${mark}`;
}
