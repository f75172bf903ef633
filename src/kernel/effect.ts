import type { PlainDate } from './calendar/plain-date.ts';
import type { Json } from './json.ts';
import type { Post } from './party.ts';

/** Whom a notice is for: a seat of this proceeding, or a post of the acting or subject organisation. */
export type Addressee =
  | { readonly role: string }
  | { readonly post: Post; readonly of: 'actor' | 'subject' }
  | { readonly account: string };

/**
 * What follows from an act, as data; the shell carries all of an act's effects out in the act's own transaction.
 * - `open`: another proceeding starts with its opening act, in the name of the actor.
 * - `notify`: a message appears with the addressee.
 * - `mark`: the period of a duty is marked as with a finding or as without production.
 * - `appoint`, `dismiss`: a person takes up or leaves a post.
 * - `catalogue`: what holds for classes of products from a day on.
 * - `publish`: an announcement appears on the public pages.
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
  | {
      readonly do: 'publish';
      readonly kind: string;
      readonly title: string;
      readonly text: string;
    };
