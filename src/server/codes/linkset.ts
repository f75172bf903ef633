import type { PublicLot } from './queries.ts';

const voc = 'https://ref.gs1.org/voc/';

interface Target {
  readonly href: string;
  readonly title: string;
  readonly type: string;
  readonly hreflang: readonly string[];
}

/**
 * Where one can go from goods, by kind of link (GS1 Digital Link, RFC 9264): the page itself, the proof of their
 * inspection, their recalls.
 * @param own address of the page.
 */
export function linksOf(
  lot: PublicLot,
  baseUrl: string,
  own: string,
): Record<string, readonly Target[]> {
  const target = (href: string, title: string): Target => ({
    href,
    title,
    type: 'text/html',
    hreflang: ['zh'],
  });
  const home = target(own, `${lot.product} 批号${lot.number}`);
  const proof =
    lot.release_entry === null
      ? []
      : [target(`${baseUrl}/verify?entry=${lot.release_entry}`, '出厂检验记录的存证')];
  const recalls = (lot.recalls ?? []).map(({ id, title }) =>
    target(`${baseUrl}/announcements#a-${id}`, title),
  );
  return {
    defaultLink: [home],
    pip: [home],
    traceability: [home],
    ...(proof.length === 0 ? {} : { certificationInfo: proof }),
    recallStatus: recalls.length === 0 ? [home] : recalls,
  };
}

/** The link set of goods as JSON. @param anchor what they are called: their canonical link, or their page. */
export function linkset(lot: PublicLot, baseUrl: string, own: string, anchor: string): object {
  const links = Object.entries(linksOf(lot, baseUrl, own)).map(([kind, targets]) => [
    voc + kind,
    targets,
  ]);
  return { linkset: [{ anchor, ...Object.fromEntries(links) }] };
}
