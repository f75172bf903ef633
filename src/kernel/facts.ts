import type { Calendar } from './calendar/calendar.ts';
import type { DueDate } from './calendar/count.ts';
import type { Instant, PlainDate } from './calendar/plain-date.ts';
import type { CertificateFacts } from './derive/certificate.ts';
import type { ProductFacts } from './product/life.ts';
import type { Json, JsonObject } from './json.ts';
import type { LotFacts } from './lot/lot.ts';
import type { RecallAccount } from './lot/recall.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { Level, OrganisationKind, Post } from './party.ts';
import type { EliminatedKind, StandardFacts } from './product/standard.ts';
import type { WatchFacts } from './watch/watch.ts';

/** Who did something: a person in the name of an organisation (a citizen has none). */
export interface ActorFacts {
  readonly account: string;
  readonly organisation?: string;
  readonly posts: readonly Post[];
}

/** One act of the past, as the ledger keeps it. */
export interface PastAct {
  /** The entry's id. */
  readonly entry: string;
  readonly act: string;
  readonly at: Instant;
  readonly by: ActorFacts;
  readonly input: JsonObject;
}

/** Who sits where in a proceeding; an organisation, or an account for citizens. */
export interface Seat {
  readonly role: string;
  readonly organisation?: string;
  readonly account?: string;
  /** When a former holder was replaced: it reads what was done until then. */
  readonly leftAt?: Instant;
}

/** A record of a book or of a duty, as guards and drafts read it. */
export interface RecordFacts {
  readonly entry: string;
  readonly at: Instant;
  readonly by: ActorFacts;
  /** First day of the period, for duties. */
  readonly period?: PlainDate;
  readonly late?: boolean;
  readonly input: JsonObject;
}

/** An open or closed proceeding of the same enterprise, as drafts of reports read it. */
export interface RelatedProceeding {
  readonly id: string;
  readonly procedure: string;
  readonly title: string;
  readonly state: string;
  readonly openedAt: Instant;
  readonly closedAt?: Instant;
  readonly overdue: boolean;
  readonly opening: JsonObject;
  /** The organisation in whose name it was opened. */
  readonly openedBy?: string;
}

/** An earlier proceeding about the same thing; it may be outside the actor's scope and is told of by no more than this. */
export interface LikeProceeding {
  /** Whose it is: of the actor's office, of one above it in the same territory, or of another. */
  readonly by: 'same' | 'superior' | 'other';
  /** Day from which it counts. */
  readonly day: PlainDate;
  /** Its id, where the actor may see it. */
  readonly id?: string;
}

/** How a clock stands at a moment. */
export type DeadlineStatus =
  | 'running'
  | 'paused'
  | 'met'
  | 'met-late'
  | 'overdue'
  | 'lapsed'
  | 'open';

/** A clock of the proceeding, as guards read it. */
export interface ClockFacts {
  readonly id: string;
  readonly status: DeadlineStatus;
  readonly due: DueDate;
}

/** What the registers say that a product's file is judged by. */
export interface MarketFacts {
  /** The standards that the input names, those that the product executes, and mandatory ones that cover its class. */
  readonly standards: readonly StandardFacts[];
  /** Kinds of products that may not be made any more, as far as they may concern the product's class. */
  readonly eliminated: readonly EliminatedKind[];
}

/** What guards and effects of a procedure may know. */
export interface ProceedingFacts {
  /** Its own id, by which other proceedings name it. */
  readonly id?: string;
  readonly now: Instant;
  readonly today: PlainDate;
  /** Who acts now; of which kind and level is known of nobody else. */
  readonly actor: ActorFacts & { readonly kind?: OrganisationKind; readonly level?: Level };
  readonly state: string | undefined;
  readonly seats: readonly Seat[];
  readonly subject: OrganisationFacts | undefined;
  readonly history: readonly PastAct[];
  /** The clocks that have started, the latest run of each. */
  readonly clocks: readonly ClockFacts[];
  /** Other proceedings about the same subject of the procedures named in `reads`, as far as the actor sees them. */
  readonly related: readonly RelatedProceeding[];
  /** Earlier proceedings about the same thing, the latest first; for opening acts of procedures that name a likeness. */
  readonly alike: readonly LikeProceeding[];
  /** Licences and certificates of the subject and of every organisation seated, valid or not. */
  readonly certificates: readonly CertificateFacts[];
  /** The lots that the input names, as far as the actor's organisation holds them. */
  readonly lots: readonly LotFacts[];
  /** What the registers of standards and of eliminated products say; for procedures that are a product's life. */
  readonly market: MarketFacts;
  /** The products that the input picks; for procedures that are a product's life those too that bear the same number. */
  readonly products: readonly ProductFacts[];
  /** What is watched more closely by a proceeding that the input picks. */
  readonly watched: readonly WatchFacts[];
  /** What a recall has come to by its holders' answers; for acts that account for it, where it has lots of the platform. */
  readonly recalled?: RecallAccount;
  /** The latest act of an id. */
  last(act: string): PastAct | undefined;
  /** The state in which it stood when an act was last done, to which what leads back before that act leads. */
  readonly before: (act: string) => string | undefined;
  /** All acts of an id, oldest first. */
  all(act: string): readonly PastAct[];
  /** A field of the latest act of an id. */
  value(act: string, field: string): Json | undefined;
  /** The organisation in a seat; the first where several fill it. */
  seat(role: string): string | undefined;
  /** The latest run of a clock; undefined where it has not started. */
  clock(id: string): ClockFacts | undefined;
}

/** What a draw has come to. */
export interface DrawFacts {
  readonly id: string;
  /**
   * The result that counts, with everything that was replaced since; empty before the draw, after a redraw was ordered and
   * where the draw was broken off.
   */
  readonly drawn: readonly { readonly object: string; readonly inspectors: readonly string[] }[];
}

