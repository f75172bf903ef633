import { Button } from 'antd';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import type { Book } from '#kernel/definition.ts';
import { law } from '#law/all.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { OrganisationName } from '../../kit/show/names.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { Basis } from '../law/basis.tsx';
import { useMe } from '../me.tsx';
import { pageOf, useFilters } from '../search.ts';
import { mayKeep } from './books-page.tsx';
import { columnsOf } from './columns.tsx';

/** The records of one book: the reader's own, or those of an organisation that the reader watches over. */
export function BookPage() {
  const { book: id } = useParams({ from: '/shell/books/$book' });
  const book = law.book(id, today());
  if (book !== undefined) return <OneBook key={id} book={book} />;
  return (
    <Page title="没有这本台账">
      <Empty title="链接可能已经失效">
        <Link to="/books">查看全部台账</Link>
      </Empty>
    </Page>
  );
}

function OneBook({ book }: { book: Book }) {
  const me = useMe();
  const router = useRouter();
  const [search, set] = useFilters();
  const { organisation } = search;
  const page = pageOf(search);
  const records = useRead<{ records: readonly PresentedEntry[]; total: number }>(
    `/api/books/${book.id}/records`,
    { organisation, q: search['q'], page },
  );
  const isMine = organisation === undefined || organisation === me.organisation?.id;
  const add = (
    <Button
      type="primary"
      onClick={() => void router.navigate({ to: '/books/$book/new', params: { book: book.id } })}
    >
      {book.holds === 'versions' ? '发布新版本' : '新增记录'}
    </Button>
  );
  return (
    <Page
      title={book.title}
      about={
        <>
          {!isMine && (
            <p>
              <OrganisationName id={organisation} />
            </p>
          )}
          <Basis ids={book.basis} />
        </>
      }
      acts={
        <>
          <ExportButton path={`/api/books/${book.id}/export.xlsx`} query={{ organisation }} />
          {isMine && mayKeep(book, me) && add}
        </>
      }
    >
      <Filters>
        <SearchBox value={search['q']} onSearch={(q) => set({ q })} placeholder="在记录中查找" />
      </Filters>
      <Panel flush>
        <Shown reading={records}>
          {({ records: list, total }) =>
            list.length === 0 ? (
              <Empty title={search['q'] === undefined ? '还没有记录' : '没有找到'}>
                {search['q'] !== undefined
                  ? '换一个说法再找。'
                  : isMine && mayKeep(book, me)
                    ? add
                    : '该单位尚未提交记录。'}
              </Empty>
            ) : (
              <>
                <DataTable
                  caption={book.title}
                  rows={list}
                  rowKey={({ id }) => id}
                  toneOf={({ correctedBy }) => (correctedBy === undefined ? undefined : 'quiet')}
                  columns={columnsOf(book.form)}
                />
                <Pager page={page} total={total} onPage={(next) => set({ page: String(next) })} />
              </>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}
