import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { law } from '#law/all.ts';
import type { OrganisationDetail, PresentedPerson } from '#server/registry/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import type { Values } from '../../kit/form/values.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { mayKeep } from '../books/books-page.tsx';
import { RecordDrawer } from '../books/record-drawer.tsx';
import { holds, useMe } from '../me.tsx';
import { Staffing } from '../organisations/staffing.tsx';
import { AddPerson } from './add-person.tsx';
import { Papers } from './papers.tsx';

/** Which book's drawer stands open, and what it starts with. */
interface Opened {
  readonly book: string;
  readonly title: string;
  readonly given?: Values;
}

/** Posts and people of the reader's enterprise: who is required and why, appointments, letters, the post documents. */
export function PostsPage() {
  const me = useMe();
  const id = me.organisation?.id ?? '';
  const own = useRead<OrganisationDetail>(`/api/organisations/${id}`);
  const people = useRead<{ people: readonly PresentedPerson[] }>('/api/people');
  const [opened, setOpened] = useState<Opened>();
  const [isAdding, setAdding] = useState(false);
  const appointment = law.book('appointment', today());
  const mayAppoint = appointment !== undefined && mayKeep(appointment, me);
  const mayAdd = holds(me, ['principal', 'leader', 'administrator']);
  const book = opened === undefined ? undefined : law.book(opened.book, today());
  const open = (name: string, title: string, given?: Values) =>
    setOpened({ book: name, title, ...(given === undefined ? {} : { given }) });
  return (
    <Page title="岗位与人员" about={me.organisation?.name}>
      <Shown reading={own} rows={8}>
        {(organisation) => (
          <>
            <Staffing
              organisation={organisation}
              actFor={({ post, title }) =>
                mayAppoint && (
                  <Button
                    size="small"
                    onClick={() => open('appointment', `任命${title}`, { post, from: today() })}
                  >
                    任命
                  </Button>
                )
              }
            />
            <Papers organisation={organisation} />
          </>
        )}
      </Shown>
      <Panel
        title="本单位人员"
        flush
        acts={
          mayAdd && (
            <Button size="small" onClick={() => setAdding(true)}>
              增加人员
            </Button>
          )
        }
      >
        <Shown reading={people}>
          {({ people: list }) =>
            list.length === 0 ? (
              <Empty title="还没有登记人员">先增加人员，再任命到岗位。</Empty>
            ) : (
              <DataTable
                caption="本单位人员"
                rows={list}
                rowKey={({ account }) => account}
                toneOf={({ disabled }) => (disabled ? 'quiet' : undefined)}
                columns={[
                  { title: '姓名', kind: 'main', cell: ({ name }) => name },
                  { title: '登录名', kind: 'code', cell: ({ login }) => login },
                  {
                    title: '岗位',
                    cell: ({ posts }) =>
                      posts.length === 0 ? (
                        <span className="muted">没有岗位</span>
                      ) : (
                        posts.map(({ post, title, valid }) => (
                          <span key={post} className={valid ? '' : 'alarm-text'}>
                            {title}
                            {!valid && '（考核过期）'}{' '}
                          </span>
                        ))
                      ),
                  },
                  {
                    title: '操作',
                    kind: 'short',
                    cell: ({ account, name, posts, disabled }) =>
                      disabled
                        ? '已停用'
                        : mayAppoint && (
                            <span className="row-buttons">
                              <button
                                type="button"
                                className="as-link"
                                onClick={() =>
                                  open('appointment', `任命${name}`, {
                                    person: account,
                                    from: today(),
                                  })
                                }
                              >
                                任命
                              </button>
                              {posts[0] !== undefined && (
                                <button
                                  type="button"
                                  className="as-link danger"
                                  onClick={() =>
                                    open('dismissal', `免去${name}的岗位`, {
                                      person: account,
                                      post: posts[0]?.post,
                                      on: today(),
                                    })
                                  }
                                >
                                  免职
                                </button>
                              )}
                            </span>
                          ),
                  },
                ]}
              />
            )
          }
        </Shown>
      </Panel>
      <p className="muted">
        <Link to="/books/$book" params={{ book: 'appointment' }}>
          任命记录
        </Link>
        {'　'}
        <Link to="/books/$book" params={{ book: 'dismissal' }}>
          免职记录
        </Link>
      </p>
      {opened !== undefined && book !== undefined && (
        <RecordDrawer
          book={book}
          title={opened.title}
          {...(opened.given === undefined ? {} : { given: opened.given })}
          onClose={() => setOpened(undefined)}
        />
      )}
      {isAdding && <AddPerson onClose={() => setAdding(false)} />}
    </Page>
  );
}
