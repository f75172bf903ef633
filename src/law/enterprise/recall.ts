import { defineProcedure } from '#kernel/definition.ts';
import * as carryingOut from './recall/carrying-out.ts';
import { deadlines } from './recall/deadlines.ts';
import * as finding from './recall/finding.ts';
import * as inquiry from './recall/inquiry.ts';
import * as order from './recall/order.ts';
import * as sealed from './recall/sealed.ts';
import * as summary from './recall/summary.ts';

const officers = ['case-officer', 'reviewer', 'publisher', 'leader'] as const;

/**
 * The recall of defective consumer goods, the whole of Order 19: report of the hazard, analysis, inquiry, notice,
 * objection, order, plan, publication, summaries and the recall done again. Other goods may follow it (31). Where the
 * lots stand on the platform, all that they went into is found, blocked and told of (`recall-notice`).
 */
export const recall = defineProcedure({
  id: 'recall',
  title: '缺陷消费品召回',
  basis: ['guidance/2.5', 'order-19', 'consumer-law/19', 'consumer-law/56'],
  inForce: { from: '2020-01-01' },
  party: 'enterprise',
  named: 'productName',
  traces: true,
  subject: 'required',
  roles: {
    producer: { title: '生产者', kinds: ['enterprise'], fills: 'subject' },
    reporter: {
      title: '报告危害的其他经营者',
      kinds: ['enterprise', 'platform'],
      fills: 'opener',
    },
    operator: {
      title: '持有该消费品的其他经营者',
      kinds: ['enterprise', 'platform'],
      fills: 'named',
    },
    province: {
      title: '省级市场监管部门',
      kinds: ['market-regulator'],
      posts: officers,
      level: 'province',
      fills: 'competent',
    },
    delegate: {
      title: '受委托的市县市场监管部门',
      kinds: ['market-regulator'],
      posts: officers,
      fills: 'named',
    },
  },
  states: {
    discovered: { title: '已登记可能缺陷' },
    found: { title: '省级部门发现可能缺陷' },
    investigating: { title: '生产者调查分析中' },
    analysed: { title: '调查分析结果待审查' },
    inquiry: { title: '缺陷调查中' },
    'to-notify': { title: '调查认定缺陷，待通知召回' },
    notified: { title: '已通知召回' },
    objected: { title: '异议审查中' },
    confirmed: { title: '审查认定存在缺陷' },
    referred: { title: '已报请责令召回' },
    ordered: { title: '已责令召回' },
    defect: { title: '生产者认定缺陷，待报计划' },
    planned: { title: '已报告召回计划' },
    recalling: { title: '召回实施中' },
    completed: { title: '召回计划完成，待总结' },
    summarised: { title: '已提交召回总结' },
    redo: { title: '须重新召回' },
    sealed: { title: '召回已结束，产品仍封存', rests: true },
    remedied: { title: '封存产品已修复，待核实' },
    'passed-on': { title: '已通报外省', final: true },
    closed: { title: '已结束', final: true },
  },
  acts: {
    discover: finding.discover,
    report: finding.report,
    stopSelling: finding.stopSelling,
    passOn: finding.passOn,
    find: finding.find,
    askAnalysis: finding.askAnalysis,
    analyse: finding.analyse,
    conclude: finding.conclude,
    reviewAnalysis: inquiry.reviewAnalysis,
    startInquiry: inquiry.startInquiry,
    inquire: inquiry.inquire,
    concludeInquiry: inquiry.concludeInquiry,
    noticeRecall: inquiry.noticeRecall,
    receiveNotice: inquiry.receiveNotice,
    object: inquiry.object,
    decideObjection: inquiry.decideObjection,
    refer: inquiry.refer,
    recordOrder: order.recordOrder,
    stop: carryingOut.stop,
    assist: carryingOut.assist,
    plan: carryingOut.plan,
    publishPlan: carryingOut.publishPlan,
    publishRecall: carryingOut.publishRecall,
    remedy: carryingOut.remedy,
    stageSummary: summary.stageSummary,
    complete: summary.complete,
    finalSummary: summary.finalSummary,
    assess: summary.assess,
    redo: summary.redo,
    remedyKept: sealed.remedyKept,
    verifyKept: sealed.verifyKept,
    settleKept: sealed.settleKept,
    orderCorrection: order.orderCorrection,
    correct: order.correct,
    delegate: order.delegate,
  },
  deadlines,
});
