import type { PublicArticle, PublicLot, PublicRecall } from './queries.ts';

const voc = 'https://ref.gs1.org/voc/';

interface Target {
  readonly href: string;
  readonly title: string;
  readonly type: string;
  readonly hreflang: readonly string[];
}

/** Where one can go from goods, by kind of link. */
export type Links = Record<string, readonly Target[]>;

/**
 * Where one can go from goods, by kind of link (GS1 Digital Link, RFC 9264): the page itself, the proof of their
 * inspection, their recalls.
 * @param own address of the page.
 */
export function linksOf(lot: PublicLot, baseUrl: string, own: string): Links {
  const home = target(own, `${lot.product} 批号${lot.number}`);
  const proof =
    lot.release_entry === null
      ? []
      : [target(`${baseUrl}/verify?entry=${lot.release_entry}`, '出厂检验记录的存证')];
  return {
    defaultLink: [home],
    pip: [home],
    traceability: [home],
    ...(proof.length === 0 ? {} : { certificationInfo: proof }),
    recallStatus: noticesOf(lot.recalls ?? [], baseUrl, home),
  };
}

/** Where one can go from a bar code without a lot. */
export function linksOfArticle(
  articles: readonly PublicArticle[],
  baseUrl: string,
  own: string,
): Links {
  const names = articles.map(({ name, model }) => [name, model].filter(Boolean).join(' '));
  const home = target(own, [...new Set(names)].join('、'));
  const recalls = articles.flatMap((article) => article.recalls ?? []);
  return { defaultLink: [home], pip: [home], recallStatus: noticesOf(recalls, baseUrl, home) };
}

/** The link set of goods as JSON. @param anchor what they are called: their canonical link, or their page. */
export function linkset(links: Links, anchor: string): object {
  const named = Object.entries(links).map(([kind, targets]) => [voc + kind, targets]);
  return { linkset: [{ anchor, ...Object.fromEntries(named) }] };
}

function noticesOf(recalls: readonly PublicRecall[], baseUrl: string, home: Target) {
  if (recalls.length === 0) return [home];
  return recalls.map(({ id, title }) => target(`${baseUrl}/announcements/${id}`, title));
}

function target(href: string, title: string): Target {
  return { href, title, type: 'text/html', hreflang: ['zh'] };
}
