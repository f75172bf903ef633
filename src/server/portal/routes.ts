import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { toHex } from '#ledger/bytes.ts';
import type { Context } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { articleOf } from '../problem.ts';
import { announcements, newsOf, selectNews } from './announcements.ts';
import { dishonesty } from './dishonesty.ts';
import { html, page } from './html.ts';
import type { Html } from './html.ts';

/** Public pages, written by the server, readable without script: start, announcements, the law's clauses. */
export const portalFeature: Feature = (app, context) => {
  start(app, context);
  announcements(app, context);
  dishonesty(app, context);
  clauses(app, context);
};

function start(app: App, context: Context) {
  app.get('/', { schema: { hide: true } }, async (_request, reply) => {
    const [heads, news] = await context.database.asSystem('public', (tx) =>
      Promise.all([
        tx.rows<{ size: number; root: Uint8Array; at: Instant; witnesses: number }>(selectHead),
        selectNews(tx, { most: 5, after: 0, today: dayOf(context.now()) }),
      ]),
    );
    const head = heads[0];
    const body = html`<h1>企业负责、行业主管、部门监管、属地管理，社会监督</h1>
      <p class="lead">
        企业每天的质量安全检查、部门的监督抽查和案件、召回和投诉，都在这里按法定期限办理，并写入任何人都能验证的账本。
      </p>
      <p>
        <a class="button" href="/app">登录工作台</a
        ><a class="button quiet" href="/verify">验证一份回执</a>
      </p>
      <h2>投诉举报</h2>
      <p>
        买到的产品有质量问题、被产品伤害，或者知道有人制售假冒伪劣产品，不需要账号就可以在网上投诉、举报，凭查询码查看进展；也可以拨打12315，由市场监管部门的受理人员登记并按法定期限办理。扫描产品上的码，可以先看这一批产品是否检验合格、是否正在召回。
      </p>
      <p>
        <a class="button" href="/app/start">网上投诉举报</a
        ><a class="button quiet" href="tel:12315">拨打12315</a>
      </p>
      <h2>账本</h2>
      ${headOf(head)}
      <h2>最新公告</h2>
      ${newsOf(news)}`;
    return reply.type('text/html; charset=utf-8').send(page('首页', body));
  });
}

function headOf(
  head: { size: number; root: Uint8Array; at: Instant; witnesses: number } | undefined,
): Html {
  if (head === undefined) return html`<p>账本还没有记录。</p>`;
  return html`<ul class="grid">
      <li><b>${head.size.toLocaleString('zh-CN')}</b>条已入账的履职记录</li>
      <li><b>${head.witnesses}</b>个见证方已联署最新检查点</li>
      <li><b>${dayOf(head.at)}</b>最新检查点日期</li>
    </ul>
    <p>根哈希 <code>${toHex(head.root)}</code> · <a href="/ledger/checkpoint">检查点原文</a></p>`;
}

function clauses(app: App, context: Context) {
  const { law } = context;
  const cited = new Map<string, string[]>();
  for (const definition of law.definitions) {
    for (const id of definition.basis) cited.set(id, [...(cited.get(id) ?? []), definition.title]);
  }
  const sections = law.clauses.instruments.map((instrument) => {
    const rows = instrument.clauses.map((clause) => {
      const carried = [...new Set(cited.get(`${instrument.id}/${clause.article}`) ?? [])];
      return html`<tr>
        <th>${articleOf(instrument, clause.article)}</th>
        <td>${clause.summary}</td>
        <td>${carried.join('、') || '—'}</td>
      </tr>`;
    });
    return html`<h2>${instrument.title}</h2>
      <table>
        <tr>
          <th>条款</th>
          <th>要点</th>
          <th>平台事项</th>
        </tr>
        ${rows}
      </table>`;
  });
  const body = page(
    '法规对照',
    html`<h1>法规条款与平台事项对照</h1>
      ${sections}`,
  );
  app.get('/law', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(body),
  );
}

const selectHead = `select c.size, c.root, c.at,
  (select count(*)::int from cosignature s where s.size = c.size) as witnesses
  from checkpoint c order by c.size desc limit 1`;
