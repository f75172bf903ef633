import { defineProcedure } from '#kernel/definition.ts';
import * as acts from './penalty-publicity/acts.ts';
import { clocks } from './penalty-publicity/clocks.ts';

const office = { kinds: ['market-regulator'], fills: 'named', sameAs: 'authority' } as const;

/**
 * Publication of a penalty decision under Order 45 as amended, with the early end of Order 107. The penalty case opens it
 * with its decision and publishes in one act, or an officer registers a decision that was made elsewhere.
 */
export const penaltyPublicity = defineProcedure({
  id: 'penalty-publicity',
  title: '行政处罚信息公示',
  basis: ['guidance/4.4', 'order-45-publicity', 'order-107'],
  inForce: { from: '2025-12-25' },
  party: 'regulator',
  named: 'number',
  subject: 'optional',
  roles: {
    authority: {
      title: '作出处罚的市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'publisher', 'leader'],
      fills: 'opener',
    },
    head: { ...office, title: '作出处罚部门负责人', posts: ['leader'] },
    publisher: { ...office, title: '信息公示人员', posts: ['publisher', 'case-officer'] },
    party: { title: '当事人', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    registered: { title: '待公示' },
    published: { title: '公示中' },
    fixed: { title: '公示中，不提前停止' },
    applied: { title: '申请停止公示，待受理' },
    incomplete: { title: '申请材料待补正' },
    checking: { title: '停止公示审查中' },
    removing: { title: '准予停止，待办理' },
    fallen: { title: '决定已变更撤销，待撤回' },
    withdrawn: { title: '已撤回公示', final: true },
    stopped: { title: '已提前停止公示', final: true },
    ended: { title: '公示期满', final: true },
  },
  acts: {
    open: acts.open,
    openPublished: acts.openPublished,
    publish: acts.publish,
    apply: acts.apply,
    accept: acts.accept,
    supplement: acts.supplement,
    retract: acts.retract,
    check: acts.check,
    extend: acts.extend,
    decideRepair: acts.decideRepair,
    stopPublicity: acts.stopPublicity,
    reportFall: acts.reportFall,
    stopFallen: acts.stopFallen,
    endQuarter: acts.ending('term-quarter', 'order-45-publicity/13'),
    endYear: acts.ending('term-year', 'order-45-publicity/15'),
    endThreeYears: acts.ending('term-three-years', 'order-45-publicity/14'),
    endLimit: acts.ending('term-limit', 'order-45-publicity/14'),
  },
  deadlines: clocks,
});
