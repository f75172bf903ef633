import { dayOf } from '../calendar/plain-date.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Procedure } from '../definition.ts';
import type { PastAct } from '../facts.ts';
import type { JsonObject } from '../json.ts';
import { statesAlong } from '../replay.ts';

/** Says that a proceeding of a procedure is the life of one product, and which acts and fields describe it. */
export interface ProductRule {
  /** Acts that state all of it anew: what one leaves out no longer holds. */
  readonly statedBy: readonly string[];
  /** Names of their form fields. */
  readonly fields: {
    readonly name: string;
    readonly model: string;
    readonly brand: string;
    readonly productClass: string;
    readonly origin: string;
    /** Number of the article, a GTIN. */
    readonly code: string;
    /** Standards of the register that it executes. */
    readonly standards: string;
    /** Number of the enterprise's own standard. */
    readonly own: string;
    /** Mandatory standards of its class that do not concern it. */
    readonly inapplicable: string;
    /** Who makes it for whom. */
    readonly mode: string;
  };
  /** The act that declares to the public what it executes at that time. */
  readonly declaredBy: string;
  /** Acts that take the declaration back. */
  readonly undeclaredBy: readonly string[];
  /** The act that checks its label, and the field and value that say that it was in order. */
  readonly labelled: { readonly act: string; readonly field: string; readonly is: string };
  /** States in which it is supplied. */
  readonly suppliedIn: readonly string[];
  /** States in which it is not made: nobody is told of its standards. */
  readonly restsIn: readonly string[];
}

/** A product as the acts about it give it. */
export interface ProductFacts {
  /** Id of the proceeding. */
  readonly id: string;
  /** The organisation that makes it. */
  readonly holder: string;
  readonly name: string;
  readonly model: string;
  readonly brand: string;
  readonly productClass: string;
  readonly origin: string;
  readonly code: string;
  readonly standards: readonly string[];
  readonly own: string;
  readonly inapplicable: readonly string[];
  readonly mode: string;
  /** What was last declared, and when; absent where nothing was or it was taken back. */
  readonly declared?: { readonly on: PlainDate; readonly numbers: readonly string[] };
  /** How its label was last found; absent where it was not checked since the product was last changed. */
  readonly label?: { readonly on: PlainDate; readonly passed: boolean };
  readonly state: string;
  /** Day since which it is in this state. */
  readonly since: PlainDate;
  readonly isSupplied: boolean;
  /** Whether it is made no more. */
  readonly rests: boolean;
}

/**
 * Replays a product from the acts of its proceeding.
 * @param history acts oldest first.
 * @returns undefined where the procedure is no product's life or nothing was stated yet.
 */
export function productOf(
  procedure: Pick<Procedure, 'product' | 'acts'>,
  place: { readonly id: string; readonly holder: string },
  history: readonly PastAct[],
): ProductFacts | undefined {
  const rule = procedure.product;
  if (rule === undefined) return undefined;
  let stated: ReturnType<typeof statedIn> | undefined;
  let declared: ProductFacts['declared'];
  let label: ProductFacts['label'];
  let [state, since] = ['', ''];
  const states = statesAlong(procedure, history);
  for (const [index, past] of history.entries()) {
    const day = dayOf(past.at);
    if (rule.statedBy.includes(past.act)) {
      const next = statedIn(rule, past.input);
      // What was looked at is not what is sold now.
      if (JSON.stringify(next) !== JSON.stringify(stated)) label = undefined;
      stated = next;
    }
    if (stated === undefined) continue;
    if (past.act === rule.declaredBy) declared = { on: day, numbers: numbersOf(stated) };
    if (rule.undeclaredBy.includes(past.act)) declared = undefined;
    if (past.act === rule.labelled.act) {
      label = { on: day, passed: past.input[rule.labelled.field] === rule.labelled.is };
    }
    const next = states[index] ?? state;
    if (next !== state) [state, since] = [next, day];
  }
  if (stated === undefined) return undefined;
  return {
    ...place,
    ...stated,
    ...(declared === undefined ? {} : { declared }),
    ...(label === undefined ? {} : { label }),
    state,
    since,
    isSupplied: rule.suppliedIn.includes(state),
    rests: rule.restsIn.includes(state),
  };
}

/**
 * The products that are made and bear the number of an article, however many digits it is written with; of none where the
 * number is empty.
 */
export function madeAs(products: readonly ProductFacts[], code: string): readonly ProductFacts[] {
  const whole = articleNumber(code);
  return code === ''
    ? []
    : products.filter((one) => !one.rests && articleNumber(one.code) === whole);
}

/** The number of an article with 14 digits: one number whatever its length. */
export function articleNumber(code: string): string {
  return code.padStart(14, '0');
}

/** Every standard that a product executes, its maker's own last. */
export function numbersOf({ standards, own }: Pick<ProductFacts, 'standards' | 'own'>): string[] {
  return own === '' ? [...standards] : [...standards, own];
}

function statedIn({ fields }: ProductRule, input: JsonObject) {
  const said = (field: string) => {
    const value = input[field];
    return typeof value === 'string' ? value : '';
  };
  const listed = (field: string) =>
    [input[field] ?? []].flat().filter((one) => typeof one === 'string');
  return {
    name: said(fields.name),
    model: said(fields.model),
    brand: said(fields.brand),
    productClass: said(fields.productClass),
    origin: said(fields.origin),
    code: said(fields.code),
    standards: listed(fields.standards),
    own: said(fields.own),
    inapplicable: listed(fields.inapplicable),
    mode: said(fields.mode),
  };
}
