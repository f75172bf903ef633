import type { ClauseId } from '#kernel/clause.ts';
import { law } from '#law/all.ts';
import type { Citation } from '../../kit/api/problem.ts';
import { Citations } from '../../kit/show/citation.tsx';

/** The provisions of a definition, from the law that the page carries. */
export function Basis({ ids, compact = false }: { ids: readonly ClauseId[]; compact?: boolean }) {
  return <Citations basis={ids.flatMap(cite)} compact={compact} />;
}

/** A provision as screens name it; nothing where it is unknown. */
export function cite(id: ClauseId): Citation[] {
  const cited = law.clauses.find(id);
  if (cited === undefined) return [];
  const { instrument, clause } = cited;
  const article = clause === undefined ? '' : articleText(instrument.id, clause.article);
  return [{ id, title: `《${instrument.title}》${article}`, summary: clause?.summary ?? '' }];
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
