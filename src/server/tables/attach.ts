import type { FastifyReply } from 'fastify';
import { writeTable } from './write-table.ts';
import type { ExportTable } from './write-table.ts';

/** Media type of XLSX. */
export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Answers with a table as an XLSX file to be kept under its sheet's name. */
export async function sendTable(reply: FastifyReply, table: ExportTable): Promise<FastifyReply> {
  const name = encodeURIComponent(`${table.sheet}.xlsx`);
  return reply
    .type(sheetType)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .send(await writeTable(table));
}
