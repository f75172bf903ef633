import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TodoItem } from '#server/todo/present.ts';

/** Leads to where something that waits is done: the case, the firm, or the lot that waits for a record. */
export function TodoLink({ item, children }: { item: TodoItem; children: ReactNode }) {
  const { proceeding, organisation, record } = item;
  if (proceeding !== undefined) {
    return (
      <Link to="/proceedings/$id" params={{ id: proceeding }}>
        {children}
      </Link>
    );
  }
  if (organisation !== undefined) {
    return (
      <Link to="/organisations/$id" params={{ id: organisation }}>
        {children}
      </Link>
    );
  }
  return (
    <Link to="/lots/$id" params={{ id: record?.lot ?? '' }}>
      {children}
    </Link>
  );
}

/** Tells things to do apart. */
export function keyOf({ proceeding, organisation, record, deadline }: TodoItem): string {
  return `${proceeding ?? ''}${organisation ?? ''}${record?.book ?? ''}${record?.lot ?? ''}${deadline}`;
}