/** What of it is known before an act's input is: nothing that would have to be looked up elsewhere. */
export type PastFacts = Pick<
  ProceedingFacts,
  | 'now'
  | 'today'
  | 'actor'
  | 'state'
  | 'seats'
  | 'subject'
  | 'history'
  | 'clocks'
  | 'last'
  | 'before'
  | 'all'
  | 'value'
  | 'seat'
  | 'clock'
>;

/** Somebody who holds a post of the organisation, or is to take it up. */
export interface StaffFacts {
  readonly account: string;
  readonly post: Post;
  readonly from: PlainDate;
  /** Set once the appointment is to end: the first day without the post. */
  readonly endsOn?: PlainDate;
  /** Whether the account may sign in. */
  readonly enabled: boolean;
}

/** How a firm stands in the register. */
export interface StandingFacts {
  /** False while a registration that it made itself waits for the regulator. */
  readonly confirmed: boolean;
  readonly closed: boolean;
  /** Closed because its registration was rejected. */
  readonly rejected: boolean;
  /** Whether a change that ends duties waits for the office of the place. */
  readonly asked?: boolean;
  /** Whether somebody who may appoint can sign in. */
  readonly led: boolean;
}

/** What guards, effects and drafts of duties and books may know. */
export interface DutyFacts {
  readonly now: Instant;
  readonly today: PlainDate;
  readonly actor: ActorFacts;
  readonly organisation: OrganisationFacts;
  /** First and last day of the period (for books: today). */
  readonly period: { readonly from: PlainDate; readonly to: PlainDate };
  readonly late: boolean;
  readonly calendar: Calendar;
  /** The latest record of a book or duty named in `reads`. */
  latest(definition: string): RecordFacts | undefined;
  /** Records of a book or duty named in `reads` that fall into the period (for `versions`: all of them). */
  records(definition: string): readonly RecordFacts[];
  /**
   * First days of the turns of a duty named in `reads` that boards count as owed and that begin in the period, oldest
   * first. Before an organisation owed a duty for the first time it missed nothing.
   */
  owed(duty: string): readonly PlainDate[];
  /** Proceedings about this organisation that were open at some time of the period. */
  readonly proceedings: readonly RelatedProceeding[];
  /**
   * The record of the same book that this one corrects: it is judged as of then. `records` and `latest` show the book
   * without it.
   */
  readonly corrected?: RecordFacts | undefined;
  /**
   * Set where a correction moves the same quantities to the same receivers as the record did: whether they might move was
   * judged then, and the lots are shown as they stand with it.
   */
  readonly isMovedAsBefore?: boolean;
  /** The published tree head that the input's challenge names; undefined where it names none that exists. */
  readonly head?:
    | { readonly size: number; readonly root: string; readonly at: Instant }
    | undefined;
  /** Size of the newest tree head when the period began; a record without a challenge then lacks something. */
  readonly headBefore?: number | undefined;
  /** Files of the input that earlier entries already handed in. */
  readonly reusedFiles?: readonly string[];
  /** Files of the input whose bytes are no picture, for duties with a challenge: they cannot stand for a photo. */
  readonly notPictures?: readonly string[];
  /** The lots that the input names, as far as the organisation holds them. */
  readonly lots?: readonly LotFacts[];
  /** The products that the input of a book's record picks; for books that judge products those of its lots too. */
  readonly products?: readonly ProductFacts[];
  /** The draws that the input of a book's record picks. */
  readonly draws?: readonly DrawFacts[];
  /** What is watched more closely today, as far as the actor sees it; for books that ask for it. */
  readonly watches?: readonly WatchFacts[];
  /** What the registers say of these products; for books that judge products. */
  readonly market?: MarketFacts;
  /** Licences and certificates of the organisation, valid or not; for books that judge products. */
  readonly certificates?: readonly CertificateFacts[];
  /** The people of the organisation and who of them holds which post; for books that ask for it. */
  readonly staff?: readonly StaffFacts[];
  /** How it stands in the register; for books that ask for it. */
  readonly standing?: StandingFacts;
}

/** Builds the view that guards and effects of a procedure get. */
export function proceedingFacts(
  base: Omit<
    ProceedingFacts,
    | 'clocks'
    | 'related'
    | 'alike'
    | 'certificates'
    | 'lots'
    | 'market'
    | 'products'
    | 'watched'
    | 'last'
    | 'all'
    | 'value'
    | 'seat'
    | 'clock'
  > & {
    readonly clocks?: readonly ClockFacts[];
    readonly related?: readonly RelatedProceeding[];
    readonly alike?: readonly LikeProceeding[];
    readonly certificates?: readonly CertificateFacts[];
    readonly lots?: readonly LotFacts[];
    readonly market?: MarketFacts;
    readonly products?: readonly ProductFacts[];
    readonly watched?: readonly WatchFacts[];
  },
): ProceedingFacts {
  const all = (act: string) => base.history.filter((past) => past.act === act);
  const last = (act: string) => all(act).at(-1);
  const clocks = base.clocks ?? [];
  return {
    ...base,
    clocks,
    related: base.related ?? [],
    alike: base.alike ?? [],
    certificates: base.certificates ?? [],
    lots: base.lots ?? [],
    market: base.market ?? { standards: [], eliminated: [] },
    products: base.products ?? [],
    watched: base.watched ?? [],
    all,
    last,
    value: (act, field) => last(act)?.input[field],
    seat: (role) => base.seats.find((seat) => seat.role === role)?.organisation,
    clock: (id) => clocks.find((clock) => clock.id === id),
  };
}
