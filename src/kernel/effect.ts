import type { PlainDate } from './calendar/plain-date.ts';
import type { Json, JsonObject } from './json.ts';
import type { LotEvent } from './lot/lot.ts';
import type { RecallEvent } from './lot/recall.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { OrganisationKind, Post } from './party.ts';
import type { EliminatedKind, ListedStandard } from './product/standard.ts';

/**
 * Whom a notice is for: a seat of this proceeding, a post of the acting or subject organisation, a person, or the office
 * of a kind that answers for a division.
 */
export type Addressee =
  | { readonly role: string }
  | { readonly post: Post; readonly of: 'actor' | 'subject' }
  | { readonly account: string }
  | { readonly office: OrganisationKind; readonly region: number };

/** Sites outside the platform on which facts about credit are published by law. */
export const creditSites = {
  'credit-china': '信用中国（江西）',
  gsxt: '国家企业信用信息公示系统（江西）',
} as const;
export type CreditSite = keyof typeof creditSites;

/**
 * What follows from an act, as data; the shell carries all of an act's effects out in the act's own transaction.
 * - `open`: another proceeding starts with its opening act, in the name of the actor.
 * - `act`: an act is done in another proceeding, in the name of the actor; what refuses it there refuses the whole.
 * - `notify`: a message appears with the addressee; refused where it must reach somebody and nobody is there.
 * - `mark`: the period of a duty is marked as with a finding or as without production.
 * - `appoint`, `dismiss`: a person takes up or leaves a post.
 * - `publish`: an announcement appears on the public pages, and goes to the credit sites named.
 * - `withdraw`: what the proceeding published under a key vanishes there; who withdrew it, when and why stays.
 * - `register`: the register holds this of the organisation from now on; the entry belongs to its new place.
 * - `ask`: this version of what is registered waits for the office of the place, and `decline`: it waits no more.
 * - `standing`: the firm is closed on a day, or open again where none is named.
 * - `erase`: the content of another entry is erased; its hash stays in the log.
 * - `name-size`: the act names a size of the log that lies ahead; refused where the log has come near it.
 * - `draw`: the shell computes a draw again from its pools, its seed and what was replaced since; refused where another
 *   result was handed in.
 * - `disclose`: acts of this proceeding become public with their proofs, and so do the named files.
 * - `catalogue`: what holds for classes of products from a day on.
 * - `lot`: something happened to a lot; refused where the lot has not so much of it, or may not leave.
 * - `standards`: the register of standards holds these from now on; whoever cites one that lapses is told.
 * - `eliminate`: the kinds of products that may not be made any more, in place of the list before.
 * - `recall`: a recall takes hold of lots over all their holders; the shell finds them in the graph.
 */
