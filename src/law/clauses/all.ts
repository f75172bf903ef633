import type { Instrument } from '#kernel/clause.ts';
import { indexClauses } from '#kernel/clause.ts';
import * as complaint from './complaint.ts';
import * as credit from './credit.ts';
import * as guidance from './guidance.ts';
import * as incident from './incident.ts';
import * as licence from './licence.ts';
import * as penalty from './penalty.ts';
import * as primaryResponsibility from './primary-responsibility.ts';
import * as productLaw from './product-law.ts';
import * as recall from './recall.ts';
import * as remedies from './remedies.ts';
import * as spotCheck from './spot-check.ts';
import * as supervision from './supervision.ts';

/**
 * Every instrument that definitions may cite, the guidance first. `inForce.from` is the day since which
 * the article numbers cited here hold; later amendments that kept the numbering stand in `number`.
 * A summary that ends in 待核 was written without the original text at hand.
 */
export const instruments: readonly Instrument[] = [
  guidance,
  primaryResponsibility,
  spotCheck,
  recall,
  complaint,
  productLaw,
  licence,
  penalty,
  remedies,
  credit,
  incident,
  supervision,
].flatMap((file): Instrument[] => Object.values(file));

/** The clauses of the law by address. */
export const clauses = indexClauses(instruments);
