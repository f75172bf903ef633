import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { creditSites } from '#kernel/effect.ts';
import type { CreditSite } from '#kernel/effect.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { siteTable } from './columns.ts';
import { publicationTable } from './export.ts';
import { dispatchStates } from './present.ts';
import type { DispatchState } from './present.ts';
import {
  outboxCounts,
  outboxRows,
  presentDispatch,
  presentPublication,
  publicationRows,
} from './queries.ts';

const keys = <K extends string>(object: Readonly<Record<K, unknown>>) => Object.keys(object) as [K];
const paged = { page: z.coerce.number().int().min(1).max(10_000).default(1) };
const outboxQuery = z.object({
  state: z.enum(keys<DispatchState>(dispatchStates)).optional(),
  site: z.enum(keys<CreditSite>(creditSites)).optional(),
  kind: z.string().max(40).optional(),
  action: z.enum(['publish', 'withdraw']).optional(),
  q: z.string().max(60).optional(),
});
const listQuery = z.object({
  kind: z.string().max(40).optional(),
  q: z.string().max(60).optional(),
  standing: z.enum(['shown', 'ended']).optional(),
});

const pageRows = 20;
const exportRows = 20_000;

/** What is published about credit: the outbox to the sites, the list itself, and what a firm finds about itself. */
export const publicityFeature: Feature = (app, context) => {
  outbox(app, context);
  followUp(app, context);
  publications(app, context);
};

const forOffices = refuse('not-entitled', '公示报送由市场监管部门办理。', ['guidance/4.4']);
const isOffice = (who: SignedIn) => who.organisation?.kind === 'market-regulator';

function outbox(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  const tags = ['publicity'];
  app.get(
    '/api/publicity',
    {
      preHandler,
      schema: { tags, summary: '公示报送', querystring: outboxQuery.extend(paged) },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      if (!isOffice(who)) return sendRefusal(reply, forOffices, context.law.clauses);
      const { page, ...filter } = request.query;
      const [rows, counts] = await context.database.as(who.scope, (tx) =>
        Promise.all([outboxRows(tx, filter, pageRows, (page - 1) * pageRows), outboxCounts(tx)]),
      );
      return { items: rows.map(presentDispatch), total: rows[0]?.total ?? 0, counts };
    },
  );
  app.get(
    '/api/publicity/export.xlsx',
    {
      preHandler,
      schema: {
        tags,
        summary: '按网站栏目导出公示信息',
        querystring: outboxQuery.extend({
          site: z.enum(keys<CreditSite>(creditSites)),
          kind: z.string().max(40),
          action: z.enum(['publish', 'withdraw']).default('publish'),
        }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      if (!isOffice(who)) return sendRefusal(reply, forOffices, context.law.clauses);
      const { site, kind, action } = request.query;
      const rows = await context.database.as(who.scope, (tx) =>
        outboxRows(tx, request.query, exportRows, 0),
      );
      // Whoever hands the table in publishes what it holds.
      const standing = rows.filter((row) => action === 'withdraw' || row.withdrawn_at === null);
      return sendTable(reply, siteTable(site, kind, action, standing));
    },
  );
}

/** Items that a person sends again, or notes as taken by the site. */
function followUp(app: App, context: Context) {
  const preHandler = requirePerson(context);
  const schema = { tags: ['publicity'], params: z.object({ id: z.uuid() }) };
  app.post(
    '/api/publicity/:id/retry',
    { preHandler, schema: { ...schema, summary: '重新报送' } },
    async (request, reply) => {
      const refusal = await change(context, signedInOf(request), request.params.id, {
        from: ['failed', 'exported'],
        to: 'due',
        receipt: null,
      });
      if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
      return reply.status(204).send();
    },
  );
  app.post(
    '/api/publicity/:id/accept',
    {
      preHandler,
      schema: {
        ...schema,
        summary: '登记对方已接收',
        body: z.strictObject({ receipt: z.string().trim().min(1).max(200) }),
      },
    },
    async (request, reply) => {
      const refusal = await change(context, signedInOf(request), request.params.id, {
        from: ['exported', 'failed'],
        to: 'accepted',
        receipt: request.body.receipt,
      });
      if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
      return reply.status(204).send();
    },
  );
}

async function change(
  context: Context,
  who: SignedIn,
  id: string,
  {
    from,
    to,
    receipt,
  }: { from: readonly DispatchState[]; to: 'due' | 'accepted'; receipt: string | null },
): Promise<Refusal | undefined> {
  const mayPublish = ['publisher', 'case-officer', 'leader'] as const;
  if (!isOffice(who) || !mayPublish.some((post) => who.actor.posts.includes(post))) {
    return forOffices;
  }
  const now = context.now();
  const next = to === 'due' ? now : null;
  return context.database.as(who.scope, async (tx) => {
    const rows = await tx.rows(
      `update dispatch set state = $3, next_at = $4, receipt = $5, changed_at = $6
       where id = $1 and state = any ($2::text[]) returning 1`,
      [id, from, to, next, receipt, now],
    );
    if (rows.length > 0) return undefined;
    const [seen] = await tx.rows('select 1 from dispatch where id = $1', [id]);
    return seen === undefined
      ? refuse('not-found', '没有找到这条公示信息，或者它不在您的管辖范围内。')
      : refuse('wrong-state', '只有报送失败或者已导出的信息可以重新报送、登记接收。');
  });
}

function publications(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  const tags = ['publicity'];
  app.get(
    '/api/publications',
    {
      preHandler,
      schema: { tags, summary: '名单和公示信息', querystring: listQuery.extend(paged) },
    },
    async (request) => {
      const { page, ...filter } = request.query;
      const today = dayOf(context.now());
      const rows = await context.database.as(signedInOf(request).scope, (tx) =>
        publicationRows(tx, filter, today, pageRows, (page - 1) * pageRows),
      );
      const publications = rows.map((row) => presentPublication(row, today));
      return { publications, total: rows[0]?.total ?? 0 };
    },
  );
  app.get(
    '/api/publications/mine',
    { preHandler, schema: { tags, summary: '关于本单位的公示信息' } },
    async (request, reply) => {
      const who = signedInOf(request);
      const own = who.organisation?.id;
      if (own === undefined) {
        const refusal = refuse('not-entitled', '请以单位人员的身份登录查看本单位的公示信息。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const today = dayOf(context.now());
      const rows = await context.database.as(who.scope, (tx) =>
        publicationRows(tx, { organisation: own }, today, 200, 0),
      );
      return { publications: rows.map((row) => presentPublication(row, today)) };
    },
  );
  app.get(
    '/api/publications/export.xlsx',
    { preHandler, schema: { tags, summary: '导出名单和公示信息', querystring: listQuery } },
    async (request, reply) => {
      const today = dayOf(context.now());
      const rows = await context.database.as(signedInOf(request).scope, (tx) =>
        publicationRows(tx, request.query, today, exportRows, 0),
      );
      return sendTable(reply, publicationTable(rows.map((row) => presentPublication(row, today))));
    },
  );
}
