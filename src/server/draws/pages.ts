import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import { grounds, replacements } from '#law/regulator/random-draw/recusal.ts';
import type { DrawRecord, DrawRound } from '#law/regulator/random-draw/rounds.ts';
import { Html, html } from '../portal/html.ts';
import type { PublicRow } from './queries.ts';
import type { Shown } from './shown.ts';

const style = new Html(`<style>
#check{margin:22px 0;padding:16px 18px;border:1px solid var(--line);border-radius:8px;background:var(--soft)}
#check output{display:block}#check .headline{font-weight:600}#check output.good .headline{color:#1b6e3c}#check output.bad .headline{color:var(--red)}
#check pre{white-space:pre-wrap;word-break:break-all;font-size:14px;background:#fff;padding:10px;border-radius:6px}
#check button{font:inherit;cursor:pointer;border:0}#check button:disabled{opacity:.6}
.scroll th{width:auto;white-space:nowrap}.scroll td:nth-child(1),.scroll td:nth-child(4){font-variant-numeric:tabular-nums}dl.facts{display:grid;grid-template-columns:9em 1fr;gap:6px 14px}dl.facts dt{color:#5b6785}dl.facts dd{margin:0;min-width:0;overflow-wrap:anywhere}
@media(max-width:560px){dl.facts{grid-template-columns:1fr}dl.facts dd{margin-bottom:8px}
.scroll tr:first-child{display:none}.scroll tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}.scroll td{display:grid;grid-template-columns:5.5em 1fr;border:0;padding:2px 0}.scroll td::before{content:attr(data-label);color:#5b6785}}</style>`);

/** The list of announced draws. */
export function listPage(
  law: Law,
  rows: readonly PublicRow[],
  { at, more }: { readonly at: number; readonly more: boolean },
): Html {
  const items = rows.map(
    (row) =>
      html`<li>
        <time>${dayOf(row.opened_at)}</time><a href="/draws/${row.id}"><b>${row.title}</b></a
        ><br />${row.organiser ?? row.region_name} · ${stateOf(law, row)}
      </li>`,
  );
  const list =
    items.length === 0
      ? html`<p>目前没有已公告的双随机抽取。</p>`
      : html`<ul class="list">
          ${items}
        </ul>`;
  const newer = at > 1 ? html`<a href="/draws?page=${at - 1}">较新</a> ` : undefined;
  const older = more ? html`<a href="/draws?page=${at + 1}">较早</a>` : undefined;
  return html`<h1>抽查公示</h1>
    <p class="lead">
      检查谁、由谁检查，都在名录库锁定之后由事先公布、当时谁也不知道的随机源抽出。检查结束后公开名录库，任何人都能在自己的浏览器里重新计算。
    </p>
    ${list}
    <p>${newer}${older}</p>`;
}

/** One draw: what was locked, what was announced, what was drawn and changed since. */
export function drawPage(
  law: Law,
  row: PublicRow,
  record: DrawRecord,
  shown: Shown | undefined,
): Html {
  const { pools, plan } = record;
  const strata = plan.strata.map(({ stratum, count }) => `${stratum}${count}个`).join('、');
  const total = plan.strata.reduce((sum, { count }) => sum + count, plan.uniform);
  const method = plan.method === 'ranked' ? '分层排序（SHA-256）' : 'RFC 3797';
  return html`${style}
    <h1>${row.title}</h1>
    <p class="lead">${row.organiser ?? row.region_name} · ${stateOf(law, row)}</p>
    <section id="check" data-draw="/draws/${row.id}" hidden>
      <p>
        不必相信本网站：下面的按钮在您的浏览器里由公开的记录和文件重新计算，并与公布的结果逐行比较。
      </p>
      <button type="button" class="button">在本机重新计算</button>
      <output aria-live="polite"></output>
    </section>
    <h2>名录库和方案</h2>
    <dl class="facts">
      <dt>锁定时间</dt>
      <dd>${dayOf(row.opened_at)}</dd>
      <dt>检查对象名录库</dt>
      <dd>${fileOf(row.id, pools.objects, shown, shown?.objects.size)}</dd>
      <dt>检查人员名录库</dt>
      <dd>${fileOf(row.id, pools.inspectors, shown, shown?.inspectors.size)}</dd>
      <dt>抽取数</dt>
      <dd>
        共${total}个：全库均匀抽取${plan.uniform}个${strata === '' ? '' : `，分层抽取${strata}`}；每个对象${plan.inspectorsEach}人
      </dd>
      <dt>方法</dt>
      <dd>${method}</dd>
      ${
        row.witness === null
          ? undefined
          : html`<dt>监督单位</dt>
              <dd>${row.witness}</dd>`
      }
    </dl>
    ${record.rounds.map((round, at) => roundOf(round, at, shown))}
    ${shown === undefined ? html`<p>名录库和结果在检查完成后公开，以免走漏检查安排。</p>` : undefined}
    <h2>自行核对</h2>
    <p>
      <a href="/draws/${row.id}/bundle.json">记录和证明</a
      >（各步骤的存证回执、账本根哈希及其证明）。名录库文件的SHA-256即锁定值；种子、名次、结果都可以用
      sha256sum 重算。
    </p>`;
}

