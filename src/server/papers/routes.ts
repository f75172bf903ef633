import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { attachment } from '../attachment.ts';
import type { Context } from '../context.ts';
import { renderDocx } from '../documents/docx.ts';
import { DocumentFault } from '../documents/model.ts';
import type { OfficialDocument } from '../documents/model.ts';
import { renderPdf } from '../documents/pdf.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { readDossier, readEntryPaper } from './read.ts';

const id = z.object({ id: z.uuid() });
/** Rendering takes the processor for up to a second; nobody needs more papers in a minute. */
const limit = { rateLimit: { max: 60, timeWindow: '1 minute' } } as const;

const formats = {
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    render: renderDocx,
  },
  pdf: { type: 'application/pdf', render: renderPdf },
} as const;

/** Official papers of entries as DOCX and PDF, and the dossier of a proceeding. */
export const papersFeature: Feature = (app, context) => {
  for (const format of ['docx', 'pdf'] as const) {
    paper(app, context, format);
    dossier(app, context, format);
  }
};

function paper(app: App, context: Context, format: keyof typeof formats) {
  app.get(
    `/api/entries/:id/paper.${format}`,
    {
      preHandler: requireSignedIn(context, { guests: true }),
      config: limit,
      schema: { tags: ['papers'], summary: `一条记录的文书(${format.toUpperCase()})`, params: id },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const found = await context.database.as(who.scope, (tx) =>
        readEntryPaper(tx, context, who, request.params.id),
      );
      return send(reply, context, format, found);
    },
  );
}

function dossier(app: App, context: Context, format: keyof typeof formats) {
  app.get(
    `/api/proceedings/:id/dossier.${format}`,
    {
      preHandler: requireSignedIn(context, { guests: true }),
      config: limit,
      schema: { tags: ['papers'], summary: `事项案卷(${format.toUpperCase()})`, params: id },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const found = await context.database.as(who.scope, (tx) =>
        readDossier(tx, context, who, request.params.id),
      );
      return send(reply, context, format, found);
    },
  );
}

async function send(
  reply: FastifyReply,
  context: Context,
  format: keyof typeof formats,
  document: OfficialDocument | Refusal,
) {
  if ('ok' in document) return sendRefusal(reply, document, context.law.clauses);
  const bytes = await renderOrRefuse(format, document);
  if (!Buffer.isBuffer(bytes)) return sendRefusal(reply, bytes, context.law.clauses);
  const day = document.issuedOn ?? dayOf(context.now());
  const name = `${document.title}-${document.organisation}-${day}.${format}`;
  return attachment(reply, name, formats[format].type)
    .header('cache-control', 'private, no-store')
    .send(bytes);
}

async function renderOrRefuse(
  format: keyof typeof formats,
  document: OfficialDocument,
): Promise<Buffer | Refusal> {
  try {
    return await formats[format].render(document);
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error;
    if (error.reason === 'busy' || error.reason === 'time-limit') {
      return refuse('too-many-requests', '正在生成的文书较多，请稍后再试。');
    }
    if (error.reason === 'too-large') {
      return refuse('file-too-large', '内容过多，无法生成一份文书，请改用导出表格。');
    }
    throw error;
  }
}
