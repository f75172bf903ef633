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
  const article = clause === undefined ? '' : articleText(clause.article);
  return [{ id, title: `《${instrument.title}》${article}`, summary: clause?.summary ?? '' }];
}

/** The guidance counts chapters and sections, everything else articles. */
export function articleText(article: string): string {
  return article.includes('.') ? `第${article.replace('.', '部分第')}项` : `第${article}条`;
}