function stateOf(law: Law, { state, opened_on }: PublicRow): string {
  return law.procedure('random-draw', opened_on)?.states[state]?.title ?? state;
}

function fileOf(id: string, hash: string, shown: Shown | undefined, size?: number): Html {
  if (shown === undefined) return html`<code>${hash}</code>（尚未公开）`;
  return html`<a href="/draws/${id}/files/${hash}"><code>${hash}</code></a
    >（${size ?? 0}行）`;
}

function roundOf(round: DrawRound, at: number, shown: Shown | undefined): Html {
  const { beacon, replacedBecause } = round;
  const other =
    beacon && `；${beacon.on}公布的${beacon.name}${beacon.value ? `（${beacon.value}）` : ''}`;
  const why =
    replacedBecause && html`<p><strong>本轮作废，重新抽取：</strong>${replacedBecause.reason}</p>`;
  const steps = round.steps.map((step) => {
    const name = shown?.objects.get(step.object)?.label ?? step.object;
    const words: Readonly<Record<string, string>> = { ...grounds, ...replacements };
    const what =
      step.do === 'replace'
        ? '由下一名次递补'
        : `检查人员${short(step.inspector)}回避，由下一名次接替`;
    return html`<li><time>${dayOf(step.at)}</time>${name}：${words[step.ground]}，${what}</li>`;
  });
  return html`<h2>第${at + 1}轮</h2>
    <dl class="facts">
      <dt>公布随机源</dt>
      <dd>${dayOf(round.announcedAt)}</dd>
      <dt>随机源</dt>
      <dd>存证账本第${round.size}条记录时的根哈希${other}</dd>
      <dt>抽取</dt>
      <dd>${round.drawnAt === undefined ? '尚未抽取或者尚未公开' : dayOf(round.drawnAt)}</dd>
    </dl>
    ${why} ${tableOf(at, shown)}
    ${
      steps.length === 0
        ? undefined
        : html`<h3>变动</h3>
            <ul class="list">
              ${steps}
            </ul>`
    }`;
}

/** Rows that one page shows; the whole stands in the file. */
const rowsShown = 1_000;

function tableOf(at: number, shown: Shown | undefined): Html | undefined {
  const drawn = shown?.results[at] ?? [];
  if (shown === undefined || drawn.length === 0) return undefined;
  const rows = drawn.slice(0, rowsShown).map((one, place) => {
    return html`<tr>
      <td data-label="序号">${place + 1}</td>
      <td data-label="检查对象">${shown.objects.get(one.object)?.label ?? one.object}</td>
      <td data-label="抽取方式">${one.arm === 'uniform' ? '均匀' : one.stratum}</td>
      <td data-label="名次">${one.rank}</td>
      <td data-label="检查人员">${peopleOf(one.inspectors, shown)}</td>
    </tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="第${at + 1}轮抽取结果">
    <table>
      <tr>
        <th>序号</th>
        <th>检查对象</th>
        <th>抽取方式</th>
        <th>名次</th>
        <th>检查人员（单位和编号）</th>
      </tr>
      ${rows}
    </table>
  </div>`;
}

/** Inspectors by the body that sends them. */
function peopleOf(ids: readonly string[], { inspectors }: Shown): string {
  const bodies = Map.groupBy(ids, (id) => inspectors.get(id)?.unit ?? '');
  return Array.from(bodies, ([unit, members]) => `${unit} ${members.map(short).join('、')}`).join(
    '；',
  );
}

/** People stand on public pages by the last digits of their number. */
function short(id: string): string {
  return id.slice(-6);
}
