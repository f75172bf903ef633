import { dayOf, startOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { toBase64 } from '#ledger/bytes.ts';
import type { Tx } from '#db/transaction.ts';
import { organisationsFacts } from '../../reading/organisation-facts.ts';
import { readVersions } from '../../reading/records.ts';
import type { Turn } from './entry-of.ts';
import { namedHead } from './facts.ts';
import type { ChallengeFacts, Loaded } from './facts.ts';
import { filesIn } from '../entry.ts';

/** What was read for many turns at once. */
export interface CrowdFacts {
  /** The facts of one turn; undefined where its organisation is not there. */
  of(turn: Turn): Loaded | undefined;
  /** Whether a person uploaded a file. */
  uploaded(hash: string, account: string): boolean;
  /** Whether a file is a picture by its bytes. */
  isPicture(hash: string): boolean;
}

/** Reads the facts of many turns with one statement for each kind; at most one turn for each organisation. */
export async function readCrowd(tx: Tx, turns: readonly Turn[], now: Instant): Promise<CrowdFacts> {
  const ids = turns.map(({ organisation }) => organisation);
  const named = new Map(turns.map((turn) => [turn, filesIn(turn.request.input)]));
  const [organisations, versions, heads, files] = await Promise.all([
    organisationsFacts(tx, ids, dayOf(now)),
    readVersions(
      tx,
      turns.map(({ organisation, duty }) => ({ organisation, books: duty.reads ?? [] })),
    ),
    readHeads(tx, turns),
    readFiles(tx, named),
  ]);
  return {
    isPicture: (hash) => !files.papers.has(hash),
    uploaded: (hash, account) => files.uploaded.has(`${hash} ${account}`),
    of: (turn) => {
      const organisation = organisations.get(turn.organisation);
      if (organisation === undefined) return undefined;
      const records = versions.get(turn.organisation) ?? new Map();
      const own = named.get(turn) ?? [];
      const handed = {
        reusedFiles: own.filter((hash) => files.used.has(hash)),
        notPictures: own.filter((hash) => files.papers.has(hash)),
      };
      const proof = turn.duty.challenge === undefined ? {} : { ...heads(turn), ...handed };
      return { organisation, records, owed: new Map(), proceedings: [], proof };
    },
  };
}

interface HeadRow {
  size: number;
  root: Uint8Array;
  at: Instant;
}

interface BeforeRow {
  at: Instant;
  size: number | null;
}

/** The tree heads that challenges name, and the newest before each period. */
async function readHeads(
  tx: Tx,
  turns: readonly Turn[],
): Promise<(turn: Turn) => Omit<ChallengeFacts, 'reusedFiles' | 'notPictures'>> {
  const challenged = turns.filter(({ duty }) => duty.challenge !== undefined);
  if (challenged.length === 0) return () => ({});
  const sizes = new Set(challenged.map(({ duty, request }) => namedHead(duty, request.input)));
  const begins = [...new Set(challenged.map(({ request }) => startOf(request.period)))];
  const [heads, befores] = await Promise.all([
    tx.rows<HeadRow>('select size, root, at from checkpoint where size = any ($1::bigint[])', [
      [...sizes].filter((size) => size !== null),
    ]),
    tx.rows<BeforeRow>(selectBefore, [begins]),
  ]);
  const bySize = new Map(
    heads.map(({ size, root, at }) => [size, { size, root: toBase64(root), at }]),
  );
  const before = new Map(befores.map(({ at, size }) => [at, size ?? undefined]));
  return ({ duty, request }) => ({
    head: bySize.get(namedHead(duty, request.input) ?? -1),
    headBefore: before.get(startOf(request.period)),
  });
}

const selectBefore = `select b.at, (select c.size from checkpoint c where c.at < b.at order by c.at desc limit 1) as size
  from unnest($1::timestamptz[]) as b (at)`;

/** Which of the files that inputs name their authors uploaded, which earlier entries already named, which are no pictures. */
async function readFiles(tx: Tx, filesOf: ReadonlyMap<Turn, readonly string[]>) {
  const named = [...new Set([...filesOf.values()].flat())];
  if (named.length === 0) {
    return { uploaded: new Set<string>(), used: new Set<string>(), papers: new Set<string>() };
  }
  const [uploads, uses] = await Promise.all([
    tx.rows<{ hash: string; account_id: string; type: string }>(
      'select hash, account_id, type from file where hash = any ($1::text[])',
      [named],
    ),
    tx.rows<{ file_hash: string }>(
      'select distinct file_hash from entry_file where file_hash = any ($1::text[]) and protects is null',
      [named],
    ),
  ]);
  return {
    uploaded: new Set(uploads.map(({ hash, account_id }) => `${hash} ${account_id}`)),
    papers: new Set(uploads.flatMap(({ hash, type }) => (type.startsWith('image/') ? [] : hash))),
    used: new Set(uses.map(({ file_hash }) => file_hash)),
  };
}
