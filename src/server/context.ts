import type { Database } from '#db/connect.ts';
import type { Actor as Scope } from '#db/actor.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Actor } from '#kernel/decide.ts';
import type { Law } from '#kernel/law.ts';
import type { Business } from '#kernel/organisation.ts';
import type { Level, OrganisationKind } from '#kernel/party.ts';
import type { FileStore } from './files/store.ts';
import type { Transport } from './publicity/transport.ts';

/** What every feature of the server works with; made once at start, handed down, never global. */
export interface Context {
  readonly database: Database;
  readonly law: Law;
  /** The time now. The demo world and the tests turn it; nothing else reads the system's clock. */
  readonly now: () => Instant;
  readonly files: FileStore;
  readonly settings: Settings;
  /** Takes what is published to the credit sites. */
  readonly transport: Transport;
  /** Tells the sequencer that entries wait. */
  readonly wakeSequencer: () => void;
  /** Tells the teller that holders of recalled lots wait for their notices, or that notices have ended. */
  readonly wakeTeller: () => void;
}

/** What the operator sets. */
export interface Settings {
  /** Address under which people reach the service, without a trailing slash; origin of links, cookies and checks. */
  readonly baseUrl: string;
  /** 32 bytes that seal secrets at rest (second factors). */
  readonly serverKey: Uint8Array;
  /** Origin line of the log and key name of its signature, e.g. `sifang.example/log`. */
  readonly logOrigin: string;
  /** Kinds of organisation whose people must use a second factor. */
  readonly secondFactorFor: readonly OrganisationKind[];
  /** Sign-on with the province's identity provider; absent where it is not set up. */
  readonly oidc?: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** Where the credit sites take what is published; absent where files are dropped into a folder. */
  readonly publicity?: { readonly url: string; readonly token?: string };
  /** True in the demo only: shows the sign-ins of the invented people on the sign-in page. */
  readonly demo: boolean;
  /** The one password of the invented people; absent outside the demo. */
  readonly demoPassword?: string;
  /** Sign-ins that a newcomer should try first, with what there is to see; absent outside the demo. */
  readonly showcase?: readonly { readonly login: string; readonly about: string }[];
}

/** The person behind a request, and what the rules and the database may know of them. */
export interface SignedIn {
  readonly account: { readonly id: string; readonly login: string; readonly name: string };
  readonly organisation?: {
    readonly id: string;
    readonly name: string;
    readonly kind: OrganisationKind;
    readonly level?: Level;
    readonly region: number;
    /** What an enterprise does. */
    readonly business?: Business;
  };
  /** For the kernel's decisions. */
  readonly actor: Actor;
  /** For the database's row policies. */
  readonly scope: Scope;
  /** Set where somebody comes by an access code, whom everybody can become. */
  readonly guest?: true;
  /** How the request was authenticated. */
  readonly by: 'session' | 'api-key';
}
