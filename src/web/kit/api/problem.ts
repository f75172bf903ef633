import type { RefusalCode } from '#kernel/refusal.ts';
import type { ProceedingDetail } from '#server/proceedings/present.ts';

/** A provision as screens name it: title 《…》第n条 and our summary. */
export type Citation = ProceedingDetail['basis'][number];

/** Where an input was not accepted, e.g. `items.3.note`. */
export interface Issue {
  readonly path: string;
  readonly sentence: string;
  /** What the form calls the place. */
  readonly title?: string;
}

/** Why a request came to nothing, in words for the person in front of the screen. */
export interface Problem {
  readonly status: number;
  /** `offline`: no answer arrived, so nobody knows whether it was carried out. `fault`: the server's own failure. */
  readonly code: RefusalCode | 'fault' | 'offline';
  readonly detail: string;
  readonly basis: readonly Citation[];
  readonly issues: readonly Issue[];
  readonly requestId?: string;
  /** The entry that an earlier try of the same submission made. */
  readonly entry?: string;
}

/** What a request came to. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** The answer where the network gave none. */
export const offline: Problem = {
  status: 0,
  code: 'offline',
  detail: '网络没有连通，尚不能确认是否已经提交。请检查网络后重试，重试不会重复提交。',
  basis: [],
  issues: [],
};

/**
 * Reads problem details (RFC 9457) as far as they are there: a proxy in between may answer with anything.
 * @param body what came as JSON, or undefined where it was none.
 */
export function readProblem(status: number, body: unknown): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  return {
    status,
    code: said.code ?? 'fault',
    detail: said.detail ?? `服务暂时不可用（${status}），请稍后重试。`,
    basis: said.basis ?? [],
    issues: said.issues ?? [],
    ...(said.requestId === undefined ? {} : { requestId: said.requestId }),
  };
}
