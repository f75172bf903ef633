import type { Count } from '#kernel/calendar/count.ts';
import type { ClauseId } from '#kernel/clause.ts';

/** What differs between the two instruments on complaints; everything else is the same procedure. */
export interface ComplaintRules {
  /** The clauses by subject. */
  readonly cites: Readonly<
    Record<
      | 'channels'
      | 'materials'
      | 'jurisdiction'
      | 'acceptance'
      | 'refusal'
      | 'consent'
      | 'entrusting'
      | 'testing'
      | 'agreement'
      | 'ends'
      | 'clue'
      | 'routing'
      | 'archive',
      readonly ClauseId[]
    >
  >;
  /** Grounds of refusal: stored value to Chinese title. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Grounds on which mediation ends without an agreement; `period` and `withdrawn` are among them. */
  readonly terminations: Readonly<Record<string, string>>;
  /** The clause that keeps secret who complained, where the instrument has one. */
  readonly secrecy?: ClauseId;
  /** How long mediation may take. */
  readonly mediation: Count;
}

/**
 * Data of the complainant: kept from the respondent, and out of lists and announcements. Whoever no longer handles the
 * matter needs it no longer.
 */
export const confidential = {
  personal: true,
  hiddenFrom: ['respondent', 'formerHandler', 'formerMediator'],
  hint: '个人信息，依法保密，不向被投诉人展示。',
} as const;

/** The same of what tells who complained: it goes into no other matter either. */
export function secret({ secrecy }: Pick<ComplaintRules, 'secrecy'>) {
  return secrecy === undefined ? confidential : { ...confidential, protects: secrecy };
}
