import { certificateKinds } from '#kernel/derive/certificate.ts';
import type { Law } from '#kernel/law.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { findProductClass } from '#law/product-classes.ts';
import { html, page } from '../portal/html.ts';
import type { Html } from '../portal/html.ts';
import { declarationsOf, factList, look, placeOf, recallPart } from './parts.ts';
import type { PublicArticle } from './queries.ts';

/** What was asked for by a bar code. */
export interface AskedArticle {
  /** As it is printed: 8, 12, 13 or 14 digits. */
  readonly printed: string;
  /** A lot number under which nothing is registered. */
  readonly lot?: string | undefined;
  /** A serial number that came without its lot. */
  readonly serial?: string | undefined;
}

/**
 * The page behind a bar code without a lot: the product, what it may be made by, what is called back of it, and the way to
 * one's own lot. It says nothing of the goods in somebody's hands.
 */
export function articlePage(
  articles: readonly PublicArticle[],
  asked: AskedArticle,
  law: Pick<Law, 'procedure'>,
  today: PlainDate,
): string {
  const [first] = articles;
  const one = articles.length === 1 ? first : undefined;
  const title =
    asked.lot === undefined
      ? one === undefined
        ? '多个产品使用这个商品条码'
        : nameOf(one)
      : '没有这个批号的记录';
  const body = html`<h1>${title}</h1>
    ${leadOf(asked, one !== undefined)} ${articles.flatMap((article) => recalledOf(article))}
    ${lotForm(asked)} ${articles.map((article) => articleOf(article, asked.printed, law, today))}
    ${reporting}`;
  return page(title, body, look, true);
}

/** Where nobody filed a bar code: most goods in a shop are not on the platform, and none is forged for that alone. */
export function unknownArticlePage(asked: AskedArticle): string {
  const { printed, lot } = asked;
  const title = lot === undefined ? '没有这个商品条码的产品档案' : '没有这个码';
  const said =
    lot === undefined
      ? html`商品条码${printed}没有对应的、正在供应的产品档案。并不是所有产品都在本平台建档，仅凭这一点不能判断产品真假；包装上印有批号的，可以再输入批号查询。`
      : html`平台上没有商品条码${printed}、批号“${lot}”的记录，请核对是否输入有误。并不是所有产品都在本平台登记，仅凭这一点不能判断产品真假；产品上印的是以本平台网址开头的码却查不到的，产品可能是假冒的，请不要购买和使用。`;
  const body = html`<h1>${title}</h1>
    <p class="lead">${said}</p>
    ${lotForm(asked)} ${reporting}`;
  return page(title, body, look, true);
}

/** Where an address is no code at all, in one sentence. */
export function unreadablePage(sentence: string): string {
  const body = html`<h1>无法识别这个码</h1>
    <p class="lead">${sentence}。请核对包装上的码或者网址是否完整，再试一次。</p>
    ${reporting}`;
  return page('无法识别这个码', body, look, true);
}

function leadOf({ printed, lot, serial }: AskedArticle, isOne: boolean): Html {
  if (lot !== undefined) {
    return html`<p class="lead">
      商品条码${printed}的产品，生产者没有在平台登记过批号“${lot}”。请核对批号是否抄写有误；核对无误的，请向生产者核实，或者向市场监管部门反映。
    </p>`;
  }
  if (!isOne) {
    return html`<p class="lead">
      商品条码${printed}登记在下列产品名下，请以包装上的产品和生产者名称为准。
    </p>`;
  }
  if (serial !== undefined) {
    return html`<p class="lead">
      序列号${serial}要和批号一起查询：请输入包装上的批号。以下只是这种产品的资料。
    </p>`;
  }
  return html`<p class="lead">
    商品条码${printed}只对应一种产品，不区分每一批。要知道手中这一批是否检验合格、是否正在召回，请输入包装上的批号。
  </p>`;
}

function recalledOf(article: PublicArticle): readonly Html[] {
  if (article.recalls === null) return [];
  const part = html`<div class="standing bad" role="status">
    <h2>${nameOf(article)}有批次正在召回</h2>
    <p>请按召回公告核对批号；属于召回范围的，请立即停止使用，不要转卖、转送。</p>
    ${recallPart(article.recalls, article.maker)}
  </div>`;
  return [part];
}

/** Without script: the answer to the form leads on to the page of the lot. */
function lotForm({ printed, lot, serial }: AskedArticle): Html {
  return html`<form action="/01/${printed}" method="get">
    <label>包装上的批号<input name="lot" value="${lot ?? ''}" maxlength="60" required /></label>
    ${serial === undefined ? undefined : html`<input type="hidden" name="serial" value="${serial}" />`}
    <button>查询这一批</button>
  </form>`;
}

function articleOf(
  article: PublicArticle,
  printed: string,
  law: Pick<Law, 'procedure'>,
  today: PlainDate,
): Html {
  return html`<h2>产品</h2>
    ${factList([
      ['产品名称', nameOf(article)],
      ['商品条码', printed],
      ['商标', article.brand],
      ['产品类别', findProductClass(article.class_id)?.title],
      ['生产者', article.maker],
      ['所在地', placeOf(article.region)],
      ['产地', article.origin],
      ['供应情况', article.supplied ? '供应中' : `${article.since}起停止供应`],
      [
        '执行标准',
        html`${article.standards.map((one) => html`${one}<br />`)}${declarationsOf(article.maker)}`,
      ],
      ['许可和认证', certificatesOf(article, law, today)],
    ])}`;
}

function certificatesOf(
  { certificates }: PublicArticle,
  law: Pick<Law, 'procedure'>,
  today: PlainDate,
): Html | undefined {
  if (certificates === null) return undefined;
  return html`${certificates.map(({ procedure, kind, number, until, state, valid }) => {
    const ended = state === 'valid' && until < today ? '已届满' : undefined;
    const title = ended ?? law.procedure(procedure, today)?.states[state]?.title ?? state;
    const standing = valid ? `有效，有效期至${until}` : `今日无效：${title}`;
    return html`${certificateKinds[kind]} ${number}（${standing}）<br />`;
  })}`;
}

function nameOf({ name, model }: PublicArticle): string {
  return [name, model].filter(Boolean).join(' ');
}

const reporting = html`<h2>有问题要反映</h2>
  <p>
    质量问题、假冒产品可以向市场监管部门投诉、举报，不需要账号，举报也不需要姓名：<a
      class="button"
      href="/app/start"
      >网上投诉举报</a
    ><a class="button quiet" href="tel:12315">拨打12315</a>
  </p>`;
