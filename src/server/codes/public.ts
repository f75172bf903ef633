import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addHours, dayOf } from '#kernel/calendar/plain-date.ts';
import { refusalStatus, refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { cities } from '#law/divisions.ts';
import {
  canonicalUri,
  readDigitalLink,
  writeDigitalLink,
} from '#trace/identifiers/digital-link.ts';
import { printedGtin } from '#trace/identifiers/gtin.ts';
import { identityOf, qualifier } from '#trace/identifiers/identity.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { refusalPage } from '../portal/refusal.ts';
import { sendRefusal } from '../problem.ts';
import { articlePage, unknownArticlePage, unreadablePage } from './article-page.ts';
import { readable, readSerial, visitorOf } from './code.ts';
import { linksOf, linksOfArticle, linkset } from './linkset.ts';
import type { Links } from './linkset.ts';
import { disputedPage, goodsPage, unknownPage } from './page.ts';
import type { Goods } from './page.ts';
import { copying } from './standing.ts';
import { noteScan, publicArticles, publicLots } from './queries.ts';
import type { Asked, PublicLot } from './queries.ts';

const query = z.object({
  at: z.string().optional(),
  linkType: z.string().max(60).optional(),
  lot: z.string().trim().max(60).optional(),
  serial: z.string().max(60).optional(),
});
const htmlType = 'text/html; charset=utf-8';
const unknown = refuse('not-found', '没有这个码。');

/** What somebody asked for by an address. */
interface Question {
  readonly asked: Asked;
  readonly serial?: string | undefined;
  /** What the goods are called in link sets. */
  readonly anchor: string;
  /** Bar code and lot number, where the address has them: they may lead on where the whole of it does not. */
  readonly article?: { readonly gtin: string; readonly number: string };
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
  app.get('/c/:code', { schema }, byCode);
  app.get('/c/:code/:serial', { schema }, byCode);
  // Whatever follows: a serial number without its lot, or a variant before it, is a link as well.
  app.get('/01/*', { schema }, (request, reply) => byLink(request, reply, context));
}

/** A GS1 Digital Link of goods: with a lot it leads to the lot, else to the product. */
async function byLink(request: FastifyRequest, reply: FastifyReply, context: Context) {
  const link = readDigitalLink(`https://id.gs1.org${request.url.split('?')[0]}`);
  if (!link.ok) {
    const page = unreadablePage(link.sentence);
    return sayNo(reply, context, refuse('invalid-input', `${link.sentence}。`), page);
  }
  const { identity } = link.value;
  const { lot: typed = '', serial: kept } = request.query as z.output<typeof query>;
  const gtin = identity.value;
  const number = qualifier(identity, '10') ?? typed;
  const serial = qualifier(identity, '21') ?? kept;
  if (number === '') return answerArticle(request, reply, context, { gtin, serial });
  const lot = identityOf('01', gtin, [['10', number]]);
  // The register takes numbers that no link can hold.
  const asked = lot.ok ? { identifier: canonicalUri(lot.value) } : { gtin, number };
  if (lot.ok && typed !== '') {
    const whole = identityOf('01', gtin, [['10', number], ...serialPart(serial)]);
    return reply.redirect(writeDigitalLink(whole.ok ? whole.value : lot.value, { stem: '' }), 303);
  }
  const anchor = canonicalUri(identity);
  return answer(request, reply, context, { asked, serial, anchor, article: { gtin, number } });
}

function serialPart(serial: string | undefined): [string, string][] {
  return serial === undefined ? [] : [['21', serial]];
}

/** The product behind a bar code; with the number of a lot that nobody registered, where one was asked for. */
async function answerArticle(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  { gtin, ...asked }: { gtin: string; lot?: string; serial?: string | undefined },
) {
  const { settings, law } = context;
  const today = dayOf(context.now());
  const articles = await publicArticles(context, gtin, today);
  const printed = printedGtin(gtin);
  if (articles.length === 0) {
    const none = refuse('not-found', `商品条码${printed}没有对应的产品档案。`);
    const refusal = asked.lot === undefined ? none : unknown;
    return sayNo(reply, context, refusal, unknownArticlePage({ printed, ...asked }));
  }
  const page = articlePage(articles, { printed, ...asked }, law, today);
  if (asked.lot !== undefined) return sayNo(reply, context, unknown, page);
  const own = settings.baseUrl + (request.url.split('?')[0] ?? '');
  const links = linksOfArticle(articles, settings.baseUrl, own);
  return lead(
    request,
    reply,
    context,
    { own, links, anchor: `https://id.gs1.org/01/${gtin}` },
    () => Promise.resolve(page),
  );
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  question: Question,
): Promise<unknown> {
  const { asked, article, serial, anchor } = question;
  const lots = await publicLots(context, asked);
  const [lot, ...others] = lots;
  if (lot === undefined) {
    if (article === undefined) return sayNo(reply, context, unknown, unknownPage());
    if (!('gtin' in asked)) return answer(request, reply, context, { ...question, asked: article });
    return answerArticle(request, reply, context, {
      gtin: article.gtin,
      lot: article.number,
      serial,
    });
  }
  if (others.length > 0) return reply.type(htmlType).send(disputedPage(lots));
  const { baseUrl } = context.settings;
  const own = baseUrl + (request.url.split('?')[0] ?? '');
  return lead(
    request,
    reply,
    context,
    { own, links: linksOf(lot, baseUrl, own), anchor },
    async () => {
      const { at } = request.query as z.output<typeof query>;
      return goodsPage(await goodsOf(request, context, lot, serial, at));
    },
  );
}

/** Leads to the page, to the set of links or to one of them, as was asked. */
async function lead(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  { own, links, anchor }: { own: string; links: Links; anchor: string },
  page: () => Promise<string>,
) {
  const { linkType } = request.query as z.output<typeof query>;
  reply.header('link', `<${own}?linkType=all>; rel="linkset"; type="application/linkset+json"`);
  const accepts = request.headers.accept ?? '';
  if (linkType === 'all' || /application\/linkset\+json/.test(accepts)) {
    return reply.type('application/linkset+json').send(JSON.stringify(linkset(links, anchor)));
  }
  if (linkType !== undefined) return follow(reply, context, links, linkType);
  return reply
    .header('cache-control', 'no-cache')
    .type(htmlType)
    .send(await page());
}

/** Leads to one kind of link, e.g. `gs1:recallStatus`. */
function follow(reply: FastifyReply, context: Context, links: Links, kind: string) {
  const [target] = links[kind.replace(/^(gs1:|https:\/\/ref\.gs1\.org\/voc\/)/, '')] ?? [];
  if (target === undefined) {
    const none = refuse('not-found', '没有这种链接。');
    return sayNo(reply, context, none, refusalPage(none));
  }
  return reply.redirect(target.href, 307);
}

/** A refusal of a code: a page for whoever scanned it, whatever his browser says; problem details for a program. */
function sayNo(reply: FastifyReply, { law }: Context, refusal: Refusal, page: string) {
  const accepts = reply.request.headers.accept ?? '';
  if (/json/.test(accepts) && !/text\/html/.test(accepts)) {
    return sendRefusal(reply, refusal, law.clauses);
  }
  return reply.status(refusalStatus[refusal.code]).type(htmlType).send(page);
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
    noteScan(
      tx,
      { lot: lot.lot, serial },
      { at: now, region: city, visitor },
      { looks: addHours(now, -copying.looksHours), places: addHours(now, -copying.placesHours) },
    ),
  );
  return { lot, serial: { text: readable(text), scans } };
}
