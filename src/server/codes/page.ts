import { dayOf } from '#kernel/calendar/plain-date.ts';
import { cities } from '#law/divisions.ts';
import { html, page } from '../portal/html.ts';
import type { Html } from '../portal/html.ts';
import { declarationsOf, factList, look, placeOf, recallPart } from './parts.ts';
import type { Fact } from './parts.ts';
import type { PublicLot, Scans } from './queries.ts';
import { placesNote, standingOf, standings } from './standing.ts';

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
      ${standing === 'recalled' ? recallPart(lot.recalls ?? [], lot.maker) : undefined}
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
  const rows: readonly Fact[] = [
    ['产品名称', [lot.product, lot.model].filter(Boolean).join(' ')],
    ['生产批号', lot.number],
    ['生产日期', lot.made_on ?? undefined],
    ['生产者', lot.maker],
    ['所在地', placeOf(lot.region)],
    [
      '执行标准',
      html`${lot.standards.map((standard) => html`${standard}<br />`)}${declarationsOf(lot.maker)}`,
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
  return factList(rows);
}

function serialOf({ text, scans }: { readonly text: string; readonly scans: Scans }): Html {
  const first = scans.first_at === null ? '' : `首次查询在${dayOf(scans.first_at)}，`;
  return html`<h2>这一件产品</h2>
    ${factList([
      ['序列码', text],
      ['查询情况', `${first}共有${scans.visitors}人次查询过。`],
      ['查询地点', placesNote(scans)],
    ])}
    <form method="get">
      <label
        >您在哪里看到这件产品（可以不填，用于发现被复制的码）<select name="at">
          <option value="">请选择城市</option>
          ${cities.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
        </select></label
      ><button>提交</button>
    </form>`;
}
