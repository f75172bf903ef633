import type { ProceedingFacts } from '#kernel/facts.ts';
import { productOf } from '#kernel/product/life.ts';
import type { ProductFacts, ProductRule } from '#kernel/product/life.ts';

/** Where the machine finds what a product's file says. */
export const productRule: ProductRule = {
  statedBy: ['file', 'revise'],
  fields: {
    name: 'name',
    model: 'model',
    brand: 'brand',
    productClass: 'productClass',
    origin: 'origin',
    code: 'code',
    standards: 'standards',
    own: 'own',
    inapplicable: 'inapplicable',
    mode: 'mode',
  },
  declaredBy: 'declare',
  undeclaredBy: ['withdrawDeclaration', 'retire'],
  labelled: { act: 'checkLabel', field: 'verdict', is: 'passed' },
  suppliedIn: ['supplied'],
  restsIn: ['stopped', 'retired'],
};

/**
 * The product of a file as its acts give it; its state is not among them.
 * @throws Error where nothing was stated yet: no act but the opening one comes before.
 */
export function productIn({ subject, history }: ProceedingFacts): ProductFacts {
  const place = { id: '', holder: subject?.id ?? '' };
  const product = productOf({ product: productRule, acts: {} }, place, history);
  if (product === undefined) throw new Error('the file states no product');
  return product;
}

/** Name and model, as lists call a product. */
export function productName(facts: ProceedingFacts): string {
  const { name, model } = productIn(facts);
  return `${name} ${model}`;
}
