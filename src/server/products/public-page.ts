import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { html, page } from '../portal/html.ts';
import type { Html } from '../portal/html.ts';

interface Declared {
  id: string;
  name: string | null;
  credit_code: string | null;
  at: Instant;
  record: JsonObject;
  withdrawn_at: Instant | null;
  withdrawn_reason: string | null;
  total: number;
}

interface Indicator {
  readonly item: string;
  readonly kind: 'functional' | 'performance';
  readonly requirement: string;
  readonly method: string;
  readonly level: 'none' | 'meets' | 'lower';
}

const perPage = 30;
const kinds = { functional: '功能指标', performance: '性能指标' } as const;
const levels = { none: '没有相应项目', meets: '不低于', lower: '低于推荐性标准' } as const;

/** What enterprises declare of the standards that they execute, for everybody, without script (order 83, 14–16). */
export function publicDeclarations(app: App, context: Context): void {
  const query = z.object({
    q: z.string().trim().max(60).default(''),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  });
  const type = 'text/html; charset=utf-8';
  app.get(
    '/declarations',
    { schema: { hide: true, querystring: query } },
    async (request, reply) => {
      const { q, page: at } = request.query;
      const rows = await context.database.asSystem('public', (tx) =>
        tx.rows<Declared>(selectDeclared, [q, perPage, (at - 1) * perPage]),
      );
      return reply.type(type).send(page('执行标准自我声明', listOf(rows, q, at)));
    },
  );
  app.get(
    '/declarations/:id',
    { schema: { hide: true, params: z.object({ id: z.uuid() }) } },
    async (request, reply) => {
      const found = await context.database.asSystem('public', async (tx) => {
        const [row] = await tx.rows<Declared>(selectOne, [request.params.id]);
        if (row === undefined) return undefined;
        const numbers = [...numbersIn(row.record), ...comparedIn(row.record)];
        const titles = await tx.rows<{ number: string; title: string }>(
          'select number, title from standard where number = any ($1::text[])',
          [numbers],
        );
        return { row, titles: new Map(titles.map(({ number, title }) => [number, title])) };
      });
      if (found === undefined) {
        const missing = html`<h1>没有这份声明</h1>
          <p><a href="/declarations">查询其他声明</a></p>`;
        return reply.code(404).type(type).send(page('没有这份声明', missing));
      }
      return reply.type(type).send(page('执行标准自我声明', detailOf(found.row, found.titles)));
    },
  );
}

function listOf(rows: readonly Declared[], q: string, at: number): Html {
  const total = rows[0]?.total ?? 0;
  const link = (to: number) => `/declarations?q=${encodeURIComponent(q)}&page=${to}`;
  const earlier = at > 1 ? html`<a href="${link(at - 1)}">上一页</a> ` : undefined;
  const later = total > at * perPage ? html`<a href="${link(at + 1)}">下一页</a>` : undefined;
  return html`<h1>执行标准自我声明</h1>
    <p class="lead">
      企业公开其产品执行的标准；执行企业标准的，公开功能指标、性能指标和对应的试验方法。声明由企业对真实性负责。
    </p>
    <form action="/declarations" method="get" role="search">
      <label>
        产品、企业或者标准编号
        <input type="search" name="q" value="${q}" maxlength="60" />
      </label>
      <button type="submit">查询</button>
    </form>
    ${tableOf(rows, q)}
    <p>${earlier}${later}</p>`;
}

function tableOf(rows: readonly Declared[], q: string): Html {
  if (rows.length === 0) {
    return q === '' ? html`<p>目前没有公开的声明。</p>` : html`<p>没有查到“${q}”。</p>`;
  }
  const lines = rows.map(
    (row) =>
      html`<tr>
        <td data-label="产品">
          <a href="/declarations/${row.id}">${text(row.record['product'])}</a>
        </td>
        <td data-label="企业">
          <span>${row.name ?? '—'}<br /><code>${row.credit_code ?? ''}</code></span>
        </td>
        <td data-label="执行标准">${numbersIn(row.record).join('、')}</td>
        <td class="day" data-label="声明日期">${dayOf(row.at)}</td>
      </tr>`,
  );
  return html`<table class="cards">
    <thead>
      <tr>
        <th scope="col">产品</th>
        <th scope="col">企业</th>
        <th scope="col">执行标准</th>
        <th scope="col">声明日期</th>
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`;
}

