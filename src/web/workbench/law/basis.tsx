import { use } from 'react';
import { clausesFor } from '#kernel/clause.ts';
import type { ClauseId } from '#kernel/clause.ts';
import type { Business } from '#kernel/organisation.ts';
import { law } from '#law/all.ts';
import type { Citation } from '../../kit/api/problem.ts';
import { Citations } from '../../kit/show/citation.tsx';
import { MeContext } from '../me.tsx';

/**
 * The provisions of a definition, from the law that the page carries.
 * @param of what the enterprise does that is shown; the reader's own where it is left out. It is told what binds it.
 */
export function Basis({
  ids,
  compact = false,
  of,
}: {
  ids: readonly ClauseId[];
  compact?: boolean;
  of?: Business | undefined;
}) {
  const me = use(MeContext);
  const business = of ?? me?.organisation?.business ?? undefined;
  return <Citations basis={cite(ids, business)} compact={compact} />;
}

/** Provisions as screens name them; what is unknown or binds others is left out. */
export function cite(ids: readonly ClauseId[], business: Business | undefined): Citation[] {
  const clauses = clausesFor(law.clauses, business);
  return ids.flatMap((id) => {
    const cited = clauses.find(id);
    if (cited === undefined) return [];
    const { instrument, clause } = cited;
    const article = clause === undefined ? '' : articleText(instrument.id, clause.article);
    return [{ id, title: `《${instrument.title}》${article}`, summary: clause?.summary ?? '' }];
  });
}

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/**
 * How a provision is called: the guidance by chapter and section as it numbers them, 二(二); everything else by article.
 * A provision under a word, because its article could not be checked, goes by its instrument alone.
 */
export function articleText(instrument: string, article: string): string {
  if (instrument !== 'guidance') return /^\d/.test(article) ? `第${article}条` : '';
  const [chapter = 0, section = 0] = article.split('.').map(Number);
  return `${numerals[chapter]}${section === 0 ? '' : `(${numerals[section]})`}`;
}
