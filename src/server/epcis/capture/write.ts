import type { Tx } from '#db/transaction.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { wordKinds, wordNumber } from './prepare.ts';
import type { PreparedEvent } from './prepare.ts';

/** A prepared event with its place in the document. */
export interface PlacedEvent extends PreparedEvent {
  /** Counted from 0. */
  readonly number: number;
  /** The piece that holds it, and where. */
  readonly piece: number;
  readonly start: number;
  readonly length: number;
}

/** Whose capture it is and when it was recorded. */
export interface CaptureMark {
  readonly organisation: string;
  readonly at: Instant;
}

/** Ids that were given to other events before. */
export async function takenIds(
  tx: Tx,
  { organisation }: CaptureMark,
  events: readonly PlacedEvent[],
): Promise<ReadonlyMap<string, string>> {
  const named = events.filter(({ isNamed }) => isNamed);
  if (named.length === 0) return new Map();
  const rows = await tx.rows<{ key: string; content: string }>(
    'select key, content from epcis_event where key = any($1::uuid[]) and organisation_id = $2',
    [named.map(({ key }) => key), organisation],
  );
  return new Map(rows.map(({ key, content }) => [bare(key), bare(content)]));
}

/**
 * Writes events with their index. What is there already is left alone.
 * @returns how many are new.
 */
export async function writeEvents(
  tx: Tx,
  mark: CaptureMark,
  events: readonly PlacedEvent[],
): Promise<number> {
  if (events.length === 0) return 0;
  const written = await tx.run({ sql: insertEvents, parameters: eventColumns(mark, events) });
  const isNew = written === events.length ? () => true : await newOnes(tx, events);
  await writeMentions(tx, mark, events.filter(isNew));
  return written;
}

/** Which of a batch are new, by the piece that they stand in. */
async function newOnes(tx: Tx, events: readonly PlacedEvent[]) {
  const rows = await tx.rows<{ key: string }>(
    'select key from epcis_event where key = any($1::uuid[]) and piece = any($2::bigint[])',
    [events.map(({ key }) => key), [...new Set(events.map(({ piece }) => piece))]],
  );
  const keys = new Set(rows.map(({ key }) => bare(key)));
  return ({ key }: PlacedEvent) => keys.has(key);
}

async function writeMentions(
  tx: Tx,
  { organisation }: CaptureMark,
  events: readonly PlacedEvent[],
) {
  const terms = events.flatMap((event) => event.terms);
  if (terms.length === 0) return;
  const repeat = (value: (event: PlacedEvent) => string) =>
    arrayOf(events.flatMap((event) => event.terms.map(() => value(event))));
  await tx.run({
    sql: insertMentions,
    parameters: [
      organisation,
      arrayOf(terms),
      repeat(({ eventTime }) => eventTime),
      repeat(({ key }) => key),
    ],
  });
}

/** Adds words that were not seen in this capture before. */
export async function writeWords(
  tx: Tx,
  { organisation }: CaptureMark,
  events: readonly PlacedEvent[],
  seen: Set<string>,
): Promise<void> {
  const kinds: string[] = [];
  const words: string[] = [];
  for (const { words: own } of events) {
    for (const kind of wordKinds) {
      const word = own[kind];
      if (word === undefined || seen.has(`${kind} ${word}`)) continue;
      seen.add(`${kind} ${word}`);
      kinds.push(kind);
      words.push(word);
    }
  }
  if (words.length > 0)
    await tx.run({ sql: insertWords, parameters: [organisation, kinds, words] });
}

function eventColumns({ organisation, at }: CaptureMark, events: readonly PlacedEvent[]) {
  const column = (value: (event: PlacedEvent) => string | number) => arrayOf(events.map(value));
  return [
    organisation,
    at,
    column(({ key }) => key),
    column(({ content }) => content),
    column(({ eventTime }) => eventTime),
    column(({ piece }) => piece),
    column(({ start }) => start),
    column(({ length }) => length),
    column(({ words }) => wordNumber(words.bizStep)),
    column(({ words }) => wordNumber(words.disposition)),
    column(({ words }) => wordNumber(words.readPoint)),
    column(({ words }) => wordNumber(words.bizLocation)),
    column(({ kind }) => kind),
  ];
}

/** An array of numbers, uuids or times as the database reads it: none of them needs quotes, which would cost as much again. */
function arrayOf(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

/** The database writes a uuid with dashes. */
function bare(uuid: string): string {
  return uuid.replaceAll('-', '');
}

const insertEvents = `insert into epcis_event (organisation_id, record_time, key, content, event_time, piece, start,
    length, biz_step, disposition, read_point, biz_location, kind)
  select $1, $2, * from unnest($3::uuid[], $4::uuid[], $5::timestamptz[], $6::bigint[], $7::int[], $8::int[], $9::int[],
    $10::int[], $11::int[], $12::int[], $13::smallint[])
  on conflict do nothing`;

const insertMentions = `insert into epcis_mention (organisation_id, term, event_time, key)
  select $1, * from unnest($2::bigint[], $3::timestamptz[], $4::uuid[])`;

const insertWords = `insert into epcis_word (organisation_id, kind, word)
  select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`;
