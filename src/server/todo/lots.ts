import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Book } from '#kernel/definition.ts';
import { appliesOn } from '#kernel/law.ts';
import type { Context, SignedIn } from '../context.ts';
import { namesOf } from '../reading/names.ts';
import type { TodoItem } from './present.ts';

interface AwaitedRow {
  id: string;
  product: string;
  model: string;
  number: string;
  unit: string;
  quantity: string;
  supplier: string | null;
}

/** Lots that wait for a record of a book that the reader keeps, those that came first before the others. */
export async function awaitedLots(context: Context, who: SignedIn): Promise<TodoItem[]> {
  const today = dayOf(context.now());
  const books = context.law.books.filter(
    (book) => book.awaits !== undefined && appliesOn(book, today) && keeps(book, who),
  );
  if (books.length === 0 || who.actor.organisation === undefined) return [];
  return context.database.as(who.scope, async (tx) => {
    const rows = await tx.rows<AwaitedRow>(selectReceived, [who.actor.organisation]);
    const names = await namesOf(
      tx,
      rows.map(({ supplier }) => supplier),
    );
    return books.flatMap((book) => rows.map((row) => presentAwaited(book, row, names)));
  });
}

function keeps({ keeper }: Book, { actor }: SignedIn): boolean {
  const { kinds, posts } = keeper;
  return (
    actor.kind !== undefined &&
    kinds.includes(actor.kind) &&
    (posts === undefined || posts.some((post) => actor.posts.includes(post)))
  );
}

function presentAwaited(book: Book, row: AwaitedRow, names: ReadonlyMap<string, string>): TodoItem {
  const { product, model, number, quantity, unit } = row;
  const supplier = names.get(row.supplier ?? '');
  return {
    record: { book: book.id, lot: row.id },
    procedureTitle: book.title,
    title: [product, model, `批号${number}`, `${quantity}${unit}`].filter(Boolean).join(' '),
    deadline: book.awaits?.title ?? '',
    overdue: false,
    certain: true,
    paused: false,
    nature: 'awaits',
    acts: [],
    ...(supplier === undefined ? {} : { subject: supplier }),
  };
}

// A house whose supplier ships faster than it accepts finds the rest in the list of lots.
const selectReceived = `select l.id, l.product, l.model, l.number, l.unit,
  trim_scale(h.got - h.returned - h.destroyed - h.released)::text as quantity,
  (select e.organisation_id from lot_event e where e.lot = h.lot and e.to_id = h.organisation_id
    order by e.at desc limit 1) as supplier
  from holding h join lot l on l.seq = h.lot
  where h.organisation_id = $1 and not h.own and h.released + h.returned + h.destroyed < h.got
  order by h.last_at limit 100`;
