import type { ProductRule } from '#kernel/product/life.ts';

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
