import type { DutyFacts } from '#kernel/facts.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { Objection } from '#kernel/refusal.ts';
import { certificateLacks } from '#law/regulator/certificates/validity.ts';
import { productLacks } from '../product/fitness.ts';

/**
 * Why nothing of a lot may leave because of what it is. Where it names its product's file, that lacks something; where it
 * names none, it may be of any class that its maker registered, and for one of them a licence or certificate is missing.
 */
export function productDefect(facts: DutyFacts, lot: LotFacts): Objection | undefined {
  return lot.file === undefined ? unfiledDefect(facts, lot) : filedDefect(facts, lot);
}

function filedDefect(facts: DutyFacts, lot: LotFacts): Objection | undefined {
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

/** Leaving the file out is no way around the licence: whoever makes something else says so by its file. */
function unfiledDefect(
  { organisation, certificates = [], today }: DutyFacts,
  { number }: LotFacts,
): Objection | undefined {
  const lacks = organisation.productClasses.flatMap((one) => [
    ...certificateLacks({ ...one, ccc: false }, certificates, today, 'make'),
    ...certificateLacks({ ...one, licence: false }, certificates, today, 'sell'),
  ]);
  const [first] = lacks;
  return first === undefined
    ? undefined
    : {
        sentence: `批号${number}没有选择产品档案，不得放行。${first.sentence}生产的是其他产品的，请先登记产品档案，登记批次时选择。`,
        basis: first.basis,
      };
}
