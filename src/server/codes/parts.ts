import { dayOf } from '#kernel/calendar/plain-date.ts';
import { findDivision } from '#law/divisions.ts';
import { html } from '../portal/html.ts';
import type { Html } from '../portal/html.ts';
import { phoneLink } from '../portal/notice.ts';
import type { PublicRecall } from './queries.ts';

/** A line of what is known; left out where nothing is. */
export type Fact = readonly [title: string, value: string | Html | undefined];

/** Lines of what is known of goods, one below the other on a phone. */
export function factList(rows: readonly Fact[]): Html {
  return html`<dl class="facts">
    ${rows.flatMap(([title, value]) =>
      value === undefined || value === ''
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

/** The way to what a maker declared. */
export function declarationsOf(maker: string): Html {
  return html`<a href="/declarations?q=${encodeURIComponent(maker)}">查看生产者声明的执行标准</a>`;
}

/** A place with the one above it. */
export function placeOf(region: number): string {
  const own = findDivision(region);
  const above = own?.parent === undefined ? undefined : findDivision(own.parent);
  return [above?.name, own?.name].filter(Boolean).join('');
}

/**
 * Who calls goods back, how to reach it, what to do at once, and the notices: once for each recall.
 * @param maker of the goods; a recall may be of what it made them of.
 */
export function recallPart(recalls: readonly PublicRecall[], maker: string): readonly Html[] {
  return [...Map.groupBy(recalls, ({ recall }) => recall).values()].map((notices) => {
    const said = (key: 'firm' | 'phone' | 'emergency') =>
      notices.find((one) => one[key] !== null)?.[key] ?? undefined;
    const [firm, phone, emergency] = [said('firm'), said('phone'), said('emergency')];
    const other = firm === undefined || firm === maker ? '' : `，不是本产品的生产者${maker}`;
    return html`<div class="recall">
      ${firm === undefined ? undefined : html`<p>召回由<b>${firm}</b>实施${other}。</p>`}
      ${phone === undefined ? undefined : html`<p>召回咨询电话：${phoneLink(phone)}</p>`}
      ${emergency === undefined ? undefined : html`<p>应急处置：${emergency}</p>`}
      <ul>
        ${notices.map(
          ({ id, title, at }) =>
            html`<li><a href="/announcements/${id}">${title}（${dayOf(at)}）</a></li>`,
        )}
      </ul>
    </div>`;
  });
}

/** How pages of goods look, beside what all public pages have. */
export const look = html`<style>
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
  .standing h2 {
    margin: 0 0 0.2em;
    padding: 0;
    border: 0;
  }
  .recall {
    margin-top: 0.7em;
  }
  .recall ul {
    margin: 0;
    padding-left: 1.2em;
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
