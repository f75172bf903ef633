/** Text that is already HTML and must not be escaped again. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | readonly Html[] | undefined;

/** Template tag that escapes every value; the only way in which public pages are written. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.reduce((text, part, at) => text + part + write(values[at]), ''));
}

function write(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map((one) => one.text).join('');
  return String(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = new Html(`<style>
:root{--ink:#14213d;--blue:#1f4e8c;--line:#d8dee9;--soft:#f4f7fb;--red:#b3261e}
*{box-sizing:border-box}body{margin:0;font:17px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--ink);background:#fff}
header{background:var(--blue);color:#fff}header a{color:#fff;text-decoration:none}
.bar{max-width:1080px;margin:0 auto;padding:14px 20px;display:flex;flex-wrap:wrap;gap:6px 15px;align-items:baseline}
.bar strong{font-size:21px;letter-spacing:.04em;margin-right:auto}.bar a{padding:4px 0;font-size:16px}.bar strong a{font-size:inherit}
main{max-width:1080px;margin:0 auto;padding:28px 20px 60px;overflow-wrap:anywhere}.said{margin:0;white-space:pre-line}h1{font-size:27px;line-height:1.35;margin:.2em 0 .4em}h2{font-size:20px;margin:1.8em 0 .6em;padding-left:10px;border-left:4px solid var(--blue)}
.lead{max-width:46em;color:#37415c}.grid{display:grid;gap:14px;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));padding:0;margin:18px 0;list-style:none}
.grid li{border:1px solid var(--line);border-radius:8px;padding:14px 16px;background:var(--soft)}.grid b{display:block;font-size:28px;font-variant-numeric:tabular-nums;color:var(--blue)}
a{color:var(--blue)}a:focus-visible{outline:3px solid #f4a300;outline-offset:2px}.button{display:inline-block;background:var(--blue);color:#fff;padding:9px 20px;border-radius:6px;text-decoration:none;margin:4px 10px 4px 0}.button.quiet{background:#fff;color:var(--blue);border:1px solid var(--blue)}
ul.list{padding:0;list-style:none;border-top:1px solid var(--line)}ul.list li{border-bottom:1px solid var(--line);padding:12px 0}ul.list time{color:#5b6785;margin-right:12px;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:9px 8px;text-align:left;vertical-align:top}code{word-break:break-all;font-size:14px}
footer{border-top:1px solid var(--line);color:#5b6785;font-size:15px}footer div{max-width:1080px;margin:0 auto;padding:18px 20px}
@media(max-width:560px){body{font-size:18px}h1{font-size:23px}th{width:6.5em}}
form{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin:18px 0}form label{display:grid;gap:4px}input,button{font:inherit;padding:7px 12px;border:1px solid var(--line);border-radius:6px}form label{width:min(20em,100%)}input{width:100%}button{background:var(--blue);color:#fff;border-color:var(--blue)}.day{white-space:nowrap;font-variant-numeric:tabular-nums}
@media(max-width:720px){table.cards thead{display:none}table.cards tr{display:block;border-top:1px solid var(--line);padding:12px 0}table.cards td{display:grid;grid-template-columns:5em minmax(0,1fr);border:0;padding:2px 0}table.cards td::before{content:attr(data-label);color:#5b6785}}
</style>`);

/** Ways through the public pages. */
const ways = html`<a href="/announcements">公告</a><a href="/draws">抽查公示</a
  ><a href="/dishonesty">失信名单</a><a href="/catalogue">重点产品目录</a><a href="/law">法规对照</a
  ><a href="/verify">验证回执</a><a href="/app">工作台</a><a href="/phone/">手机日管控</a>`;

/**
 * A whole public page. Needs no script.
 * @param head what else belongs into its head.
 * @param isShort without the ways to other pages: for somebody who scanned a code and wants one answer.
 */
export function page(title: string, body: Html, head?: Html, isShort = false): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title} · 四方</title>
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        ${style} ${head}
      </head>
      <body>
        <header>
          <nav class="bar" aria-label="主导航">
            <strong><a href="/">四方 · 工业产品质量安全</a></strong>
            ${isShort ? undefined : ways}
          </nav>
        </header>
        <main>${body}</main>
        <footer>
          <div>江西省工业产品质量安全“四方责任”平台 · 每一次履职都写入可公开验证的账本</div>
        </footer>
      </body>
    </html>`.text;
}
