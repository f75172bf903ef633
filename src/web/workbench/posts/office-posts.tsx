import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { posts } from '#kernel/party.ts';
import { law } from '#law/all.ts';
import { postsOf } from '#law/office/posts.ts';
import type { PresentedPerson } from '#server/registry/present.ts';
import { today } from '../../kit/api/clock.ts';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { mayKeep } from '../books/books-page.tsx';
import { RecordDrawer } from '../books/record-drawer.tsx';
import { useMe } from '../me.tsx';
import { PeoplePanel } from './people-panel.tsx';

/** Of an office, a laboratory or an association: its people, and who takes up or leaves which post. */
export function OfficePosts() {
  const me = useMe();
  const book = law.book('office-post', today());
  const [opened, setOpened] = useState<{ readonly title: string; readonly given: Values }>();
  const mayChange = book !== undefined && mayKeep(book, me);
  const own = me.organisation === null ? [] : postsOf(me.organisation.kind);
  const open = (title: string, given: Values) =>
    setOpened({ title, given: { on: today(), ...given } });
  return (
    <Page title="岗位与人员" about={me.organisation?.name}>
      <Panel title="本单位的岗位" note="事项由岗位办理，没有岗位的人员只能查看本单位资料。">
        <p>{own.map((post) => posts[post]).join('、')}</p>
      </Panel>
      <PeoplePanel
        actFor={(person) =>
          mayChange &&
          (person.account === me.account.id ? (
            <span className="muted">由他人任免</span>
          ) : (
            <Acts person={person} open={open} />
          ))
        }
      />
      <p className="muted">
        <Link to="/books/$book" params={{ book: 'office-post' }}>
          岗位任免记录
        </Link>
      </p>
      {opened !== undefined && book !== undefined && (
        <RecordDrawer book={book} {...opened} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  );
}

function Acts({
  person: { account, name, posts: held, disabled },
  open,
}: {
  person: PresentedPerson;
  open: (title: string, given: Values) => void;
}) {
  const [first] = held;
  return (
    <>
      {!disabled && (
        <button
          type="button"
          className="as-link"
          onClick={() => open(`${name}任职`, { person: account, change: 'assign' })}
        >
          任职
        </button>
      )}
      {first !== undefined && (
        <button
          type="button"
          className="as-link danger"
          onClick={() =>
            open(`免去${name}的岗位`, { person: account, change: 'end', post: first.post })
          }
        >
          免职
        </button>
      )}
    </>
  );
}
