import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { openFinding } from './effects.ts';
import { inspectionResult, inspectionShape } from './form.ts';
import { checkInspection } from './guards.ts';
import { inspectionRetention } from './retention.ts';

/** 过程检验: samples taken between two steps of production. */
export const inProcessInspection = defineBook({
  id: 'in-process-inspection',
  title: '过程检验记录',
  basis: ['guidance/2.4', 'product-quality-law/12', 'gbt-2828-1/9.3'],
  inForce: { from: '2013-02-15' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: inspectionRetention,
  reads: [
    'inspection-plan',
    'entrusted-laboratory',
    'test-equipment',
    'test-method',
    'in-process-inspection',
    'sampling-decision',
  ],
  matches: [
    { book: 'in-process-inspection', fields: { productName: 'productName' } },
    { book: 'sampling-decision', fields: { productName: 'productName' } },
  ],
  inspects: inspectionResult,
  form: field.form(inspectionShape('in-process-inspection')),
  when: (facts, input) => checkInspection(facts, input, 'in-process-inspection', 'in-process'),
  then: (facts, input) => openFinding(facts, input, '过程检验'),
});
