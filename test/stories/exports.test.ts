import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rollOver } from '#server/sweep/roll-over.ts';
import { readTable } from '#server/tables/read-table.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';

const service = await startServer({ after });
before(async () => {
  await seedCast(service.context.database);
  await rollOver(
    service.context.database,
    service.context.law,
    '2026-11-23',
    service.context.now(),
  );
});

/** What a list exports to a person, read back as the spreadsheet that it is. */
async function exported(login: string, url: string) {
  const client = service.client();
  await client.signIn(login);
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(service.baseUrl + url, { headers: { cookie } });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, table: await readTable(bytes, { name: 'export.xlsx' }) };
}

test('boards and lists can be taken along as a spreadsheet, each within its own scope', async () => {
  const board = await exported('inspector', '/api/board/export.xlsx');
  assert.equal(board.status, 200);
  assert.ok(board.table.ok);
  assert.equal(board.table.rows.at(-1)?.cells['地区'], '合计');
  const enterprises = await exported('inspector', '/api/board/enterprises/export.xlsx');
  assert.ok(enterprises.table.ok);
  assert.ok(enterprises.table.rows.length > 0);
  assert.equal((await exported('officer', '/api/board/export.xlsx')).status, 403);
  const proceedings = await exported('inspector', '/api/proceedings/export.xlsx');
  // A header and no rows yet: the file is there, and reads back as empty.
  assert.equal(proceedings.status, 200);
  assert.equal(!proceedings.table.ok && proceedings.table.code, 'empty');
});
