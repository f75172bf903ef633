import { z } from 'zod';
import { addDays, dayOf } from '#kernel/calendar/plain-date.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import { refuse } from '#kernel/refusal.ts';
import { certificateLacks } from '#law/regulator/certificates/validity.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { organisationFacts } from '../reading/organisation-facts.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { certificateTable, presentCertificate, presentLack } from './present.ts';
import type { OrganisationCertificates } from './present.ts';
import { listCertificates } from './queries.ts';

const listQuery = z.object({
  q: z.string().max(60).optional(),
  kind: z.enum(['licence', 'ccc']).optional(),
  class: z.string().max(80).optional(),
  standing: z.enum(['valid', 'invalid']).optional(),
  expiring: z.coerce.number().int().min(0).max(3660).optional().describe('days from today'),
  organisation: z.uuid().optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** The register of production licences and compulsory certificates: search, export, and one organisation's own. */
export const certificatesFeature: Feature = (app, context) => {
  lists(app, context);
  ofOrganisation(app, context);
};

function read(
  context: Context,
  who: SignedIn,
  query: z.output<typeof listQuery>,
  span: { limit: number; offset: number },
) {
  const today = dayOf(context.now());
  return context.database.as(who.scope, (tx) =>
    listCertificates(tx, {
      ...span,
      today,
      q: query.q,
      kind: query.kind,
      productClass: query.class,
      standing: query.standing,
      expiringBy: query.expiring === undefined ? undefined : addDays(today, query.expiring),
      organisation: query.organisation,
    }),
  );
}

function lists(app: App, context: Context) {
  const summary = '许可证和认证证书登记簿';
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/certificates',
    { preHandler, schema: { tags: ['certificates'], summary, querystring: listQuery } },
    async (request) => {
      const offset = (request.query.page - 1) * 20;
      const who = signedInOf(request);
      const rows = await read(context, who, request.query, { limit: 20, offset });
      const today = dayOf(context.now());
      return {
        certificates: rows.map((row) => presentCertificate(row, context.law, today)),
        total: rows[0]?.total ?? 0,
      };
    },
  );
  app.get(
    '/api/certificates/export.xlsx',
    {
      preHandler,
      schema: { tags: ['certificates'], summary: `导出${summary}`, querystring: listQuery },
    },
    async (request, reply) => {
      const span = { limit: 50_000, offset: 0 };
      const rows = await read(context, signedInOf(request), request.query, span);
      const today = dayOf(context.now());
      const list = rows.map((row) => presentCertificate(row, context.law, today));
      return sendTable(reply, certificateTable(list));
    },
  );
}

function ofOrganisation(app: App, context: Context) {
  app.get(
    '/api/organisations/:id/certificates',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['certificates'],
        summary: '单位的许可证、认证证书和缺少的证书',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const today = dayOf(context.now());
      const { id } = request.params;
      const [facts, rows] = await context.database.as(signedInOf(request).scope, (tx) =>
        Promise.all([
          organisationFacts(tx, id, today),
          listCertificates(tx, { organisation: id, today, limit: 200, offset: 0 }),
        ]),
      );
      if (facts === undefined) {
        const refusal = refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const held = rows.map((row): CertificateFacts => ({ ...row, holder: id }));
      const isProducer = facts.facts.business === 'producer';
      const lacks = isProducer
        ? facts.facts.productClasses.flatMap((product) => [
            ...certificateLacks(product, held, today, 'make'),
            ...certificateLacks({ ...product, licence: false }, held, today, 'sell'),
          ])
        : [];
      const answer: OrganisationCertificates = {
        certificates: rows.map((row) => presentCertificate(row, context.law, today)),
        lacks: lacks.map((lack) => presentLack(lack, context.law.clauses)),
      };
      return answer;
    },
  );
}