export type Effect =
  | {
      readonly do: 'open';
      readonly procedure: string;
      readonly act: string;
      readonly input: Json;
      /** Distinguishes several proceedings opened by one entry; part of the derived id. */
      readonly key?: string;
      readonly seats?: Readonly<Record<string, string>>;
      /** Where in the input it was asked for, e.g. `tasks.3`: a refusal then names the place. */
      readonly path?: string;
      /** Registered organisation that it is about; the acting proceeding's own subject where it is left out. */
      readonly subject?: string;
    }
  | {
      readonly do: 'act';
      /** Id of the other proceeding, as `related` tells it. */
      readonly proceeding: string;
      readonly act: string;
      readonly input: Json;
      /** Where in the input it was asked for: a refusal then names the place. */
      readonly path?: string;
    }
  | {
      readonly do: 'notify';
      readonly to: Addressee;
      readonly title: string;
      /** Said where nobody of the platform is meant: the act is then refused, because it would say that somebody was told. */
      readonly orRefuse?: string;
    }
  | { readonly do: 'mark'; readonly mark: 'finding' | 'idle' }
  | {
      readonly do: 'appoint';
      readonly account: string;
      readonly post: Post;
      readonly from: PlainDate;
      readonly until?: PlainDate;
    }
  | {
      readonly do: 'dismiss';
      readonly account: string;
      readonly post: Post;
      readonly on: PlainDate;
    }
  | {
      readonly do: 'catalogue';
      readonly year: number;
      readonly from: PlainDate;
      readonly items: readonly {
        readonly group: string;
        readonly product: string;
        readonly classId?: string | undefined;
        readonly licence: boolean;
        readonly ccc: boolean;
        readonly special?: string | undefined;
        readonly risk: 'high' | 'medium' | 'low';
      }[];
    }
  | { readonly do: 'standards'; readonly list: readonly ListedStandard[] }
  | { readonly do: 'eliminate'; readonly kinds: readonly EliminatedKind[] }
  | {
      readonly do: 'publish';
      readonly kind: string;
      readonly title: string;
      readonly text: string;
      /** What it is withdrawn by; the kind where absent. */
      readonly key?: string;
      /** Last day on which it is shown; without one it stays until it is withdrawn. */
      readonly until?: PlainDate;
      /** Sites outside that it is sent to, and taken back from. */
      readonly sites?: readonly CreditSite[];
      /** What the sites' columns are filled from; no personal data that the law does not publish. */
      readonly record?: JsonObject;
    }
  | { readonly do: 'withdraw'; readonly key: string; readonly reason: string }
  | {
      readonly do: 'register';
      readonly facts: RegisteredFacts;
      /** What the register held until then. */
      readonly before: RegisteredFacts;
    }
  | { readonly do: 'ask' | 'decline' }
  | { readonly do: 'standing'; readonly closed?: Closing }
  | { readonly do: 'erase'; readonly entry: string }
  | {
      readonly do: 'name-size';
      readonly size: number;
      /** Entries that must still be missing. */
      readonly ahead: number;
    }
  | DrawEffect
  | { readonly do: 'lot'; readonly event: LotEvent }
  | { readonly do: 'recall'; readonly event: RecallEvent }
  | {
      readonly do: 'disclose';
      readonly acts: readonly string[];
      readonly files?: readonly string[];
    };

/** How and when a firm ended for the platform. */
export interface Closing {
  readonly as: 'rejected' | 'deregistered' | 'revoked' | 'moved-out' | 'duplicate';
  readonly on: PlainDate;
  readonly reason: string;
}

/** What the register holds of an enterprise. */
export interface RegisteredFacts extends Pick<
  OrganisationFacts,
  'name' | 'region' | 'business' | 'headcount' | 'revenueYuan'
> {
  readonly address: string;
  readonly phone: string;
  /** Ids of product classes. */
  readonly productClasses: readonly string[];
}

/** What a draw takes and gives; hashes are those of files, 64 lower-case hexadecimal digits. */
export interface DrawEffect {
  readonly do: 'draw';
  readonly pools: { readonly objects: string; readonly inspectors: string };
  readonly plan: DrawPlan;
  /** Absent where only pools and plan are to be checked: nothing has been drawn yet. */
  readonly drawn?: {
    /** The entry that named the sources of the seed; it must stand in the log before the last leaf of that size. */
    readonly announced: string;
    readonly size: number;
    readonly beacon?: { readonly name: string; readonly value: string };
    readonly steps: readonly DrawStep[];
    /** The result as it was handed in. */
    readonly result: string;
    /** Accounts of all inspectors of that result. */
    readonly inspectors: readonly string[];
  };
}

/** How many are drawn, from what and how. */
export interface DrawPlan {
  readonly method: 'ranked' | 'rfc3797';
  /** Objects drawn over the whole pool. */
  readonly uniform: number;
  readonly strata: readonly { readonly stratum: string; readonly count: number }[];
  readonly inspectorsEach: number;
  readonly objectsEach: number;
}

/** A change to a result: an object that cannot be checked, or an inspector who must keep away from one. */
export type DrawStep =
  | { readonly do: 'replace'; readonly object: string }
  | { readonly do: 'recuse'; readonly object: string; readonly inspector: string };
