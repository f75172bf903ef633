import { Link } from '@tanstack/react-router';
import type { Book } from '#kernel/definition.ts';
import { appliesOn } from '#kernel/law.ts';
import { posts } from '#kernel/party.ts';
import { law } from '#law/all.ts';
import { today } from '../../kit/api/clock.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { Basis } from '../law/basis.tsx';
import { holds, isKind, useMe } from '../me.tsx';

/** The books that the reader's organisation keeps, with who keeps them and for how long. */
export function BooksPage() {
  const me = useMe();
  const books = law.books.filter(
    (book) => appliesOn(book, today()) && isKind(me, book.keeper.kinds),
  );
  return (
    <Page title="台账" about="本单位应当建立并保存的记录。记录提交后不能删除，只能更正并注明原因。">
      <Panel flush>
        {books.length === 0 ? (
          <Empty title="本单位没有需要建立的台账">
            按现行条款，您所在类型的单位不需要建立台账。
          </Empty>
        ) : (
          <DataTable
            caption="台账"
            rows={books}
            rowKey={({ id }) => id}
            columns={[
              {
                title: '台账',
                kind: 'main',
                cell: ({ id, title }) => (
                  <Link to="/books/$book" params={{ book: id }}>
                    {title}
                  </Link>
                ),
              },
              { title: '记录岗位', cell: keeperText },
              {
                title: '形式',
                kind: 'short',
                cell: ({ holds: form }) => (form === 'list' ? '逐条记录' : '版本'),
              },
              {
                title: '保存期限',
                kind: 'short',
                cell: ({ retention }) => (
                  <>
                    不少于{retention.years}年
                    {retention.basis === undefined && <span className="muted">（平台设定）</span>}
                  </>
                ),
              },
              { title: '依据', cell: ({ basis }) => <Basis ids={basis} compact /> },
              {
                title: '操作',
                kind: 'short',
                cell: (book) =>
                  mayKeep(book, me) && (
                    <Link to="/books/$book/new" params={{ book: book.id }}>
                      新增
                    </Link>
                  ),
              },
            ]}
          />
        )}
      </Panel>
    </Page>
  );
}

/** Whether a person may record in a book of the own organisation by hand. */
export function mayKeep(book: Book, me: ReturnType<typeof useMe>): boolean {
  const { kinds, posts: allowed } = book.keeper;
  if (book.intake !== undefined) return false;
  return isKind(me, kinds) && (allowed === undefined || holds(me, allowed));
}

function keeperText({ keeper }: Book): string {
  if (keeper.posts?.length === 0) return '监管部门';
  return keeper.posts === undefined
    ? '本单位人员'
    : keeper.posts.map((post) => posts[post]).join('、');
}
