import type { z } from 'zod';
import type { Count } from './calendar/count.ts';
import type { PlainDate } from './calendar/plain-date.ts';
import type { Extension, PauseSpan, Start } from './calendar/span.ts';
import type { CertificateRule } from './derive/certificate.ts';
import type { ProductRule } from './product/life.ts';
import type { ClauseId } from './clause.ts';
import type { Effect } from './effect.ts';
import type { DutyFacts, PastAct, PastFacts, ProceedingFacts } from './facts.ts';
import type { ExpiryRule, InspectionRule, Match } from './book/slots.ts';
import type { Form } from './field.ts';
import type { DoneAct, Figure } from './derive/figure.ts';
import type { Taking } from './lot/told.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { PaperName, Recital, Telling } from './paper/words.ts';
import type { Level, OrganisationKind, Party, Post } from './party.ts';
import type { Objection } from './refusal.ts';
import type { WatchRule } from './watch/watch.ts';

/** What every definition states first: its name, its basis and the days on which it applies. */
export interface Provision {
  /** English kebab-case id, stable for ever. */
  readonly id: string;
  /** Chinese title. */
  readonly title: string;
  /** The clauses it carries out; each must resolve. */
  readonly basis: readonly ClauseId[];
  /** First and last day in force; versions of one id must not overlap. */
  readonly inForce: { readonly from: PlainDate; readonly to?: PlainDate };
  /** The party whose responsibility it is. */
  readonly party: Party;
}

/** A value that the law leaves open: shown as a policy of the operator, never as law. */
export interface Policy {
  readonly policy: string;
}

/** Who may fill a seat in a proceeding. */
export interface Role {
  readonly title: string;
  /** Kinds of organisation; empty for a citizen, who fills the seat with an account. */
  readonly kinds: readonly OrganisationKind[];
  /** Posts of which the acting person must hold one; absent means any post of the organisation. */
  readonly posts?: readonly Post[];
  readonly level?: Level;
  /**
   * Only for who acts in nobody's name: an account of an organisation is refused, because the entry would say whose it
   * is (whoever reports a violation).
   */
  readonly private?: true;
  /**
   * `opener` opens the proceeding, `subject` is the organisation it is about, `named` is filled by an input field or
   * by the effect that opened it, `competent` is any organisation of the kind whose region covers the proceeding.
   */
  readonly fills: 'opener' | 'subject' | 'named' | 'competent';
  /**
   * Another role whose organisation fills this one too: a further post of the same house, e.g. the head who approves
   * what the case officer proposes. Nobody may act in it before that seat is filled; `fills` then says nothing more.
   */
  readonly sameAs?: string;
  /**
   * The role in which whoever is replaced in this one goes on sitting: it acts in nothing, and goes on reading what was
   * done until then (a clue that it sent back). Who is seated here again leaves that role.
   */
  readonly formerly?: string;
}

/** A phase of a proceeding. */
export interface State {
  readonly title: string;
  /** Nothing can follow. */
  readonly final?: true;
  /** A lasting condition and no task, e.g. a product on sale: nobody is awaited as long as no clock asks for something. */
  readonly rests?: true;
  /** Roles to which the proceeding is not shown while it stands here: a check that must come unannounced. */
  readonly hiddenFrom?: readonly string[];
}

/** Where an act leads: one state, back to a former one, or one of them by the value of a choice field. */
export type Target =
  | string
  | Back
  | { readonly by: string; readonly cases: Readonly<Record<string, string | Back>> };

/**
 * Back to the state in which the proceeding stood when this act was last done: what was proposed and not decided so leaves
 * it as it found it. The act that goes back can be done only where the other was.
 */
export interface Back {
  readonly before: string;
}

