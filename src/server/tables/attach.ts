import type { FastifyReply } from 'fastify';
import { attachment } from '../attachment.ts';
import { writeTable } from './write-table.ts';
import type { ExportTable } from './write-table.ts';

/** Media type of XLSX. */
export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Answers with a table as an XLSX file to be kept, under its sheet's name unless told otherwise. */
export async function sendTable(
  reply: FastifyReply,
  table: ExportTable,
  name: string = table.sheet,
): Promise<FastifyReply> {
  const bytes = await writeTable(table);
  return attachment(reply, `${name}.xlsx`, sheetType).send(bytes);
}
