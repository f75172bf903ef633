import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { cities } from '#law/divisions.ts';
import { canonicalUri, readDigitalLink } from '#trace/identifiers/digital-link.ts';
import { qualifier } from '#trace/identifiers/identity.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { refuse } from '#kernel/refusal.ts';
import { sendRefusal } from '../problem.ts';
import { readable, readSerial, visitorOf } from './code.ts';
import { linksOf, linkset } from './linkset.ts';
import { disputedPage, goodsPage, unknownPage } from './page.ts';
import type { Goods } from './page.ts';
import { noteScan, publicLots } from './queries.ts';
import type { Asked, PublicLot } from './queries.ts';

const query = z.object({
  at: z.string().optional(),
  linkType: z.string().max(60).optional(),
});
const htmlType = 'text/html; charset=utf-8';

/** What somebody asked for by an address. */
interface Question {
  readonly asked: Asked;
  readonly serial?: string | undefined;
  /** What the goods are called in link sets. */
  readonly anchor: string;
}

/**
 * Pages behind codes on goods: `/c/<code>`, `/c/<code>/<serial>`, and GS1 Digital Links at our own address. For
 * everybody, without sign-in and without script; programs get link sets.
 */
export function publicCodes(app: App, context: Context): void {
  const { baseUrl } = context.settings;
  const schema = { hide: true, querystring: query };
  const own = z.object({ code: z.string().max(40), serial: z.string().max(40).optional() });
  const byCode = async (request: FastifyRequest, reply: FastifyReply) => {
    const { code, serial } = own.parse(request.params);
    const asked = { code: readable(code) };
    return answer(request, reply, context, { asked, serial, anchor: `${baseUrl}/c/${asked.code}` });
  };
  const byLink = async (request: FastifyRequest, reply: FastifyReply) => {
    const link = readDigitalLink(`https://id.gs1.org${request.url.split('?')[0]}`);
    if (!link.ok) {
      return sendRefusal(reply, refuse('invalid-input', `${link.sentence}。`), context.law.clauses);
    }
    const { identity } = link.value;
    const lot = { ...identity, qualifiers: identity.qualifiers.filter(([ai]) => ai !== '21') };
    const serial = qualifier(identity, '21');
    const anchor = canonicalUri(identity);
    return answer(request, reply, context, {
      asked: { identifier: canonicalUri(lot) },
      serial,
      anchor,
    });
  };
  app.get('/c/:code', { schema }, byCode);
  app.get('/c/:code/:serial', { schema }, byCode);
  for (const path of ['/01/:gtin', '/01/:gtin/10/:lot', '/01/:gtin/10/:lot/21/:serial']) {
    app.get(path, { schema }, byLink);
  }
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  question: Question,
) {
  const { at, linkType } = request.query as z.output<typeof query>;
  const lots = await publicLots(context, question.asked);
  const [lot, ...others] = lots;
  if (lot === undefined) return reply.status(404).type(htmlType).send(unknownPage());
  if (others.length > 0) return reply.type(htmlType).send(disputedPage(lots));
  const { baseUrl } = context.settings;
  const own = baseUrl + (request.url.split('?')[0] ?? '');
  reply.header('link', `<${own}?linkType=all>; rel="linkset"; type="application/linkset+json"`);
  const accepts = request.headers.accept ?? '';
  if (linkType === 'all' || /application\/linkset\+json/.test(accepts)) {
    return reply
      .type('application/linkset+json')
      .send(JSON.stringify(linkset(lot, baseUrl, own, question.anchor)));
  }
  if (linkType !== undefined) return follow(reply, context, lot, own, linkType);
  const goods = await goodsOf(request, context, lot, question.serial, at);
  return reply.header('cache-control', 'no-cache').type(htmlType).send(goodsPage(goods));
}

/** Leads to one kind of link, e.g. `gs1:recallStatus`. */
function follow(reply: FastifyReply, context: Context, lot: PublicLot, own: string, kind: string) {
  const links = linksOf(lot, context.settings.baseUrl, own);
  const [target] = links[kind.replace(/^(gs1:|https:\/\/ref\.gs1\.org\/voc\/)/, '')] ?? [];
  if (target === undefined) {
    return sendRefusal(reply, refuse('not-found', '没有这种链接。'), context.law.clauses);
  }
  return reply.redirect(target.href, 307);
}

/** Looks a serial number up and notes that somebody did; what asks for no number leaves no trace. */
async function goodsOf(
  request: FastifyRequest,
  context: Context,
  lot: PublicLot,
  text: string | undefined,
  at: string | undefined,
): Promise<Goods> {
  if (text === undefined) return { lot };
  const { serverKey } = context.settings;
  const serial = lot.code === null ? undefined : readSerial(serverKey, lot.code, text);
  if (serial === undefined || serial > lot.last_serial) return { lot, serial: false };
  const now = context.now();
  const visitor = visitorOf(serverKey, request.ip, dayOf(now));
  const city = cities.find(({ code }) => String(code) === at)?.code;
  const scans = await context.database.asSystem('public', (tx) =>
    noteScan(tx, lot.lot, serial, now, city, visitor),
  );
  return { lot, serial: { text: readable(text), scans } };
}
