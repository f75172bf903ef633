import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { html, page } from './html.ts';
import type { Html } from './html.ts';

interface Listed {
  id: string;
  name: string | null;
  /** Set where it is a natural person. */
  party: string | null;
  credit_code: string | null;
  authority: string | null;
  record: JsonObject;
  shown_until: PlainDate | null;
  total: number;
}

const perPage = 30;

/** The public list of the seriously dishonest: whoever stands on it today, without script. */
export function dishonesty(app: App, context: Context) {
  app.get(
    '/dishonesty',
    {
      schema: {
        hide: true,
        querystring: z.object({
          q: z.string().trim().max(60).default(''),
          page: z.coerce.number().int().min(1).max(10_000).default(1),
        }),
      },
    },
    async (request, reply) => {
      const { q, page: at } = request.query;
      const rows = await context.database.asSystem('public', (tx) =>
        tx.rows<Listed>(selectListed, [dayOf(context.now()), q, perPage, (at - 1) * perPage]),
      );
      return reply
        .type('text/html; charset=utf-8')
        .send(page('严重违法失信名单', bodyOf(rows, q, at)));
    },
  );
}

function bodyOf(rows: readonly Listed[], q: string, at: number): Html {
  const total = rows[0]?.total ?? 0;
  const link = (to: number) => `/dishonesty?q=${encodeURIComponent(q)}&page=${to}`;
  const earlier = at > 1 ? html`<a href="${link(at - 1)}">上一页</a> ` : undefined;
  const later = total > at * perPage ? html`<a href="${link(at + 1)}">下一页</a>` : undefined;
  return html`<h1>严重违法失信名单</h1>
    <p class="lead">
      市场监管部门依法列入并正在公示的当事人。公示满三年自动停止；依法移出或者列入依据被撤销的，停止公示。自然人只公示姓名，证件号码隐去中间各位，不公示住址和联系方式。
    </p>
    <form action="/dishonesty" method="get" role="search">
      <label>
        名称或者统一社会信用代码
        <input type="search" name="q" value="${q}" maxlength="60" />
      </label>
      <button type="submit">查询</button>
    </form>
    ${tableOf(rows, q)}
    <p>${earlier}${later}</p>`;
}

/** The credit code, or what may be shown of a natural person's number (order-45-publicity/6). */
function numberOf({ party, credit_code, record }: Listed): string {
  if (party === null) return credit_code ?? '';
  return typeof record['partyId'] === 'string' ? record['partyId'] : '';
}

function tableOf(rows: readonly Listed[], q: string): Html {
  if (rows.length === 0) {
    return q === '' ? html`<p>目前没有正在公示的当事人。</p>` : html`<p>没有查到“${q}”。</p>`;
  }
  const said = (row: Listed, key: string) => {
    const value = row.record[key];
    return typeof value === 'string' ? value : '—';
  };
  const lines = rows.map(
    (row) =>
      html`<tr>
        <td data-label="当事人">
          <span> <b>${row.party ?? row.name ?? '—'}</b><br /><code>${numberOf(row)}</code> </span>
        </td>
        <td data-label="列入事由">${said(row, 'grounds')}</td>
        <td data-label="列入机关">
          <span>${row.authority ?? '—'}<br />${said(row, 'number')}</span>
        </td>
        <td class="day" data-label="列入日期">${said(row, 'decidedOn')}</td>
        <td class="day" data-label="公示至">${row.shown_until ?? '—'}</td>
      </tr>`,
  );
  return html`<table class="cards">
    <thead>
      <tr>
        <th scope="col">当事人</th>
        <th scope="col">列入事由</th>
        <th scope="col">列入机关和文号</th>
        <th scope="col">列入日期</th>
        <th scope="col">公示至</th>
      </tr>
    </thead>
    <tbody>
      ${lines}
    </tbody>
  </table>`;
}

// The term ends by itself on this page: nobody is shown a day longer because the nightly work stood still.
// A natural person is found by the whole name only: whoever types a surname must not get a list of people.
const selectListed = `select p.id, o.name, o.credit_code, p.record->>'party' as party, a.name as authority, p.record, p.shown_until,
  count(*) over ()::int as total
from publication p left join organisation o on o.id = p.organisation_id left join organisation a on a.id = p.authority_id
where p.kind = 'serious-dishonesty' and p.withdrawn_at is null and (p.shown_until is null or p.shown_until >= $1)
  and ($2 = '' or position($2 in coalesce(o.name, '')) > 0 or o.credit_code = upper($2)
    or p.record->>'party' = $2)
order by p.at desc, p.id limit $3 offset $4`;
