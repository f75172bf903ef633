import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { lapsedSupplier } from '../suppliers/papers.ts';
import { openFinding } from './effects.ts';
import { inspectionResult, inspectionShape } from './form.ts';
import { checkInspection } from './guards.ts';
import { inspectionRetention } from './retention.ts';

/** 进货检验: samples of what came in, measured value by value; switching goes by product and supplier. */
export const incomingTest = defineBook({
  id: 'incoming-test',
  title: '进货检验记录',
  basis: ['guidance/2.4', 'product-quality-law/33', 'gbt-2828-1/9.3'],
  inForce: { from: '2013-02-15' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: inspectionRetention,
  reads: [
    'inspection-plan',
    'supplier-file',
    'entrusted-laboratory',
    'test-equipment',
    'test-method',
    'incoming-test',
    'sampling-decision',
  ],
  matches: [
    { book: 'incoming-test', fields: { productName: 'productName', supplier: 'supplier' } },
    { book: 'sampling-decision', fields: { productName: 'productName', supplier: 'supplier' } },
  ],
  inspects: inspectionResult,
  form: field.form({ supplier: field.text('供货商'), ...inspectionShape('incoming-test') }),
  when: (facts, input) => {
    const isPassing = input.outcome.verdict === 'pass';
    const lapsed = isPassing ? lapsedSupplier(facts, input.supplier) : undefined;
    return lapsed ?? checkInspection(facts, input, 'incoming-test', 'incoming');
  },
  then: (facts, input) => openFinding(facts, input, '进货检验'),
});
