import { z } from 'zod';
import { addDays, dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import { compareEditions } from '#law/regulator/catalogue/compare.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { importCatalogue } from './import.ts';
import { editionTable, presentEditions, presentItem } from './present.ts';
import type { CatalogueView } from './present.ts';
import { publicCatalogue } from './public-page.ts';
import { editionsOf, itemsOf } from './queries.ts';

const query = z.object({ from: z.string().max(10).optional().describe('first day of an edition') });
const importQuery = z.object({
  name: z.string().max(200).default('目录.xlsx'),
  year: z.coerce.number().int().min(2018).max(2999),
  from: z.string().max(10),
  source: z.string().trim().min(1).max(200),
  commit: z.enum(['true', 'false']).default('false'),
});

/** The key product catalogue: editions, comparison, export, import by the province, and a public page. */
export const catalogueFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/catalogue',
    {
      preHandler,
      schema: { tags: ['catalogue'], summary: '重点产品监管目录', querystring: query },
    },
    (request) => {
      const who = signedInOf(request);
      const today = dayOf(context.now());
      return context.database.as(who.scope, (tx) => readView(tx, request.query.from, today, who));
    },
  );
  app.get(
    '/api/catalogue/export.xlsx',
    {
      preHandler,
      schema: { tags: ['catalogue'], summary: '导出重点产品监管目录', querystring: query },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const today = dayOf(context.now());
      const view = await context.database.as(who.scope, (tx) =>
        readView(tx, request.query.from, today, who),
      );
      if (view.shown === undefined) {
        const refusal = refuse('not-found', '没有这一版目录。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      return sendTable(reply, editionTable(view.shown, view.items));
    },
  );
  imports(app, context);
  publicCatalogue(app, context);
};

function imports(app: App, context: Context) {
  app.post(
    '/api/catalogue/import',
    {
      preHandler: requirePerson(context),
      schema: { tags: ['catalogue'], summary: '导入重点产品监管目录', querystring: importQuery },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const { clauses } = context.law;
      if (!mayImport(who)) {
        const sentence = '目录由省级市场监管部门的负责人或者系统管理员导入。';
        return sendRefusal(reply, refuse('not-entitled', sentence, ['guidance/4.1']), clauses);
      }
      if (!Buffer.isBuffer(request.body)) {
        return sendRefusal(reply, refuse('table-refused', '请上传XLSX或者CSV文件。'), clauses);
      }
      const answer = await importCatalogue(context, who, request.body, {
        ...request.query,
        commit: request.query.commit === 'true',
      });
      return 'code' in answer ? sendRefusal(reply, answer, clauses) : answer;
    },
  );
}

function mayImport({ organisation, actor }: SignedIn): boolean {
  return (
    organisation?.kind === 'market-regulator' &&
    organisation.level === 'province' &&
    actor.posts.some((post) => post === 'leader' || post === 'administrator')
  );
}

/** The edition asked for, else the one in force, else the one that comes. */
async function readView(
  tx: Tx,
  from: string | undefined,
  today: string,
  who: SignedIn,
): Promise<CatalogueView> {
  const editions = presentEditions(await editionsOf(tx), today, (day) => addDays(day, -1));
  const shown =
    from === undefined
      ? (editions.find(({ standing }) => standing === 'current') ?? editions.at(-1))
      : editions.find((edition) => edition.from === from);
  if (shown === undefined) return { editions, items: [], mayImport: mayImport(who) };
  const former = editions[editions.indexOf(shown) + 1];
  const [items, before] = await Promise.all([
    itemsOf(tx, shown.from),
    former === undefined ? undefined : itemsOf(tx, former.from),
  ]);
  const presented = items.map(presentItem);
  return {
    editions,
    shown,
    items: presented,
    mayImport: mayImport(who),
    ...(before === undefined
      ? {}
      : { comparison: compareEditions(before.map(presentItem), presented) }),
  };
}
