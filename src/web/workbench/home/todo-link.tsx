import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TodoItem } from '#server/todo/present.ts';

/** Leads to where something that waits is done: the case, or the lot that waits for a record. */
export function TodoLink({ item, children }: { item: TodoItem; children: ReactNode }) {
  const { proceeding, record } = item;
  if (proceeding !== undefined) {
    return (
      <Link to="/proceedings/$id" params={{ id: proceeding }}>
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
export function keyOf({ proceeding, record, deadline }: TodoItem): string {
  return `${proceeding ?? ''}${record?.book ?? ''}${record?.lot ?? ''}${deadline}`;
}
