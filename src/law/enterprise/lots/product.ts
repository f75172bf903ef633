import type { DutyFacts } from '#kernel/facts.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { Objection } from '#kernel/refusal.ts';
import { productLacks } from '../product/fitness.ts';

/**
 * Why nothing of a lot may leave because of what it is: its product's file, where it names one, lacks something. A lot of no
 * product on file is judged by its inspection alone.
 */
export function productDefect(facts: DutyFacts, lot: LotFacts): Objection | undefined {
  const { market, certificates = [], organisation, today } = facts;
  const product = facts.products?.find(({ id }) => id === lot.file);
  if (product === undefined || market === undefined) return undefined;
  const productClass = organisation.productClasses.find(({ id }) => id === product.productClass);
  const known = { ...market, productClass, certificates };
  const lacks = productLacks(product, known, today);
  if (lacks.length === 0) return undefined;
  const name = [product.name, product.model].filter(Boolean).join(' ');
  return {
    sentence: `“${name}”还不能出厂，批号${lot.number}不得放行。${lacks.map(({ sentence }) => sentence).join('')}`,
    basis: [...new Set(lacks.flatMap(({ basis }) => basis))],
  };
}
