import { aiDefect } from './application-identifiers.ts';
import { found, wrong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** What something is called: a key with its qualifiers, whatever spelling it came in. */
export interface Identity {
  /** Application identifier of the key, e.g. `01` for a GTIN. */
  readonly key: string;
  /** Its value; a GTIN always has 14 digits. */
  readonly value: string;
  /** Application identifier and value of each qualifier, in the order that the standard gives. */
  readonly qualifiers: readonly (readonly [ai: string, value: string])[];
}

/** Keys, and the qualifiers that may follow each, in order (GS1 Digital Link URI syntax 4.9). */
export const keyQualifiers: Readonly<Record<string, readonly string[]>> = {
  '00': [],
  '01': ['22', '10', '21', '235'],
  '253': [],
  '255': [],
  '401': [],
  '402': [],
  '414': ['254'],
  '417': [],
  '8003': [],
  '8004': [],
  '8006': ['22', '10', '21'],
  '8010': ['8011'],
  '8017': ['8019'],
  '8018': ['8019'],
};

/** Whether an application identifier is one of a key. */
export function isKey(ai: string): boolean {
  return Object.hasOwn(keyQualifiers, ai);
}

/** Makes an identity of a key and qualifiers after checking each. */
export function identityOf(
  key: string,
  value: string,
  qualifiers: Identity['qualifiers'] = [],
): Outcome<Identity> {
  const allowed = isKey(key) ? keyQualifiers[key] : undefined;
  if (allowed === undefined) return wrong(`（${key}）不是主标识`);
  const defect = aiDefect(key, value) ?? qualifierDefect(key, allowed, qualifiers);
  return defect === undefined ? found({ key, value, qualifiers }) : wrong(defect);
}

function qualifierDefect(
  key: string,
  allowed: readonly string[],
  qualifiers: Identity['qualifiers'],
): string | undefined {
  let last = -1;
  for (const [ai, value] of qualifiers) {
    const place = allowed.indexOf(ai);
    if (place < 0) return `（${ai}）不能跟在（${key}）后面`;
    if (place === last) return `（${ai}）写了两次`;
    if (place < last) return `（${ai}）的位置有误，顺序应为${allowed.join('、')}`;
    last = place;
    const defect = aiDefect(ai, value);
    if (defect !== undefined) return defect;
  }
  return undefined;
}

/** The value of one qualifier, e.g. the lot number (10). */
export function qualifier({ qualifiers }: Identity, ai: string): string | undefined {
  return qualifiers.find(([own]) => own === ai)?.[1];
}

/** How fine an identity is: one thing, a lot of equal things, or a kind of thing. */
export function levelOf({ key, value, qualifiers }: Identity): 'instance' | 'lot' | 'class' {
  const has = (...ais: string[]) => qualifiers.some(([ai]) => ais.includes(ai));
  if (has('21', '235', '8011')) return 'instance';
  if (has('10')) return 'lot';
  if (key === '01' || key === '8006' || key === '8010') return 'class';
  if (key === '253' || key === '255') return value.length > 13 ? 'instance' : 'class';
  if (key === '8003') return value.length > 14 ? 'instance' : 'class';
  return 'instance';
}
