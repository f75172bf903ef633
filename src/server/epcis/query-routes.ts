import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Parameters } from '#trace/epcis/query/parameters.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { signedInOf } from '../session/actor.ts';
import { answerEvents, eventQuery, readAsked } from './ask.ts';
import { exceptionOf, isException, sendException } from './exception.ts';
import type { EpcisException } from './exception.ts';
import { limits } from './limits.ts';
import { extensionsOf, sendJson, versionHeaders } from './negotiate.ts';
import { badToken, pageQuery, perPageOf, readPlace, writePlace } from './page.ts';
import { listQueries, readNamedQuery } from './queries.ts';
import { base, discoverable, guards, nextLink, tags } from './scope.ts';

const scalar = z.union([z.string().max(1_000), z.number(), z.boolean()]);
const named = z.strictObject({
  name: z.string().regex(/^[\p{L}\p{N}_.-]{1,60}$/u, '名称应为1至60个文字、数字、横线或者下划线'),
  query: z.record(z.string().max(200), z.union([scalar, z.array(scalar).max(500)])),
});
const nameParams = z.object({ queryName: z.string() });

/** A query as it is kept: parameters as lists, and what the prefixes in their names mean. */
interface Kept {
  readonly parameters: Parameters;
  readonly prefixes: Readonly<Record<string, string>>;
}

/** Queries that an organisation keeps under names. */
export function queryRoutes(app: App, context: Context) {
  discoverable(app, context, '/queries', ['GET', 'POST']);
  discoverable(app, context, '/queries/:queryName', ['GET', 'DELETE']);
  discoverable(app, context, '/queries/:queryName/events', ['GET']);
  create(app, context);
  lists(app, context);
  oneQuery(app, context);
  run(app, context);
  // Tokens hold a place, nothing lies behind them that could be released.
  app.delete(
    `${base}/nextPageToken/:token`,
    { ...guards(context), schema: { tags, summary: '释放翻页标记' } },
    (_request, reply) => reply.status(204).headers(versionHeaders).send(),
  );
}

function create(app: App, context: Context) {
  app.post(
    `${base}/queries`,
    {
      ...guards(context),
      bodyLimit: limits.readAtOnce,
      schema: {
        tags,
        summary: '保存命名查询',
        consumes: ['application/json', 'application/ld+json'],
      },
    },
    async (request, reply) => {
      const wish = readWish(request);
      if (isException(wish)) return sendException(reply, wish, context);
      const who = signedInOf(request);
      if (who.actor.organisation === undefined) {
        const refused = exceptionOf('SecurityException', '您不在任何单位任职，不能保存查询。');
        return sendException(reply, refused, context);
      }
      const { name, kept } = wish;
      const outcome = await context.database.as(who.scope, async (tx) => {
        const [{ n } = { n: 0 }] = await tx.rows<{ n: number }>(
          'select count(*)::int as n from epcis_query',
        );
        if (n >= limits.queries) return 'full';
        const made = await tx.run({
          sql: `insert into epcis_query (organisation_id, name, query, account_id, at) values ($1, $2, $3, $4, $5)
            on conflict do nothing`,
          parameters: [
            who.actor.organisation,
            name,
            JSON.stringify(kept),
            who.account.id,
            context.now(),
          ],
        });
        return made === 1 ? 'made' : 'taken';
      });
      if (outcome !== 'made') {
        const sentence =
          outcome === 'taken'
            ? `已经有名为“${name}”的查询，请换一个名称。`
            : `最多保存${limits.queries}个查询，请先删除不用的。`;
        return sendException(
          reply,
          exceptionOf('ResourceAlreadyExistsException', sentence),
          context,
        );
      }
      return reply
        .status(201)
        .headers({ ...versionHeaders, Location: `${base}/queries/${encodeURIComponent(name)}` })
        .send();
    },
  );
}

