import { defineProcedure } from '#kernel/definition.ts';
import { certificateFields } from './parts.ts';
import { checkActs } from './checks.ts';
import { licenceClocks } from '../licence/clocks.ts';
import * as ending from '../licence/ending.ts';
import * as granting from '../licence/granting.ts';
import * as supervising from '../licence/supervising.ts';

/** The life of one production licence: entered, reported on every year, checked, changed, renewed, ended. */
export const productionLicence = defineProcedure({
  id: 'production-licence',
  title: '工业产品生产许可证',
  basis: ['guidance/4.2', 'licence-regulation', 'licence-measures'],
  inForce: { from: '2025-03-18' },
  party: 'regulator',
  named: 'number',
  certifies: {
    kind: 'licence',
    validIn: ['valid', 'ordered', 'corrected'],
    // What is only proposed takes nothing away, and gives nothing back to whose licence is suspended.
    asBeforeIn: ['rescinding'],
    fields: certificateFields,
  },
  subject: 'required',
  roles: {
    authority: {
      title: '省级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'leader', 'reviewer'],
      level: 'province',
      fills: 'opener',
    },
    chief: {
      title: '省级市场监管部门负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'authority',
    },
    regulator: {
      title: '所在地市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'leader', 'reviewer'],
      fills: 'competent',
    },
    holder: { title: '取证企业', kinds: ['enterprise'], fills: 'subject' },
  },
  states: {
    valid: { title: '有效' },
    ordered: { title: '责令改正中' },
    corrected: { title: '已报告改正，待核查' },
    suspended: { title: '暂扣中' },
    rectified: { title: '暂扣中，待核查整顿' },
    rescinding: { title: '拟撤销，陈述申辩中' },
    withdrawn: { title: '已撤回，待注销' },
    rescinded: { title: '已撤销，待注销' },
    revoked: { title: '已吊销，待注销' },
    cancelled: { title: '已注销', final: true },
  },
  acts: {
    enter: granting.enter,
    report: supervising.report,
    orderReport: supervising.orderReport,
    ...checkActs({
      check: ['licence-regulation/39', 'licence-regulation/41'],
      order: ['licence-measures/49', 'licence-measures/51'],
    }),
    noteChange: granting.noteChange,
    applyChange: granting.applyChange,
    decideChange: granting.decideChange,
    applyRenewal: granting.applyRenewal,
    renew: granting.renew,
    refuseRenewal: granting.refuseRenewal,
    suspend: supervising.suspend,
    rectify: supervising.rectify,
    restore: supervising.restore,
    withdraw: ending.withdraw,
    proposeRescission: ending.proposeRescission,
    plead: ending.plead,
    hear: ending.hear,
    extendRescission: ending.extendRescission,
    decideRescission: ending.decideRescission,
    revoke: ending.revoke,
    cancel: ending.cancel,
  },
  deadlines: licenceClocks,
});
