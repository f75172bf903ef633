import { equalBytes } from '#ledger/bytes.ts';
import { contentHash, leafBytes, leafHash } from '#ledger/leaf.ts';
import { placeText } from '#ledger/position.ts';
import { filesIn } from '../acts/entry.ts';
import { valueOfRow } from '../entries/present.ts';
import type { HashedRow } from '../entries/present.ts';
import type { Check, Difference } from './difference.ts';

/** An entry as the audit reads it: all that is hashed. */
export interface StoredEntry extends Omit<HashedRow, 'corrected_by' | 'total'> {
  files: string[];
  /** Whether an erasure is registered for it. */
  is_erased: boolean;
}

/** A leaf with its entry; the entry's columns are null where it is gone. */
export interface LeafRow extends StoredEntry {
  index: number;
  hash: Uint8Array;
  leaf_organisation: string;
  entry_id: string;
}

/** What is selected of an entry `e`. */
export const entryColumns = `e.organisation_id, e.id, e.region, e.domains, e.kind, e.definition, e.definition_hash, e.act,
  e.proceeding_id, e.period, e.corrects, e.cause, e.at, e.client_at, e.late, e.late_reason, e.account_id,
  e.account_organisation_id, e.posts, e.input, e.seats, e.salt, e.content_hash,
  exists (select from erasure x where x.entry_id = e.id) as is_erased,
  array(select f.file_hash from entry_file f where f.entry_id = e.id and f.organisation_id = e.organisation_id) as files`;

/** Leaves from one index to before another, each with its entry. */
export const selectLeaves = `select l.index, l.hash, l.organisation_id as leaf_organisation, l.entry_id, ${entryColumns}
  from leaf l left join entry e on e.organisation_id = l.organisation_id and e.id = l.entry_id
  where l.index >= $1 and l.index < $2 order by l.index`;

/** The columns of an entry that its hash covers. */
const hashedColumns =
  'organisation_id, id, region, domains, kind, definition, definition_hash, act, proceeding_id, period, corrects, ' +
  'cause, at, client_at, late, late_reason, account_id, account_organisation_id, posts, seats, input, salt';

/**
 * Compares the four places that must agree on an entry: its values, its content hash, its leaf, its tile. Where they do
 * not, the one that stands alone was changed.
 */
export function checkLeaf(row: LeafRow, tile: Uint8Array | undefined): Difference | undefined {
  const { index, hash, entry_id: entry, leaf_organisation: organisation } = row;
  const found = { check: 'log', entry, index, organisation } as const;
  // The left join leaves an entry that is gone with nulls.
  if ((row.id as string | null) === null) {
    return {
      ...found,
      table: 'entry',
      column: 'id',
      zh: `账本${placeText(index)}所对应的记录${entry}已被删除。`,
      en: `entry ${entry} of leaf ${index} was deleted`,
    };
  }
  const committed = leafHash(leafBytes(row.content_hash));
  const inTile = tile !== undefined && equalBytes(tile, hash);
  if (!inTile) {
    const changed = equalBytes(committed, hash) ? 'tile' : 'leaf';
    return {
      ...found,
      table: changed,
      column: changed === 'tile' ? 'hashes' : 'hash',
      zh: `账本${placeText(index)}的哈希在${changed === 'tile' ? '瓦片' : '账本表'}中被改动。`,
      en: `the hash of leaf ${index} was changed in table ${changed}`,
    };
  }
  const valueHash = hashOf(row);
  if (!equalBytes(committed, hash)) {
    const isAlone = valueHash !== undefined && equalBytes(leafHash(leafBytes(valueHash)), hash);
    return {
      ...found,
      table: 'entry',
      column: isAlone ? 'content_hash' : `content_hash, ${hashedColumns}`,
      zh: `记录${entry}的内容哈希${isAlone ? '' : '连同内容'}被改动，与账本${placeText(index)}不一致。`,
      en: `the content hash of entry ${entry}${isAlone ? '' : ' and its values'} differ from leaf ${index}`,
    };
  }
  return checkContent(row, valueHash, { ...found });
}

/** Compares an entry's values with its content hash, and the files that it names with those that are filed for it. */
export function checkContent(
  row: StoredEntry,
  valueHash: Uint8Array | undefined,
  found: { readonly check: Check; readonly index?: number; readonly entry: string },
): Difference | undefined {
  const { entry } = found;
  const organisation = row.organisation_id;
  // What was erased can no longer be hashed; that it was rightly erased is checked with the erasures.
  if (row.is_erased && row.salt === null && Object.keys(row.input).length === 0) {
    return row.files.length === 0 ? undefined : leftFiles(found, organisation);
  }
  if (valueHash === undefined || !equalBytes(valueHash, row.content_hash)) {
    return {
      ...found,
      organisation,
      table: 'entry',
      column: hashedColumns,
      zh: `记录${entry}的内容（${row.definition}，${row.at}）被改动：重算的哈希与入账时不一致。`,
      en: `a value of entry ${entry} (${row.definition}, ${row.at}) was changed: it no longer hashes to what was logged`,
    };
  }
  const named = [...new Set(filesIn(row.input))].sort().join();
  return named === row.files.toSorted().join() ? undefined : leftFiles(found, organisation);
}

function leftFiles(
  found: { readonly check: Check; readonly index?: number; readonly entry: string },
  organisation: string,
): Difference {
  const { entry } = found;
  return {
    ...found,
    organisation,
    table: 'entry_file',
    column: 'file_hash',
    zh: `记录${entry}所附文件的登记与记录内容不一致。`,
    en: `the files filed for entry ${entry} are not those that it names`,
  };
}

/** Hash of an entry's values; undefined where they can no longer be hashed at all. */
export function hashOf(row: StoredEntry): Uint8Array | undefined {
  if (row.salt === null) return undefined;
  try {
    return contentHash(row.salt, valueOfRow(row as unknown as HashedRow));
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}
