import { openDatabase } from '#db/connect.ts';
import { emptyTables } from '#db/empty.ts';
import { asOwner } from '#db/owner.ts';
import type { OwnerConnection } from '#db/owner.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Signer } from '#ledger/keys.ts';
import type { Context } from '#server/context.ts';
import { deferredStore } from '#server/files/store.ts';
import { writeReference } from '#server/registry/reference.ts';
import { people } from './people.ts';
import { demoPassword, perform } from './perform.ts';
import { showcase } from './showcase.ts';

export { demoPassword, showcase };

/** Where a trial keeps its things. */
export interface TrialPlaces {
  readonly databaseUrl: string;
  /** The folder of uploaded files. */
  readonly files: string;
}

/** Any fixed number; two trials that start on one database take turns. */
const lockKey = 7_434_123;

/** Nobody is kept waiting by a play, also not by one on a busy machine. */
const patienceMs = 600_000;

/** Connections during the play. Each has to plan its statements once, so that more would only make it longer. */
const connections = 4;

/**
 * Acts the world out where nobody is registered. Nothing waits for the disk until all is done, which is why a play that
 * was broken off (a kill, a power cut) is thrown away and begun anew. What anybody else registered is never touched.
 * @param play the whole world by default.
 * @returns true where it was acted out now.
 */
export async function performIfEmpty(
  context: Context,
  key: Signer,
  { databaseUrl, files: folder }: TrialPlaces,
  play: (context: Context, key: Signer) => Promise<void> = perform,
): Promise<boolean> {
  return asOwner(databaseUrl, async (owner) => {
    await owner.query(`select pg_advisory_lock(${lockKey})`);
    const state = await readState(owner);
    if (state === 'inhabited') return false;
    if (state === 'half') {
      await emptyTables(owner);
      await writeReference(context.database);
    }
    const mark = (what: string) => owner.query(writeMark, [what, dayOf(context.now())]);
    await mark(begun);
    const database = openDatabase(databaseUrl, {
      max: connections,
      connectTimeoutMs: patienceMs,
      statementTimeoutMs: patienceMs,
      hasty: true,
    });
    const files = deferredStore(folder);
    try {
      await play({ ...context, database, files }, key);
    } finally {
      await database.close();
    }
    await files.settle();
    // This commit waits for the disk, and so for every one before it.
    await mark(done);
    return true;
  });
}

const begun = 'world-begun';
const done = 'world-performed';

const writeMark = 'insert into sweep_run (job, day, at) values ($1, $2, now())';

interface Found {
  readonly any: boolean;
  /** Somebody who does not belong to the world. */
  readonly stranger: boolean;
  readonly begun: boolean;
  readonly done: boolean;
}

/** `half`: a play began on this database when it was empty and was broken off, and nobody has come since. */
async function readState(owner: OwnerConnection): Promise<'empty' | 'half' | 'inhabited'> {
  const [found] = await owner.query<Found>(
    `select exists (select from organisation) as any,
      exists (select from account where login not in (select jsonb_array_elements_text($1))) as stranger,
      exists (select from sweep_run where job = $2) as begun,
      exists (select from sweep_run where job = $3) as done`,
    [JSON.stringify(people.map(({ login }) => login)), begun, done],
  );
  const { any, stranger, begun: isBegun, done: isDone } = found!;
  if (isBegun && !isDone && !stranger) return 'half';
  return any || stranger ? 'inhabited' : 'empty';
}
