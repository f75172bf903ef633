import type { JsonObject } from '../json.ts';
import { caseOf } from '../replay.ts';
import type { PaperName } from './words.ts';

/**
 * What the paper of an act is called by what was chosen in it.
 * @param input what the reader may see of it; where the choice is not among it, every name that the paper can have.
 */
export function paperName(name: PaperName, input: JsonObject): string {
  if (typeof name === 'string') return name;
  const value = caseOf(input[name.by]);
  const chosen = value === undefined ? undefined : name.cases[value];
  return chosen ?? namesOf(name).join('或者');
}

/** Every name that the paper of an act can have, in the order of the choice, each once. */
export function namesOf(name: PaperName): readonly string[] {
  return typeof name === 'string' ? [name] : [...new Set(Object.values(name.cases))];
}

/** The same as a sentence announces them: 《立案审批表》或者《不予立案审批表》. */
export function announcedNames(name: PaperName): string {
  return namesOf(name)
    .map((one) => `《${one}》`)
    .join('或者');
}