/** One act of a procedure, in the order in which a lawyer asks. */
export interface Act<F extends Form = Form> {
  readonly title: string;
  /** Roles that may do it; empty where time or an effect does it. */
  readonly by: readonly string[];
  /** The role whose own act it is, where the other roles of `by` only record it for that one (a reply on paper). */
  readonly onBehalfOf?: string;
  /**
   * An opening whose coming does it: nobody decides or signs, the platform enters it once the clock has run out
   * (removal from a list after three years). Its form asks for nothing, and it meets that clock itself.
   */
  readonly byTime?: string;
  /**
   * The platform enters it because another act's effect asked for it, and nobody may ask for it by himself: a notice to
   * everybody who holds recalled goods, in nobody's name because no single person may see them all.
   */
  readonly byEffect?: true;
  /** States in which it may be done; absent means that it opens the proceeding. */
  readonly from?: string | readonly string[];
  /** Where it leads; absent means that the state stays. */
  readonly to?: Target;
  /** A deadline after which the right to do it has lapsed. */
  readonly within?: string;
  /** A deadline that must have passed first; of several, that one which has started. */
  readonly notBefore?: string | readonly string[];
  readonly basis: readonly ClauseId[];
  readonly form: F;
  /**
   * Seats filled from input fields: role → field. A field that picks a person seats that person's account, one that
   * picks several organisations seats each of them.
   */
  readonly seats?: Readonly<Record<string, string>>;
  /** The role whose holders leave with this act, to sit in its former one: who gives a matter back reads no further. */
  readonly vacates?: string;
  /**
   * The clock that this act lengthens; refused where it doesn't run, has passed, or was lengthened by this act before.
   * The clock names the act in `extendedBy`.
   */
  readonly extends?: string;
  /** The same person must not have done these acts (separation of duties). */
  readonly notBy?: readonly string[];
  /**
   * Where this role did that act, nobody else may do this one: whoever found something checks that it was put right.
   */
  readonly reserved?: { readonly to: string; readonly whereDid: string };
  /** Somebody may do it and nobody has to: a proceeding never waits for it. */
  readonly optional?: true;
  /** Set where its rules read what the holders of recalled lots have answered (`facts.recalled`). */
  readonly accounts?: true;
  /** The official paper that the act produces. */
  readonly document?: PaperName;
  /** What the paper repeats of earlier acts and of who takes part, ahead of the act's own fields. */
  readonly recites?: readonly Recital[];
  /** Sentences that the law asks of the paper: rights, ways and periods, each with its clause. */
  readonly tells?: readonly Telling[];
  /**
   * A condition on the past alone: where it is not met the act is refused whatever its form says, and not even offered (a
   * notice that was signed for, an objection that nobody raised).
   */
  readonly possible?: (past: PastFacts) => Objection | undefined;
  /** A further condition; returns why it is not met, or undefined where all is well. */
  readonly when?: (facts: ProceedingFacts, input: z.output<F>) => Objection | undefined;
  /** What follows, as data. */
  readonly then?: (facts: ProceedingFacts, input: z.output<F>) => readonly Effect[];
}

/** A clock of a procedure. Its due day is always computed from the entries and the calendar. */
export interface Deadline {
  readonly title: string;
  /** The role that must act (or may, for a right). */
  readonly owner: string;
  /** `right` lapses, `duty` becomes overdue, `opening` is the first moment at which something may be done. */
  readonly nature: 'right' | 'duty' | 'opening';
  readonly starts: Start | readonly Start[];
  readonly count: Count;
  /** Field of the starting act that may set a smaller number than `count`, which is then what the law allows at most. */
  readonly numberIn?: string;
  /** Acts that meet it. */
  readonly ends: readonly string[];
  /** They meet it only where this field of theirs has this value (the decision on one party's objection). */
  readonly endsWhere?: { readonly field: string; readonly is: string };
  /**
   * Each holder of the owner's role has a clock of its own, which only its own act meets. Where the starting act picks
   * the holders, a holder's clock starts with the first that picks it.
   */
  readonly each?: true;
  /** Acts that take away what it was about, without meeting it: a revoked licence is not reported on. */
  readonly voidedBy?: readonly string[];
  /** Spans that don't count. */
  readonly pausedBy?: readonly PauseSpan[];
  /** Acts that lengthen it, each at most once, in the order in which they come. */
  readonly extendedBy?: Extension | readonly Extension[];
  /** A further starting act starts the clock again although it is still running. */
  readonly restarts?: true;
  readonly basis: readonly ClauseId[];
  /** Set where the number is the operator's and not the law's. */
  readonly policy?: string;
  /** People may come to harm while it waits: it stands before everything else in the lists of whoever owes it. */
  readonly urgent?: true;
  /**
   * Days after the due day on which one reminder each goes to the post or role named; negative ones are days before it,
   * for what should not come as a surprise.
   */
  readonly escalates?: readonly {
    readonly afterDays: number;
    readonly to: Post | { role: string };
  }[];
}

