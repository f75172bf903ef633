import type { PlainDate } from './calendar/plain-date.ts';
import type { Json, JsonObject } from './json.ts';
import type { Post } from './party.ts';

/** Whom a notice is for: a seat of this proceeding, or a post of the acting or subject organisation. */
export type Addressee =
  | { readonly role: string }
  | { readonly post: Post; readonly of: 'actor' | 'subject' }
  | { readonly account: string };

/** Sites outside the platform on which facts about credit are published by law. */
export const creditSites = {
  'credit-china': '信用中国（江西）',
  gsxt: '国家企业信用信息公示系统（江西）',
} as const;
export type CreditSite = keyof typeof creditSites;

/**
 * What follows from an act, as data; the shell carries all of an act's effects out in the act's own transaction.
 * - `open`: another proceeding starts with its opening act, in the name of the actor.
 * - `notify`: a message appears with the addressee.
 * - `mark`: the period of a duty is marked as with a finding or as without production.
 * - `appoint`, `dismiss`: a person takes up or leaves a post.
 * - `publish`: an announcement appears on the public pages, and goes to the credit sites named.
 * - `withdraw`: what the proceeding published under a key vanishes there; who withdrew it, when and why stays.
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
    }
  | { readonly do: 'notify'; readonly to: Addressee; readonly title: string }
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
  | { readonly do: 'withdraw'; readonly key: string; readonly reason: string };
