import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { presentProductFacts } from '../reading/products.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { judge } from './judge.ts';
import { presentProduct, productTable } from './present.ts';
import type { PresentedProduct, ProductList } from './present.ts';
import { publicDeclarations } from './public-page.ts';
import { listProducts } from './queries.ts';
import type { ProductFilter } from './queries.ts';

const listQuery = z.object({
  q: z.string().max(60).optional(),
  class: z.string().max(80).optional(),
  state: z.enum(['filed', 'supplied', 'stopped', 'retired']).optional(),
  concern: z
    .enum([
      'eliminated',
      'lapsed',
      'lapsing',
      'mandatory',
      'undeclared',
      'outdated',
      'unregistered',
      'licence',
      'ccc',
      'label',
    ])
    .optional(),
  standard: z.string().max(60).optional(),
  organisation: z.uuid().optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** Products: one's own or those of one's territory, judged by today's rules; export; public declarations. */
export const productsFeature: Feature = (app, context) => {
  lists(app, context);
  one(app, context);
  publicDeclarations(app, context);
};

async function read(
  tx: Tx,
  context: Context,
  filter: ProductFilter,
): Promise<{ readonly products: PresentedProduct[]; readonly total: number }> {
  const { rows, total } = await listProducts(tx, filter);
  const judged = await judge(tx, rows.map(presentProductFacts), filter.today);
  return {
    products: rows.map((row, at) => presentProduct(row, judged[at]!, context.law, filter.today)),
    total,
  };
}

function readList(
  context: Context,
  who: SignedIn,
  { class: productClass, q, state, concern, standard, organisation }: z.output<typeof listQuery>,
  span: { limit: number; offset: number },
): Promise<ProductList> {
  const today = dayOf(context.now());
  const filter = { q, productClass, state, concern, standard, organisation, today, ...span };
  return context.database.as(who.scope, (tx) => read(tx, context, filter));
}

function lists(app: App, context: Context) {
  const summary = '产品档案';
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/products',
    { preHandler, schema: { tags: ['products'], summary, querystring: listQuery } },
    (request) => {
      const offset = (request.query.page - 1) * 20;
      return readList(context, signedInOf(request), request.query, { limit: 20, offset });
    },
  );
  app.get(
    '/api/products/export.xlsx',
    {
      preHandler,
      schema: { tags: ['products'], summary: `导出${summary}`, querystring: listQuery },
    },
    async (request, reply) => {
      const span = { limit: 50_000, offset: 0 };
      const { products } = await readList(context, signedInOf(request), request.query, span);
      return sendTable(reply, productTable(products));
    },
  );
}

function one(app: App, context: Context) {
  app.get(
    '/api/products/:id',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['products'],
        summary: '一种产品',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const today = dayOf(context.now());
      const { id } = request.params;
      const { products } = await context.database.as(signedInOf(request).scope, (tx) =>
        read(tx, context, { id, today, limit: 1, offset: 0 }),
      );
      const [found] = products;
      if (found !== undefined) return found;
      const refusal = refuse('not-found', '没有找到这种产品，或者它不在您的管辖范围内。');
      return sendRefusal(reply, refusal, context.law.clauses);
    },
  );
}
