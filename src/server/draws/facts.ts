import type { DrawFacts } from '#kernel/facts.ts';
import type { Law } from '#kernel/law.ts';
import { readResult } from '#insight/draw/result.ts';
import type { Drawn } from '#insight/draw/types.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';
import { committedFile } from './pool-files.ts';
import { loadProceeding } from '../reading/load-proceeding.ts';

/** What draws came to, by their ids, as far as the actor sees them; other proceedings are left out. */
export async function drawsOf(
  tx: Tx,
  { law, files }: Pick<Context, 'law' | 'files'>,
  ids: readonly string[],
): Promise<DrawFacts[]> {
  const found = await Promise.all(ids.map((id) => drawOf(tx, law, files, id)));
  return found.filter((one) => one !== undefined);
}

async function drawOf(
  tx: Tx,
  law: Law,
  files: Context['files'],
  id: string,
): Promise<DrawFacts | undefined> {
  const proceeding = await loadProceeding(tx, law, id);
  if (proceeding?.procedure.draws === undefined) return undefined;
  const hash = proceeding.procedure.draws(proceeding.snapshot.history);
  const drawn = hash === undefined ? [] : await drawnIn(files, hash);
  return { id, drawn: drawn.map(({ object, inspectors }) => ({ object, inspectors })) };
}

/** The lines of a result; a file that has lost its hash is no result. */
async function drawnIn(files: Context['files'], hash: string): Promise<readonly Drawn[]> {
  const bytes = await committedFile({ files }, hash);
  return (bytes && readResult(Buffer.from(bytes).toString('utf8'))) ?? [];
}