function readWish(request: FastifyRequest): { name: string; kept: Kept } | EpcisException {
  const body = request.body as unknown;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.isBuffer(body) ? body.toString() : '') as unknown;
  } catch {
    return exceptionOf('ValidationException', '请求不是有效的JSON。');
  }
  const parsed = named.safeParse(value);
  if (!parsed.success) {
    const defects = parsed.error.issues.map(({ path, message }) => ({
      path: path.join('.'),
      sentence: /[一-鿿]/.test(message) ? message : '填写有误',
    }));
    return exceptionOf('ValidationException', '查询应有name和query，请改正后重新提交。', defects);
  }
  const namespaces = extensionsOf(request);
  if ('exception' in namespaces) return namespaces;
  const parameters = Object.fromEntries(
    Object.entries(parsed.data.query).map(([name, own]) => [name, [own].flat().map(String)]),
  );
  const query = readAsked(request, { parameters });
  if (isException(query)) return query;
  return { name: parsed.data.name, kept: { parameters, prefixes: Object.fromEntries(namespaces) } };
}

/** A query as it is shown: lists of one as they were given matter to nobody. */
function shown({ name, query }: { name: string; query: unknown }) {
  return { name, query: (query as Kept).parameters };
}

function lists(app: App, context: Context) {
  app.get(
    `${base}/queries`,
    { ...guards(context), schema: { tags, summary: '命名查询列表', querystring: pageQuery } },
    async (request, reply) => {
      const { perPage: asked, nextPageToken } = request.query;
      const perPage = perPageOf(asked);
      if (typeof perPage === 'object') return sendException(reply, perPage, context);
      const place = nextPageToken === undefined ? [''] : readPlace(nextPageToken, 1);
      if (place === undefined) return sendException(reply, badToken(), context);
      const rows = await context.database.as(signedInOf(request).scope, (tx) =>
        listQueries(tx, String(place[0]), perPage + 1),
      );
      const last = rows[perPage - 1];
      if (rows.length > perPage && last !== undefined) {
        reply.header('Link', nextLink(context, request, writePlace([last.name])));
      }
      return sendJson(request, reply, rows.slice(0, perPage).map(shown));
    },
  );
}

function oneQuery(app: App, context: Context) {
  const url = `${base}/queries/:queryName`;
  app.get(
    url,
    { ...guards(context), schema: { tags, summary: '一个命名查询', params: nameParams } },
    async (request, reply) => {
      const row = await context.database.as(signedInOf(request).scope, (tx) =>
        readNamedQuery(tx, request.params.queryName),
      );
      if (row === undefined) return sendException(reply, unknownQuery(), context);
      return sendJson(request, reply, shown(row));
    },
  );
  app.delete(
    url,
    { ...guards(context), schema: { tags, summary: '删除命名查询', params: nameParams } },
    async (request, reply) => {
      const gone = await context.database.as(signedInOf(request).scope, (tx) =>
        tx.run({
          sql: 'delete from epcis_query where name = $1',
          parameters: [request.params.queryName],
        }),
      );
      if (gone === 0) return sendException(reply, unknownQuery(), context);
      return reply.status(204).headers(versionHeaders).send();
    },
  );
}

function unknownQuery() {
  return exceptionOf('NoSuchNameException', '没有这个名称的查询。');
}

function run(app: App, context: Context) {
  app.get(
    `${base}/queries/:queryName/events`,
    {
      ...guards(context),
      schema: { tags, summary: '按命名查询取事件', params: nameParams, querystring: eventQuery },
    },
    async (request, reply) => {
      const { queryName: name } = request.params;
      const row = await context.database.as(signedInOf(request).scope, (tx) =>
        readNamedQuery(tx, name),
      );
      if (row === undefined) return sendException(reply, unknownQuery(), context);
      const { parameters, prefixes } = row.query as unknown as Kept;
      const namespaces = new Map(Object.entries(prefixes));
      return answerEvents(request, reply, context, { parameters, name, namespaces });
    },
  );
}