/** What makes two proceedings of a procedure ones about the same thing, and from when the earlier one counts. */
export interface Likeness {
  /** Fields of the opening form that agree, whatever their case, width and spaces. */
  readonly fields: readonly string[];
  /** It counts from the day of the latest of these acts. */
  readonly countsFrom: readonly string[];
  /** Where none of them was done it counts from its opening, as long as it stands in one of these states. */
  readonly pending: readonly string[];
  /** Earlier ones are told of for so many months. */
  readonly months: number;
}

/** A case with states, acts and deadlines. */
export interface Procedure extends Provision {
  readonly kind: 'procedure';
  /** The field of the opening form by which lists call a proceeding; never personal data. */
  readonly named?: string;
  /**
   * Set where papers call a proceeding by its day and a number, because its name is in the words of somebody who is
   * protected: papers get into hands that lists do not.
   */
  readonly onPapers?: 'by-number';
  /**
   * Kept from departments that are competent for the subject's products: only the seats, and the opener's own branch of
   * the region, see it (an inquiry that must not become known).
   */
  readonly restricted?: true;
  /**
   * Offices that carry it on may follow lots through houses that they do not see otherwise, as long as it is open; each
   * look is written down.
   */
  readonly traces?: true;
  /** The field of the opening form by which an office numbers those that it opens: it gives each number once. */
  readonly numbered?: string;
  /** When two of them are about the same thing; guards then know of earlier ones (`facts.alike`). */
  readonly likeness?: Likeness;
  /** Set where each proceeding is the life of one licence or certificate of its subject. */
  readonly certifies?: CertificateRule;
  /** Set where each proceeding is the life of one product of its subject. */
  readonly product?: ProductRule;
  /** Set where it has somebody, or products in a territory, watched more closely for a term. */
  readonly watch?: WatchRule;
  /**
   * Set where it draws who is checked: the SHA-256 of the file with the result that counts, out of its acts, oldest first;
   * undefined where none does. Rules then read what a picked draw has come to.
   */
  readonly draws?: (history: readonly PastAct[]) => string | undefined;
  /** Whether a registered organisation must be the subject. */
  readonly subject: 'required' | 'optional';
  readonly roles: Readonly<Record<string, Role>>;
  readonly states: Readonly<Record<string, State>>;
  readonly acts: Readonly<Record<string, Act>>;
  readonly deadlines: Readonly<Record<string, Deadline>>;
  /** Procedures whose proceedings about the same subject the guards may read: what was found before, how often. */
  readonly reads?: readonly string[];
  /** What its acts amount to, computed for the file's reader and never stored, e.g. the band of a fine. */
  readonly figures?: (history: readonly DoneAct[]) => readonly Figure[];
}

/** Something that must be done again and again. */
export interface Duty<F extends Form = Form> extends Provision {
  readonly kind: 'duty';
  readonly every: 'day' | 'week' | 'month';
  readonly performer: {
    readonly kinds: readonly OrganisationKind[];
    /** In order of who does it first; a later post may do it only where nobody holds an earlier one. */
    readonly posts: readonly Post[];
    readonly mayDelegate: boolean;
    /** Set where the order of the posts is the operator's and not the law's. */
    readonly policy?: string;
  };
  /** The name of the record that the law gives it. */
  readonly record: string;
  /** Books whose latest record the guards and effects read. */
  readonly reads?: readonly string[];
  /**
   * The group field whose `checkpointSize` names the tree head that chose what must be photographed. The shell then
   * puts that head and the files that were handed in before into the facts.
   */
  readonly challenge?: string;
  /** Days after the period in which it is late but accepted with a reason. */
  readonly late: { readonly withinDays: number } & Policy;
  /** Set where a record made before the last working day of its period needs a reason, as a late one does. */
  readonly early?: Policy;
  readonly form: F;
  /** Whether an organisation owes it. */
  readonly owedBy: (organisation: OrganisationFacts) => boolean;
  readonly when?: (facts: DutyFacts, input: z.output<F>) => Objection | undefined;
  readonly then?: (facts: DutyFacts, input: z.output<F>) => readonly Effect[];
  /** Drafts the input from what was recorded in the period. */
  readonly draft?: (facts: DutyFacts) => z.input<F>;
}

