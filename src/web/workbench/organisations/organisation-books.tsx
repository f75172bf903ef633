import { Link } from '@tanstack/react-router';
import { appliesOn } from '#kernel/law.ts';
import { law } from '#law/all.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { today } from '../../kit/api/clock.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Basis } from '../law/basis.tsx';

/** The books that an organisation keeps, for those who watch over it. */
export function Books({ organisation }: { organisation: OrganisationDetail }) {
  const books = law.books.filter(
    (book) => appliesOn(book, today()) && book.keeper.kinds.includes(organisation.kind),
  );
  return (
    <Panel flush>
      <ul className="link-list">
        {books.map(({ id, title, basis }) => (
          <li key={id}>
            <Link
              to="/books/$book"
              params={{ book: id }}
              search={{ organisation: organisation.id }}
            >
              {title}
            </Link>
            <Basis ids={basis} compact of={organisation.business} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
