import { Link, Navigate, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { Book } from '#kernel/definition.ts';
import { law } from '#law/all.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
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
  const { corrects } = search;
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
  const title = corrects === undefined ? `新增${book.title}` : `更正${book.title}`;
  return (
    <Page title={title} about={<Basis ids={book.basis} />} narrow>
      <Panel>
        {corrects === undefined ? (
          <Recording book={book} />
        ) : (
          <Shown reading={before}>{(entry) => <Recording book={book} before={entry} />}</Shown>
        )}
      </Panel>
    </Page>
  );
}

function Recording({ book, before }: { book: Book; before?: PresentedEntry }) {
  const router = useRouter();
  const [reason, setReason] = useState('');
  return (
    <DefinitionForm
      form={book.form}
      name={`book/${book.id}${before === undefined ? '' : `/${before.id}`}`}
      {...(before === undefined ? {} : { given: before.input })}
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
          <ReasonField value={reason} onChange={setReason} isCorrection policy="" />
        )
      }
    />
  );
}
