import { addDays, dayOf } from '#kernel/calendar/plain-date.ts';
import { riskTitles } from '#law/regulator/catalogue/compare.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { html, page } from '../portal/html.ts';
import type { Html } from '../portal/html.ts';
import { presentEditions, presentItem } from './present.ts';
import type { PresentedEdition, PresentedItem } from './present.ts';
import { editionsOf, itemsOf } from './queries.ts';

/** The catalogue in force for everybody, written by the server, readable without script. */
export function publicCatalogue(app: App, context: Context): void {
  app.get('/catalogue', { schema: { hide: true } }, async (_request, reply) => {
    const today = dayOf(context.now());
    const [editions, items] = await context.database.asSystem('public', async (tx) => {
      const all = presentEditions(await editionsOf(tx), today, (day) => addDays(day, -1));
      const current = all.find(({ standing }) => standing === 'current');
      return [all, current === undefined ? [] : await itemsOf(tx, current.from)] as const;
    });
    const body = html`<h1>重点工业产品质量安全监管目录</h1>
      ${about(editions)} ${groupsOf(items.map(presentItem))}`;
    return reply.type('text/html; charset=utf-8').send(page('重点产品监管目录', body));
  });
}

function about(editions: readonly PresentedEdition[]): Html {
  const current = editions.find(({ standing }) => standing === 'current');
  const coming = editions.filter(({ standing }) => standing === 'coming');
  const now =
    current === undefined
      ? html`<p>目前没有施行中的目录。</p>`
      : html`<p class="lead">
          ${current.year}年版，自${current.from}起施行，共${current.items}种产品。
        </p>`;
  const next = coming.map(
    (edition) =>
      html`<p>${edition.year}年版将于${edition.from}起施行，共${edition.items}种产品。</p>`,
  );
  return html`${now}${next}`;
}

function groupsOf(items: readonly PresentedItem[]): Html[] {
  return [...Map.groupBy(items, ({ group }) => group)].map(
    ([group, products]) =>
      html`<h2>${group}（${products.length}种）</h2>
        <table>
          <tr>
            <th>产品</th>
            <th>生产许可证</th>
            <th>强制性产品认证</th>
            <th>风险等级</th>
            <th>特殊监管需求</th>
          </tr>
          ${products.map(
            (one) =>
              html`<tr>
                <td>${one.product}</td>
                <td>${one.licence ? '是' : '—'}</td>
                <td>${one.ccc ? '是' : '—'}</td>
                <td>${riskTitles[one.risk]}</td>
                <td>${one.special || '—'}</td>
              </tr>`,
          )}
        </table>`,
  );
}
