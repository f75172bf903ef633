import type { PlainDate } from './calendar/plain-date.ts';
import type { Json } from './json.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { OrganisationKind, Post } from './party.ts';

/**
 * Whom a notice is for: a seat of this proceeding, a post of the acting or subject organisation, a person, or the office
 * of a kind that answers for a division.
 */
export type Addressee =
  | { readonly role: string }
  | { readonly post: Post; readonly of: 'actor' | 'subject' }
  | { readonly account: string }
  | { readonly office: OrganisationKind; readonly region: number };

/**
 * What follows from an act, as data; the shell carries all of an act's effects out in the act's own transaction.
 * - `open`: another proceeding starts with its opening act, in the name of the actor.
 * - `notify`: a message appears with the addressee.
 * - `mark`: the period of a duty is marked as with a finding or as without production.
 * - `appoint`, `dismiss`: a person takes up or leaves a post.
 * - `publish`: an announcement appears on the public pages.
 * - `register`: the register holds this of the organisation from now on; the entry belongs to its new place.
 * - `erase`: the content of another entry is erased; its hash stays in the log.
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
    }
  | {
      readonly do: 'register';
      readonly facts: RegisteredFacts;
      /** What the register held until then. */
      readonly before: RegisteredFacts;
    }
  | { readonly do: 'erase'; readonly entry: string };

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
