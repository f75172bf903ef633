import { dayOf } from '#kernel/calendar/plain-date.ts';
import { cities, findDivision } from '#law/divisions.ts';
import { html, page } from '../portal/html.ts';
import type { Html } from '../portal/html.ts';
import type { PublicLot, Scans } from './queries.ts';
import { standingOf, standings } from './standing.ts';
import type { Standing } from './standing.ts';

/** What a page of goods shows: their lot, and the number of the thing where one was asked for. */
export interface Goods {
  readonly lot: PublicLot;
  /** `false`: a number that the platform never gave out. */
  readonly serial?: { readonly text: string; readonly scans: Scans } | false;
}

/** The page behind a code: readable without script, the danger first. */
export function goodsPage({ lot, serial }: Goods): string {
  const standing = standingOf(lot, serial === undefined ? undefined : serial && serial.scans);
  const body = html`<div class="standing ${standing === 'good' ? 'good' : 'bad'}" role="status">
      <h1>${standings[standing].title}</h1>
      <p>${standings[standing].advice}</p>
      ${recallsOf(lot, standing)}
    </div>
    <h2>产品</h2>
    ${factsOf(lot)} ${serial ? serialOf(serial) : undefined}
    <h2>有问题要反映</h2>
    <p>
      质量问题、假冒产品可以向市场监管部门投诉、举报，不需要账号，举报也不需要姓名：<a
        class="button"
        href="/app/start?lot=${lot.id}"
        >网上投诉举报</a
      ><a class="button quiet" href="tel:12315">拨打12315</a>
    </p>`;
  return page(`${lot.product} ${lot.number}`, body, look, true);
}

/** Where nobody knows a code. */
export function unknownPage(): string {
  const body = html`<div class="standing bad" role="status">
      <h1>没有这个码</h1>
      <p>
        平台没有发出过这个码，也没有生产者登记过这个批次。请核对是否输入有误；如果是扫描产品上的码得到的，产品可能是假冒的，请不要购买和使用。
      </p>
    </div>
    <p>
      <a class="button" href="/app/start">网上举报</a
      ><a class="button quiet" href="tel:12315">拨打12315</a>
    </p>`;
  return page('没有这个码', body, look, true);
}

/** Where several firms claim the same bar code and lot number: nobody is believed, and each danger is said. */
export function disputedPage(lots: readonly PublicLot[]): string {
  const body = html`<div class="standing bad" role="status">
      <h1>多个生产者登记了同一个码</h1>
      <p>请以产品包装上的生产者名称为准；包装上的名称不在下面的，请不要购买和使用。</p>
    </div>
    <ul class="list">
      ${lots.map(
        (lot) =>
          html`<li>
            ${lot.maker}：${lot.product} ${lot.model}（${standings[standingOf(lot)].title}）
          </li>`,
      )}
    </ul>`;
  return page('多个生产者登记了同一个码', body, look, true);
}

function factsOf(lot: PublicLot): Html {
  const rows: readonly (readonly [string, string | Html | undefined])[] = [
    ['产品名称', [lot.product, lot.model].filter(Boolean).join(' ')],
    ['生产批号', lot.number],
    ['生产日期', lot.made_on ?? undefined],
    ['生产者', lot.maker],
    ['所在地', placeOf(lot.region)],
    [
      '执行标准',
      html`${lot.standards.map((standard) => html`${standard}<br />`)}${declarationsOf(lot)}`,
    ],
    ['检验合格证号', lot.released ? (lot.certificate ?? undefined) : undefined],
    ['检验日期', lot.released ? (lot.inspected_on ?? undefined) : undefined],
    [
      '记录验证',
      lot.release_entry === null
        ? undefined
        : html`<a href="/verify?entry=${lot.release_entry}">检验记录已写入存证账本，点此验证</a>`,
    ],
  ];
  return html`<dl class="facts">
    ${rows.flatMap(([title, value]) =>
      value === undefined
        ? []
        : [
            html`<div>
              <dt>${title}</dt>
              <dd>${value}</dd>
            </div>`,
          ],
    )}
  </dl>`;
}

function declarationsOf({ maker }: PublicLot): Html {
  return html`<a href="/declarations?q=${encodeURIComponent(maker)}">查看生产者声明的执行标准</a>`;
}

function placeOf(region: number): string {
  const own = findDivision(region);
  const above = own?.parent === undefined ? undefined : findDivision(own.parent);
  return [above?.name, own?.name].filter(Boolean).join('');
}

function recallsOf({ recalls }: PublicLot, standing: Standing): Html | undefined {
  if (standing !== 'recalled' || recalls === null) return undefined;
  return html`<ul>
    ${recalls.map(
      ({ id, title, at }) =>
        html`<li><a href="/announcements#a-${id}">${title}（${dayOf(at)}）</a></li>`,
    )}
  </ul>`;
}

function serialOf({ text, scans }: { readonly text: string; readonly scans: Scans }): Html {
  const first = scans.first_at === null ? '' : `首次查询在${dayOf(scans.first_at)}，`;
  return html`<h2>这一件产品</h2>
    <dl class="facts">
      <div>
        <dt>序列码</dt>
        <dd>${text}</dd>
      </div>
      <div>
        <dt>查询情况</dt>
        <dd>${first}共有${scans.visitors}人次查询过。</dd>
      </div>
    </dl>
    <form method="get">
      <label
        >您在哪里看到这件产品（可以不填，用于发现被复制的码）<select name="at">
          <option value="">请选择城市</option>
          ${cities.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
        </select></label
      ><button>提交</button>
    </form>`;
}

const look = html`<style>
  .standing {
    border-left: 6px solid;
    padding: 12px 18px;
    border-radius: 8px;
    margin: 6px 0 20px;
  }
  .standing h1 {
    margin: 0 0 0.2em;
  }
  .standing p {
    margin: 0;
  }
  .standing.good {
    background: #eef7ef;
    border-color: #2e7d32;
    color: #1b5e20;
  }
  .standing.bad {
    background: #fdeeed;
    border-color: var(--red);
    color: #7a1b15;
  }
  .facts {
    margin: 0;
  }
  .facts div {
    display: grid;
    grid-template-columns: 7em minmax(0, 1fr);
    border-bottom: 1px solid var(--line);
    padding: 8px 0;
  }
  .facts dt {
    color: #5b6785;
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  select {
    font: inherit;
    padding: 7px 12px;
  }
</style>`;
