import { defineProcedure } from '#kernel/definition.ts';
import * as answering from './crime-referral/answering.ts';
import { deadlines } from './crime-referral/deadlines.ts';
import * as police from './crime-referral/police.ts';
import * as referring from './crime-referral/referring.ts';

/** Neither suspect nor public learn of a referral. */
const secret = { hiddenFrom: ['suspect'] };

/** Referral of a suspected crime to the police under State Council Order 310, from the team to the handover. */
export const crimeReferral = defineProcedure({
  id: 'crime-referral',
  title: '涉嫌犯罪案件移送',
  basis: ['guidance/3.2', 'guidance/4.3', 'transfer-310', 'criminal-law/140', 'criminal-law/146'],
  inForce: { from: '2020-08-07' },
  party: 'industry',
  named: 'caseName',
  restricted: true,
  subject: 'optional',
  roles: {
    referrer: {
      title: '移送的行政执法机关',
      kinds: ['market-regulator', 'industry-department', 'customs'],
      posts: ['case-officer', 'department-officer'],
      fills: 'opener',
    },
    chief: {
      title: '移送机关正职负责人',
      kinds: ['market-regulator', 'industry-department', 'customs'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'referrer',
    },
    police: {
      title: '公安机关',
      kinds: ['police'],
      posts: ['police-officer'],
      fills: 'named',
      formerly: 'formerPolice',
    },
    // Who passed the case on or sent it back can prove when it did, and learns no more of it.
    formerPolice: {
      title: '曾受理的公安机关',
      kinds: ['police'],
      posts: ['police-officer'],
      fills: 'named',
    },
    suspect: { title: '涉嫌犯罪单位', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    investigating: { title: '专案组核实中', ...secret },
    reported: { title: '待批准移送', ...secret },
    'not-approved': { title: '不批准移送', ...secret },
    approved: { title: '已批准，待移送', ...secret },
    transferred: { title: '已移送，待签收', ...secret },
    elsewhere: { title: '待转送有管辖权的机关', ...secret },
    received: { title: '公安机关审查中', ...secret },
    filed: { title: '已立案', ...secret },
    'handing-over': { title: '待移交涉案物品', ...secret },
    'handed-over': { title: '已移交，待确认', ...secret },
    'not-filed': { title: '不予立案', ...secret },
    'refusal-received': { title: '已收到不予立案通知', ...secret },
    'under-review': { title: '公安机关复议中', ...secret },
    upheld: { title: '复议维持不予立案', ...secret },
    'upheld-received': { title: '已收到复议决定', ...secret },
    supervised: { title: '已建议立案监督', ...secret },
    'not-prosecuted': { title: '立案监督后仍不立案', ...secret },
    returned: { title: '移回行政处理', ...secret },
    closed: { title: '已办结', final: true, ...secret },
  },
  acts: {
    open: referring.open,
    report: referring.report,
    decide: referring.decide,
    transfer: referring.transfer,
    acknowledge: police.acknowledge,
    reroute: police.reroute,
    decideFiling: police.decideFiling,
    receiveFiling: answering.receiveFiling,
    handOver: answering.handOver,
    confirmHandover: police.confirmHandover,
    sendBack: police.sendBack,
    receiveRefusal: answering.receiveRefusal,
    requestReview: answering.requestReview,
    decideReview: police.decideReview,
    receiveUpheld: answering.receiveUpheld,
    suggestDirectly: answering.suggestDirectly,
    suggestAfterReview: answering.suggestAfterReview,
    recordSupervision: answering.recordSupervision,
    handleItself: answering.handleItself,
  },
  deadlines,
});
