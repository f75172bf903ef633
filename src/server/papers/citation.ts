import type { Law } from '#kernel/law.ts';
import { presentCitation } from '../problem.ts';

/** Clauses as papers cite them, the articles of one instrument together: 《甲》第8条、第12条、《乙》第3条. */
export function citationText(basis: readonly string[], law: Law): string {
  const articles = new Map<string, string[]>();
  for (const id of basis) {
    const cited = law.clauses.find(id);
    if (cited === undefined) continue;
    const name = `《${cited.instrument.title}》`;
    const article = presentCitation(cited).title.slice(name.length);
    articles.set(name, [...(articles.get(name) ?? []), ...(article === '' ? [] : [article])]);
  }
  return [...articles].map(([name, list]) => `${name}${list.join('、')}`).join('、');
}
