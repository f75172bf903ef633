/**
 * Notes when each checkpoint of the log can be read, from a process of its own.
 * Argument: url of the database. Ends with its input; then writes `[time in ms since 1970, size]` pairs as JSON.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { asOwner } from '#db/owner.ts';

const seen: [number, number][] = [];
let ended = false;
process.stdin.on('end', () => (ended = true)).resume();
await asOwner(process.argv[2]!, async (owner) => {
  while (!ended) {
    const [head] = await owner.query<{ size: string | null }>(
      'select max(size) as size from checkpoint',
    );
    const size = Number(head?.size ?? 0);
    if (size > (seen.at(-1)?.[1] ?? -1)) seen.push([Date.now(), size]);
    await sleep(10);
  }
});
process.stdout.write(JSON.stringify(seen));
