import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import { carryOut } from '../acts/effects.ts';
import { writeLots } from '../acts/effects/lots-at-once.ts';
import type { LotWriting } from '../acts/effects/lots-at-once.ts';
import type { Effect } from '#kernel/effect.ts';
import { sealEntry } from '../acts/entry.ts';
import type { Entry } from '../acts/entry.ts';
import { elsewhere } from '../acts/proceeding.ts';
import type { Context, SignedIn } from '../context.ts';

/** An entry with what follows from it. */
export interface ImportedEntry {
  readonly entry: Entry;
  readonly effects: readonly Effect[];
  /** Hash of what asked for it: the import and the line. */
  readonly raw: Uint8Array;
}

/**
 * Writes entries and what follows from them. What happens to lots is written many at a time where nothing else follows.
 * @returns a refusal; the caller then undoes everything.
 */
export async function writeImported(
  tx: Tx,
  context: Context,
  who: SignedIn,
  imported: readonly ImportedEntry[],
): Promise<Refusal | undefined> {
  await writeEntries(tx, imported);
  let plain: ImportedEntry[] = [];
  const flush = async () => {
    const refusal = plain.length === 0 ? undefined : await writeLots(tx, plain.flatMap(lotsOf));
    plain = [];
    return refusal;
  };
  for (const one of imported) {
    if (one.effects.every(isPlain)) {
      plain.push(one);
      continue;
    }
    const { entry, effects } = one;
    const cause = { entry, seats: [], subject: entry.organisation, proceeding: undefined };
    const refusal =
      (await flush()) ?? (await carryOut(tx, context, who, effects, cause, elsewhere));
    if (refusal !== undefined) return refusal;
  }
  return flush();
}

function lotsOf({ entry, effects }: ImportedEntry): LotWriting[] {
  return effects.flatMap((effect, place) =>
    effect.do === 'lot' ? [{ entry, place, event: effect.event }] : [],
  );
}

function isPlain(effect: Effect): boolean {
  return effect.do === 'lot' && !['blocked', 'unblocked', 'coded'].includes(effect.event.kind);
}

async function writeEntries(tx: Tx, imported: readonly ImportedEntry[]): Promise<void> {
  const [{ entry: first }] = imported as [ImportedEntry];
  const seals = imported.map(({ entry }) => sealEntry(entry));
  await tx.rows(insertEntries, [
    first.organisation,
    first.region,
    first.domains,
    first.definition,
    Buffer.from(first.definitionHash, 'hex'),
    first.at,
    first.by.account,
    first.by.organisation ?? null,
    first.by.posts,
    imported.map(({ entry }) => entry.id),
    `[${imported.map(({ entry }) => JSON.stringify(entry.input)).join(',')}]`,
    seals.map(({ salt }) => salt),
    seals.map(({ hash }) => hash),
    imported.map(({ raw }) => raw),
  ]);
}

// All of a table is one person's, of one moment and one book. The log takes them in the order of the rows.
const insertEntries = `with asked as (
  select t.*, i.input from unnest($10::uuid[], $12::bytea[], $13::bytea[], $14::bytea[]) with ordinality
    as t (id, salt, content_hash, request_hash, place)
  join jsonb_array_elements($11::jsonb) with ordinality as i (input, place) using (place)
), written as (
  insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act, at, late, account_id,
    account_organisation_id, posts, input, salt, content_hash, request_hash)
  select $1, id, $2, $3, 'book', $4, $5, 'record', $6, false, $7, $8, $9, input, salt, content_hash, request_hash
  from asked
)
insert into leaf_queue (organisation_id, entry_id, content_hash)
  select $1, id, content_hash from asked order by place`;
