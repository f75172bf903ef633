import type { FastifyReply } from 'fastify';
import type { CitedClause, ClauseIndex } from '#kernel/clause.ts';
import { refusalStatus } from '#kernel/refusal.ts';
import type { Refusal, RefusalCode } from '#kernel/refusal.ts';

/** A refusal as RFC 9457 problem details; `detail` is the Chinese sentence, `basis` names the provisions. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: RefusalCode | 'fault';
  readonly basis: readonly { readonly id: string; readonly title: string; readonly summary: string }[];
  readonly issues?: Refusal['issues'];
  readonly requestId: string;
}

/** Presents a refusal, with the titles of the clauses that it rests on. */
export function presentProblem(refusal: Refusal, clauses: ClauseIndex, requestId: string): Problem {
  const cited = refusal.basis.map((id) => clauses.find(id)).filter((found) => found !== undefined);
  return {
    type: `urn:sifang:refusal:${refusal.code}`,
    title: '未予办理',
    status: refusalStatus[refusal.code],
    detail: refusal.sentence,
    code: refusal.code,
    basis: cited.map(presentCitation),
    requestId,
    ...(refusal.issues === undefined ? {} : { issues: refusal.issues }),
  };
}

/** A clause as screens and papers name it: 《title》第n条. */
export function presentCitation(cited: CitedClause): Problem['basis'][number] {
  const { instrument, clause } = cited;
  return {
    id: cited.id,
    title: clause === undefined ? `《${instrument.title}》` : `《${instrument.title}》${articleOf(clause.article)}`,
    summary: clause?.summary ?? '',
  };
}

/** The guidance is cited by chapter and section (2.1), everything else by article. */
function articleOf(article: string): string {
  return article.includes('.') ? `第${article.replace('.', '部分第')}项` : `第${article}条`;
}

/** Sends a refusal as problem+json. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal, clauses: ClauseIndex) {
  return reply
    .status(refusalStatus[refusal.code])
    .type('application/problem+json; charset=utf-8')
    .send(presentProblem(refusal, clauses, reply.request.id));
}
