import QRCode from 'qrcode';
import { z } from 'zod';
import { divisionTitle } from '#law/divisions.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import { mostLabels } from '../documents/labels/sheet.ts';
import type { Label } from '../documents/labels/sheet.ts';
import { renderLabels } from '../documents/renderer.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { lotsHeld } from '../reading/lots.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import type { SignedIn } from '../context.ts';
import { sendTable } from '../tables/attach.ts';
import { serialNumber } from './code.ts';
import type { LotCodes, ScannedGoods } from './present.ts';
import { publicCodes } from './public.ts';
import { codesOf, goodsOfLot } from './queries.ts';

const params = z.object({ id: z.uuid() });
const span = z.object({
  from: z.coerce.number().int().min(0).max(10_000_000).default(0),
  to: z.coerce.number().int().min(0).max(10_000_000).default(0),
});
const noCodes = refuse('not-found', '这个批次还没有赋码，或者您无权查看。');
const mostRows = 100_000;

/** Codes on goods: what the maker prints, and the pages behind it. */
export const codesFeature: Feature = (app, context) => {
  publicCodes(app, context);
  ranges(app, context);
  printed(app, context);
  scanned(app, context);
};

function ranges(app: App, context: Context) {
  app.get(
    '/api/lots/:id/codes',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['lots'], summary: '批次的追溯码', params },
    },
    async (request): Promise<LotCodes> => {
      const rows = await context.database.as(signedInOf(request).scope, (tx) =>
        codesOf(tx, request.params.id),
      );
      const [first] = rows;
      const known = rows.map(({ code: _code, ...range }) => range);
      if (first === undefined) return { ranges: known };
      const address = addressOf(context, first.code);
      const qr = await QRCode.toString(address, { type: 'svg', margin: 2 });
      return { address, qr, ranges: known };
    },
  );
}

/** For whoever complains about what a code is on: also for guests, who see no lot otherwise. */
function scanned(app: App, context: Context) {
  app.get(
    '/api/lots/:id/goods',
    {
      preHandler: requireSignedIn(context, { guests: true }),
      schema: { tags: ['lots'], summary: '码所在的产品', params },
    },
    async (request, reply): Promise<ScannedGoods | undefined> => {
      const goods = await context.database.as(signedInOf(request).scope, (tx) =>
        goodsOfLot(tx, request.params.id),
      );
      if (goods === undefined) {
        const missing = refuse('not-found', '没有找到这个批次，请在投诉中写明商品名称和批号。');
        return sendRefusal(reply, missing, context.law.clauses);
      }
      const { maker_id: id, maker: name, product, model, number, region } = goods;
      return {
        maker: { id, name, region: divisionTitle(region) },
        product: [product, model].filter(Boolean).join(' '),
        number,
      };
    },
  );
}

function printed(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  const schema = { tags: ['lots'], params, querystring: span };
  app.get(
    '/api/lots/:id/labels.pdf',
    { preHandler, schema: { ...schema, summary: '打印追溯码（PDF）' } },
    async (request, reply) => {
      const made = await labelsOf(context, signedInOf(request), askedOf(request, mostLabels));
      if ('code' in made) return sendRefusal(reply, made, context.law.clauses);
      const bytes = await renderLabels(made);
      return reply
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="codes.pdf"')
        .send(bytes);
    },
  );
  app.get(
    '/api/lots/:id/codes.xlsx',
    { preHandler, schema: { ...schema, summary: '导出追溯码，供印刷厂使用' } },
    async (request, reply) => {
      const made = await labelsOf(context, signedInOf(request), askedOf(request, mostRows));
      if ('code' in made) return sendRefusal(reply, made, context.law.clauses);
      return sendTable(reply, {
        sheet: '追溯码',
        columns: [
          { title: '码', key: 'text' },
          { title: '网址', key: 'url' },
        ],
        rows: made.labels.map(({ text, url }) => ({ text, url })),
      });
    },
  );
}

/** A lot, a span of its serial numbers and how many of them at most. */
function askedOf(
  { params: { id }, query }: { params: z.output<typeof params>; query: z.output<typeof span> },
  most: number,
) {
  return { id, ...query, most };
}

/** The codes of a span of serial numbers; of the lot alone where the span is 0 to 0. */
async function labelsOf(
  context: Context,
  { scope }: SignedIn,
  { id, from, to, most }: ReturnType<typeof askedOf>,
) {
  const [[lot], rows] = await context.database.as(scope, (tx) =>
    Promise.all([lotsHeld(tx, scope.organisation ?? undefined, [id]), codesOf(tx, id)]),
  );
  const code = rows[0]?.code;
  if (lot === undefined || code === undefined || !lot.own) return noCodes;
  const last = Math.max(...rows.map((row) => row.last));
  if (to > last) return refuse('invalid-input', `这个批次只有${last}个序列码。`);
  if (to < from) return refuse('invalid-input', '起止序号有误。');
  if (to - from >= most) return refuse('invalid-input', `一次最多${most}个，请分批打印。`);
  const lines = [[lot.product, lot.model].filter(Boolean).join(' '), `批号${lot.number}`];
  const shown = lot.madeOn === undefined ? lines : [...lines, lot.madeOn];
  const address = addressOf(context, code);
  const numbers = from === 0 ? [] : Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const labels: Label[] =
    numbers.length === 0
      ? [{ url: address, text: code, lines: shown }]
      : numbers.map((n) => {
          const text = serialNumber(context.settings.serverKey, code, n);
          return { url: `${address}/${text}`, text, lines: shown };
        });
  return { title: `${lines.join(' ')} 追溯码`, labels };
}

function addressOf({ settings }: Context, code: string): string {
  return `${settings.baseUrl}/c/${code}`;
}