function detailOf(row: Declared, titles: ReadonlyMap<string, string>): Html {
  const own = row.record['own'];
  const lines = numbersIn(row.record).map((number) => {
    const title = number === own ? text(ownOf(row.record)?.['title']) : titles.get(number);
    return html`<li><b>${number}</b> ${title ?? ''}${number === own ? '（企业标准）' : ''}</li>`;
  });
  const state =
    row.withdrawn_at === null
      ? html`<p class="lead">${row.name ?? ''} 于${dayOf(row.at)}声明公开。</p>`
      : html`<p class="lead">
          ${row.name ?? ''}
          于${dayOf(row.at)}声明公开，已于${dayOf(row.withdrawn_at)}废止：${
            row.withdrawn_reason ?? ''
          }。
        </p>`;
  return html`<h1>${text(row.record['product'])}</h1>
    ${state}
    <h2>执行的标准</h2>
    <ul class="list">
      ${lines}
    </ul>
    ${indicatorsOf(row.record)}
    <p><a href="/declarations">查询其他声明</a></p>`;
}

function indicatorsOf(record: JsonObject): Html | undefined {
  const own = ownOf(record);
  if (own === undefined) return undefined;
  const indicators = (own['indicators'] ?? []) as unknown as readonly Indicator[];
  const compared = comparedIn(record);
  const rows = indicators.map(
    (one) =>
      html`<tr>
        <td data-label="项目">${one.item}</td>
        <td data-label="类别">${kinds[one.kind]}</td>
        <td data-label="指标值">${one.requirement}</td>
        <td data-label="试验方法">${one.method}</td>
        <td data-label="与推荐性标准相比">
          ${one.level === 'lower' ? html`<b>${levels.lower}</b>` : levels[one.level]}
        </td>
      </tr>`,
  );
  return html`<h2>指标和试验方法</h2>
    ${compared.length === 0 ? undefined : html`<p>对比的推荐性标准：${compared.join('、')}</p>`}
    ${
      own['fewer'] === undefined
        ? undefined
        : html`<p><b>少于推荐性标准的项目：</b>${text(own['fewer'])}</p>`
    }
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">项目</th>
          <th scope="col">类别</th>
          <th scope="col">指标值</th>
          <th scope="col">试验方法</th>
          <th scope="col">与推荐性标准相比</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}

function ownOf(record: JsonObject): JsonObject | undefined {
  return record['ownStandard'] as JsonObject | undefined;
}

function numbersIn(record: JsonObject): string[] {
  return [record['standards'] ?? [], record['own'] ?? []]
    .flat()
    .filter((one) => typeof one === 'string');
}

function comparedIn(record: JsonObject): string[] {
  return [ownOf(record)?.['compared'] ?? []].flat().filter((one) => typeof one === 'string');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const columns = `p.id, o.name, o.credit_code, p.at, p.record, p.withdrawn_at, p.withdrawn_reason`;

const selectDeclared = `select ${columns}, count(*) over ()::int as total
from publication p left join organisation o on o.id = p.organisation_id
where p.kind = 'standard-declaration' and p.withdrawn_at is null
  and ($1 = '' or position($1 in p.title) > 0 or position($1 in coalesce(o.name, '')) > 0
    or p.record->'standards' ? $1 or p.record->>'own' = $1)
order by p.at desc, p.id limit $2 offset $3`;

// One that was taken back can still be read: what was declared can be traced (order 83, 16).
const selectOne = `select ${columns}, 1 as total from publication p
left join organisation o on o.id = p.organisation_id
where p.kind = 'standard-declaration' and p.id = $1`;
