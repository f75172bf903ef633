import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { html, page } from './html.ts';
import type { Html } from './html.ts';
import { linesOf, phoneLink } from './notice.ts';

interface Announcement {
  id: string;
  title: string;
  text: string;
  record: JsonObject;
  at: Instant;
}

const perPage = 12;
/** So much of an announcement stands in a list; all of it has a page of its own. */
const longest = 240;
const longestLine = 60;
/** What of a recall stands in the list already: whether it is dangerous, what to do, whom to call. */
const foremost = ['存在的缺陷', '应急处置方式', '公众咨询电话'];
const type = 'text/html; charset=utf-8';

/** The announcements as a list, and each on a page of its own, to which codes on goods lead. */
export function announcements(app: App, context: Context) {
  const query = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });
  app.get(
    '/announcements',
    { schema: { hide: true, querystring: query } },
    async (request, reply) => {
      const at = request.query.page;
      const today = dayOf(context.now());
      const news = await context.database.asSystem('public', (tx) =>
        selectNews(tx, { most: perPage + 1, after: (at - 1) * perPage, today }),
      );
      const earlier = at > 1 ? html`<a href="/announcements?page=${at - 1}">较新</a> ` : undefined;
      const later =
        news.length > perPage ? html`<a href="/announcements?page=${at + 1}">较早</a>` : undefined;
      const body = html`<h1>公告</h1>
        ${newsOf(news.slice(0, perPage))}
        <p>${earlier}${later}</p>`;
      return reply.type(type).send(page('公告', body));
    },
  );
  app.get(
    '/announcements/:id',
    { schema: { hide: true, params: z.object({ id: z.uuid() }) } },
    async (request, reply) => {
      const [found] = await context.database.asSystem('public', (tx) =>
        tx.rows<Announcement>(selectOne, [request.params.id, dayOf(context.now())]),
      );
      if (found !== undefined) return reply.type(type).send(page(found.title, detailOf(found)));
      const missing = html`<h1>没有这份公告</h1>
        <p>公告可能已经撤回或者公示期满。<a href="/announcements">查看其他公告</a></p>`;
      return reply.code(404).type(type).send(page('没有这份公告', missing));
    },
  );
}

/** Announcements as a list, each with its beginning. */
export function newsOf(news: readonly Announcement[]): Html {
  if (news.length === 0) return html`<p>目前没有公告。</p>`;
  const items = news.map(({ id, at, title, text, record }) => {
    const lines = linesOf(record).filter((one) => foremost.includes(one.title));
    return html`<li id="a-${id}">
      <time>${dayOf(at)}</time><b><a href="/announcements/${id}">${title}</a></b>
      <p class="said">${shortened(text, longest)}</p>
      ${lines.map((one) => html`<div>${one.title}：${shortened(one.text, longestLine)}</div>`)}
    </li>`;
  });
  return html`<ul class="list">
    ${items}
  </ul>`;
}

function detailOf({ title, text, record, at }: Announcement): Html {
  const lines = linesOf(record).map(
    (one) =>
      html`<tr>
        <th scope="row">${one.title}</th>
        <td class="said">${isPhone(one.title) ? phoneLink(one.text) : one.text}</td>
      </tr>`,
  );
  const table =
    lines.length === 0
      ? undefined
      : html`<h2>要点</h2>
          <table>
            ${lines}
          </table>`;
  return html`<h1>${title}</h1>
    <p><time>${dayOf(at)}</time></p>
    <p class="said">${text}</p>
    ${table}
    <p><a href="/announcements">查看其他公告</a></p>`;
}

function isPhone(title: string): boolean {
  return title === '公众咨询电话' || title === '联系方式';
}

function shortened(text: string, most: number): string {
  const signs = Array.from(text);
  return signs.length > most ? `${signs.slice(0, most).join('')}……` : text;
}

/** The newest announcements that are shown on a day. */
export function selectNews(
  tx: Tx,
  { most, after, today }: { most: number; after: number; today: PlainDate },
): Promise<Announcement[]> {
  return tx.rows<Announcement>(
    `select ${columns} from publication where ${shown} and (shown_until is null or shown_until >= $3)
     order by at desc limit $1 offset $2`,
    [most, after, today],
  );
}

const columns = 'id, title, text, record, at';
// Declarations have a page of their own and would push out everything else.
const shown = `withdrawn_at is null and kind <> 'standard-declaration'`;
const selectOne = `select ${columns} from publication where id = $1 and ${shown}
  and (shown_until is null or shown_until >= $2)`;
