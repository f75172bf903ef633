import { App, Drawer } from 'antd';
import type { Book } from '#kernel/definition.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { useFocusBack } from '../../kit/page/focus-back.ts';
import { Basis } from '../law/basis.tsx';
import { submitRecord } from './submit-record.ts';

/** A record of a book, made without leaving the page. */
export function RecordDrawer({
  book,
  title = book.title,
  given,
  onClose,
}: {
  book: Book;
  title?: string;
  given?: Values;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  useFocusBack();
  return (
    <Drawer open title={title} onClose={onClose} size="min(720px, 100vw)" destroyOnHidden>
      <div className="stack">
        <Basis ids={book.basis} />
        <DefinitionForm
          form={book.form}
          name={`book/${book.id}/here`}
          {...(given === undefined ? {} : { given })}
          submit={(input) => submitRecord(book.id, input)}
          onDone={() => {
            message.success('已记入台账');
            onClose();
          }}
          onCancel={onClose}
        />
      </div>
    </Drawer>
  );
}
