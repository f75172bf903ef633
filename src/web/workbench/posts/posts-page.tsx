import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { law } from '#law/all.ts';
import { officeKinds } from '#law/office/posts.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import type { Values } from '../../kit/form/values.ts';
import { Page } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { mayKeep } from '../books/books-page.tsx';
import { RecordDrawer } from '../books/record-drawer.tsx';
import { isKind, useMe } from '../me.tsx';
import { Staffing } from '../organisations/staffing.tsx';
import { OfficePosts } from './office-posts.tsx';
import { Papers } from './papers.tsx';
import { PeoplePanel } from './people-panel.tsx';

/** Which book's drawer stands open, and what it starts with. */
interface Opened {
  readonly book: string;
  readonly title: string;
  readonly given?: Values;
}

/** Posts and people of the reader's own organisation. */
export function PostsPage() {
  return isKind(useMe(), officeKinds) ? <OfficePosts /> : <EnterprisePosts />;
}

/** Of an enterprise: who is required and why, appointments, letters, the post documents. */
function EnterprisePosts() {
  const me = useMe();
  const id = me.organisation?.id ?? '';
  const own = useRead<OrganisationDetail>(`/api/organisations/${id}`);
  const [opened, setOpened] = useState<Opened>();
  const appointment = law.book('appointment', today());
  const mayAppoint = appointment !== undefined && mayKeep(appointment, me);
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
      <PeoplePanel
        actFor={({ account, name, posts, coming, disabled }) =>
          mayAppoint && (
            <>
              {!disabled && (
                <button
                  type="button"
                  className="as-link"
                  onClick={() =>
                    open('appointment', `任命${name}`, { person: account, from: today() })
                  }
                >
                  任命
                </button>
              )}
              {coming.map(({ post, title, from }) => (
                <button
                  key={post}
                  type="button"
                  className="as-link danger"
                  onClick={() =>
                    // Ended on its first day it was never held.
                    open('dismissal', `撤销${name}的${title}任命`, {
                      person: account,
                      post,
                      on: from,
                      reason: 'other',
                      note: '任职日期尚未到，撤销任命',
                    })
                  }
                >
                  撤销任命
                </button>
              ))}
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
            </>
          )
        }
      />
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
    </Page>
  );
}
