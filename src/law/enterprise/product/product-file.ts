import { defineProcedure } from '#kernel/definition.ts';
import * as declaring from './declaring.ts';
import { checkLabel } from './label.ts';
import { productRule } from './rule.ts';
import * as stating from './stating.ts';
import { retire, stop, supply } from './supplying.ts';

/** 产品档案: the life of one product, from its first statement over declaration and label to its end. */
export const productFile = defineProcedure({
  id: 'product-file',
  title: '产品档案',
  basis: [
    'guidance/2.3',
    'guidance/2.5',
    'product-quality-law/13',
    'product-quality-law/26',
    'product-quality-law/27',
    'product-quality-law/28',
    'product-quality-law/29',
    'product-quality-law/51',
    'standardization-law/25',
    'standardization-law/27',
    'order-83',
  ],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  named: 'name',
  product: productRule,
  subject: 'required',
  roles: {
    producer: {
      title: '生产企业',
      kinds: ['enterprise'],
      posts: ['principal', 'quality-safety-director', 'quality-safety-officer'],
      fills: 'subject',
    },
    regulator: {
      title: '所在地市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'leader', 'reviewer'],
      fills: 'competent',
    },
  },
  states: {
    filed: { title: '已建档，未供应' },
    supplied: { title: '供应中', rests: true },
    stopped: { title: '已停产', rests: true },
    retired: { title: '已注销', final: true },
  },
  acts: {
    file: stating.file,
    revise: stating.revise,
    declare: declaring.declare,
    withdrawDeclaration: declaring.withdrawDeclaration,
    checkLabel,
    supply,
    stop,
    retire,
    orderDeclaration: declaring.orderDeclaration,
    nameOverdue: declaring.nameOverdue,
  },
  deadlines: { correction: declaring.correction },
});
