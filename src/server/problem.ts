import type { FastifyReply } from 'fastify';
import { clausesFor } from '#kernel/clause.ts';
import type { CitedClause, ClauseIndex, Instrument } from '#kernel/clause.ts';
import { refusalStatus } from '#kernel/refusal.ts';
import type { Refusal, RefusalCode } from '#kernel/refusal.ts';

/** A refusal as RFC 9457 problem details; `detail` is the Chinese sentence, `basis` names the provisions. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: RefusalCode | 'fault';
  readonly basis: readonly {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
  }[];
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
    title:
      clause === undefined
        ? `《${instrument.title}》`
        : `《${instrument.title}》${articleOf(instrument, clause.article)}`,
    summary: clause?.summary ?? '',
  };
}

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/**
 * The guidance is cited by chapter and section as it numbers them, 二(二); everything else by article. A provision that
 * stands under a word, because its article could not be checked, is cited by its instrument alone.
 */
export function articleOf({ id }: Pick<Instrument, 'id'>, article: string): string {
  if (id !== 'guidance') return /^\d/.test(article) ? `第${article}条` : '';
  const [chapter = 0, section = 0] = article.split('.').map(Number);
  return `${numerals[chapter]}${section === 0 ? '' : `(${numerals[section]})`}`;
}

/** Sends a refusal as problem+json; an enterprise is told of the provisions that bind it. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal, clauses: ClauseIndex) {
  const business = reply.request.identity?.signedIn.organisation?.business;
  return reply
    .status(refusalStatus[refusal.code])
    .type('application/problem+json; charset=utf-8')
    .send(presentProblem(refusal, clausesFor(clauses, business), reply.request.id));
}
