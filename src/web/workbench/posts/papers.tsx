import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { posts } from '#kernel/party.ts';
import { law } from '#law/all.ts';
import {
  directorDutiesText,
  officerCodeText,
  responsibilityLetterText,
} from '#law/enterprise/posts/texts.ts';
import type { RecordList } from '#server/entries/present.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import type { Values } from '../../kit/form/values.ts';
import { Panel } from '../../kit/page/page.tsx';
import { mayKeep } from '../books/books-page.tsx';
import { RecordDrawer } from '../books/record-drawer.tsx';
import { useMe } from '../me.tsx';
import { factsOf } from '../organisations/facts.ts';

/** What a paper's form starts with. */
function startOf(
  id: string,
  organisation: OrganisationDetail,
  own: { readonly id: string; readonly title: string } | undefined,
): Values {
  const facts = factsOf(organisation);
  if (id === 'director-duties') {
    return { text: directorDutiesText(facts), effectiveFrom: today(), changeNote: '首次制定' };
  }
  if (id === 'officer-code') {
    return { text: officerCodeText(facts), effectiveFrom: today(), changeNote: '首次制定' };
  }
  const text = responsibilityLetterText(facts, own?.title ?? '岗位');
  return { ...(own === undefined ? {} : { post: own.id }), from: today(), text };
}

/** The papers of the responsibility system: duties of the director, code of the officer, letters. */
export function Papers({ organisation }: { organisation: OrganisationDetail }) {
  const papers = ['director-duties', 'officer-code', 'responsibility-letter'].flatMap(
    (id) => law.book(id, today()) ?? [],
  );
  const [opened, setOpened] = useState<string>();
  const me = useMe();
  const book = papers.find(({ id }) => id === opened);
  const own = me.posts
    .map(({ id }) => id)
    .find((id) => ['principal', 'quality-safety-director', 'quality-safety-officer'].includes(id));
  if (papers.length === 0) return null;
  return (
    <Panel title="责任制文件" flush>
      <ul className="link-list papers">
        {papers.map((paper) => (
          <li key={paper.id}>
            <Link to="/books/$book" params={{ book: paper.id }}>
              {paper.title}
            </Link>
            <Latest book={paper.id} isVersions={paper.holds === 'versions'} />
            {mayKeep(paper, me) && (
              <Button size="small" onClick={() => setOpened(paper.id)}>
                {paper.holds === 'versions' ? '发布新版本' : '签署本人责任书'}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {book !== undefined && (
        <RecordDrawer
          book={book}
          given={startOf(
            book.id,
            organisation,
            own === undefined ? undefined : { id: own, title: posts[own as keyof typeof posts] },
          )}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Panel>
  );
}

function Latest({ book, isVersions }: { book: string; isVersions: boolean }) {
  const { value } = useRead<RecordList>(`/api/books/${book}/records`);
  const [latest] = value?.records ?? [];
  if (value === undefined) return <span className="muted">…</span>;
  if (latest === undefined) return <span className="state-tag todo">还没有</span>;
  return (
    <span className="muted num">
      {isVersions
        ? `第${value.total}版，${dayOf(latest.at)}发布`
        : `已签署${value.total}份，最近一份${dayOf(latest.at)}`}
    </span>
  );
}