/** Typed entries kept by one party. */
export interface Book<F extends Form = Form> extends Provision {
  readonly kind: 'book';
  readonly keeper: {
    readonly kinds: readonly OrganisationKind[];
    readonly posts?: readonly Post[];
    /** Offices that record in it too about an organisation of their region; alone where `posts` is empty. */
    readonly supervisors?: readonly OrganisationKind[];
  };
  /** `list`: every record stands; `versions`: a new record supersedes the one before it. */
  readonly holds: 'list' | 'versions';
  /**
   * Set where records come in together with something else (a document) and nobody writes one by hand: the sentence
   * that tells where.
   */
  readonly intake?: string;
  /** Set where what comes in with its records tells of lots: how that becomes part of their register. */
  readonly takes?: Taking;
  readonly retention: { readonly years: number; readonly basis?: ClauseId } & Partial<Policy>;
  /**
   * The text field that says what a record is about (the number of an instrument, the name of a supplier): a later record
   * about the same thing supersedes the earlier one. Whoever reads the book reads the latest record about everything.
   */
  readonly keyed?: string;
  /**
   * Set where what a record is about runs out on a day: the keeper is reminded so many days before, and on the day, until a
   * later record about the same carries on. Only for books that are keyed.
   */
  readonly expires?: ExpiryRule & Policy;
  /** Books whose records the guards and effects read; of a procedure the proceedings about the keeper. */
  readonly reads?: readonly string[];
  /** Records that they read besides, however old: those of a book that agree with the input in these fields. */
  readonly matches?: readonly Match[];
  /** Set where its records are inspections of lots, which stand on the lot's page. */
  readonly inspects?: InspectionRule;
  /** Set where its rules read what is watched more closely in the keeper's territory (`facts.watches`). */
  readonly watches?: true;
  /** Set where its rules read who holds which post of the keeper (`facts.staff`), or how it stands in the register. */
  readonly staff?: true;
  readonly standing?: true;
  /** Set where its rules judge the products of the lots that a record names: files, registers and certificates are read. */
  readonly judges?: 'products';
  /** The official paper that a record is once its first field, a number, is filled in: a certificate of conformity. */
  readonly document?: string;
  /** Lots that wait for a record: each stands in its keepers' to-do list until one that names it in `field` took it up. */
  readonly awaits?: {
    /** `received`: somebody shipped it to the house, which has not accepted all of it yet. */
    readonly lots: 'received';
    readonly field: string;
    /** What is to be done. */
    readonly title: string;
  };
  /** The register whose facts its versions are; its own page fills in what is registered now, which nobody types. */
  readonly registers?: 'organisation';
  readonly form: F;
  readonly when?: (facts: DutyFacts, input: z.output<F>) => Objection | undefined;
  readonly then?: (facts: DutyFacts, input: z.output<F>) => readonly Effect[];
}

/** Any definition. */
export type Definition = Procedure | Duty | Book;

/** Declares a procedure; `then` and `when` see the input of their own act's form. */
export function defineProcedure<A extends Record<string, Form>>(
  definition: Omit<Procedure, 'kind' | 'acts'> & {
    readonly acts: { readonly [K in keyof A]: Act<A[K]> };
  },
): Procedure {
  return { ...definition, kind: 'procedure' } as unknown as Procedure;
}

/** Declares one act in a file of its own, so that a long procedure can be read in chapters. */
export function defineAct<F extends Form>(act: Act<F>): Act<F> {
  return act;
}

/** Declares a recurring duty. */
export function defineDuty<F extends Form>(definition: Omit<Duty<F>, 'kind'>): Duty {
  return { ...definition, kind: 'duty' } as unknown as Duty;
}

/** Declares a record book. */
export function defineBook<F extends Form>(definition: Omit<Book<F>, 'kind'>): Book {
  return { ...definition, kind: 'book' } as unknown as Book;
}
