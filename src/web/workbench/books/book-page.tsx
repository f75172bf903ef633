import { Button } from 'antd';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import type { Book } from '#kernel/definition.ts';
import { sheetColumns } from '#kernel/derive/sheet.ts';
import { law } from '#law/all.ts';
import type { RecordList } from '#server/entries/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { readDay } from '../../kit/form/day-text.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { Names, OrganisationName } from '../../kit/show/names.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { Basis } from '../law/basis.tsx';
import { useMe } from '../me.tsx';
import { pageOf, useFilters } from '../search.ts';
import { mayKeep } from './books-page.tsx';
import { columnsOf } from './columns.tsx';
import { ChoiceFilter, StateFilter } from './record-filters.tsx';

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
  const { organisation, from, to, q, state, choice } = search;
  const narrowed = { organisation, from, to, q, state, choice };
  const isNarrowed = [from, to, q, state, choice].some((one) => one !== undefined);
  const page = pageOf(search);
  const records = useRead<RecordList>(`/api/books/${book.id}/records`, { ...narrowed, page });
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
          <ExportButton path={`/api/books/${book.id}/export.xlsx`} query={narrowed} />
          {isMine && mayKeep(book, me) && mayImport(book) && (
            <Button
              onClick={() =>
                void router.navigate({ to: '/books/$book/import', params: { book: book.id } })
              }
            >
              从表格导入
            </Button>
          )}
          {isMine && mayKeep(book, me) && add}
        </>
      }
    >
      <Filters>
        <SearchBox
          value={q}
          onSearch={(text) => set({ q: text })}
          placeholder="查找内容、单位、人员"
        />
        <ChoiceFilter form={book.form} value={choice} onChange={(one) => set({ choice: one })} />
        <StateFilter value={state} onChange={(one) => set({ state: one })} />
        <span>记录日期</span>
        <DateInput
          label="起始日期"
          {...(from === undefined ? {} : { value: from })}
          onChange={(day) => set({ from: readDay(day ?? '') })}
        />
        <span>至</span>
        <DateInput
          label="截止日期"
          {...(to === undefined ? {} : { value: to })}
          onChange={(day) => set({ to: readDay(day ?? '') })}
        />
      </Filters>
      <Panel flush>
        <Shown reading={records}>
          {({ records: list, total, names }) =>
            list.length === 0 ? (
              <Empty title={isNarrowed ? '没有符合条件的记录' : '还没有记录'}>
                {isNarrowed
                  ? '换一个说法，或者放宽日期和筛选条件再看。'
                  : isMine && mayKeep(book, me)
                    ? add
                    : (book.intake ?? '该单位尚未提交记录。')}
              </Empty>
            ) : (
              <Names value={names}>
                <DataTable
                  caption={book.title}
                  rows={list}
                  rowKey={({ id }) => id}
                  toneOf={({ correctedBy }) => (correctedBy === undefined ? undefined : 'quiet')}
                  columns={columnsOf(book.form)}
                />
                <Pager page={page} total={total} onPage={(next) => set({ page: String(next) })} />
              </Names>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

/** Whether records of a book can stand in a table: each stands by itself and needs no file. */
function mayImport({ holds, form, staff }: Book): boolean {
  return holds === 'list' && staff === undefined && sheetColumns(form) !== undefined;
}
