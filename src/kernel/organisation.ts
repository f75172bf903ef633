import type { OrganisationKind, Post } from './party.ts';

/** A class of products as the rules see it. */
export interface ProductClassFacts {
  readonly id: string;
  readonly title: string;
  readonly licence: boolean;
  readonly ccc: boolean;
  readonly mandatoryStandard: boolean;
  readonly risk: 'high' | 'medium' | 'low';
}

/** What an enterprise does with industrial products. */
export type Business = 'producer' | 'wholesale' | 'retail';

/** What rules may know of an organisation. */
export interface OrganisationFacts {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  /** Division code, GB/T 2260. */
  readonly region: number;
  /** For enterprises: what they do; decides which order and which size test applies. */
  readonly business?: Business;
  /** Persons employed. */
  readonly headcount?: number;
  /** Yearly revenue in yuan. */
  readonly revenueYuan?: number;
  readonly productClasses: readonly ProductClassFacts[];
  /** Posts that are filled today by a person whose qualification has not lapsed. */
  readonly filledPosts: readonly Post[];
  /** Who fills them, where that is known: of other houses it is not. */
  readonly postHolders?: readonly { readonly post: Post; readonly account: string }[];
  /** Set where it ended for the platform: it owes nothing any more. */
  readonly closed?: true;
}
