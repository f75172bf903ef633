import { defineProcedure } from '#kernel/definition.ts';
import * as assigning from './spot-check/assigning.ts';
import * as branches from './spot-check/branches.ts';
import { fileCase } from './spot-check/handing-on/case.ts';
import * as custody from './spot-check/custody.ts';
import { deadlines } from './spot-check/deadlines.ts';
import * as ending from './spot-check/ending.ts';
import * as handling from './spot-check/handling.ts';
import * as notice from './spot-check/notice.ts';
import * as objection from './spot-check/objection.ts';
import * as retest from './spot-check/retest.ts';
import * as sampling from './spot-check/sampling.ts';
import * as telling from './spot-check/handing-on/telling.ts';
import * as testing from './spot-check/testing.ts';

const officers = ['case-officer', 'reviewer', 'publisher', 'leader'] as const;
const bench = ['laboratory-technician', 'authorised-signatory'] as const;
/** The plan must not reach the parties before the samplers do (14). */
const secret = { hiddenFrom: ['sampled', 'producer', 'platform'] };

/** One spot check of one product at one place, the whole of Order 18, from the task to the closing or revocation. */
export const spotCheck = defineProcedure({
  id: 'spot-check',
  title: '产品质量监督抽查',
  basis: ['guidance/4.1', 'order-18', 'product-quality-law/15', 'product-quality-law/17'],
  inForce: { from: '2020-01-01' },
  party: 'regulator',
  named: 'productName',
  traces: true,
  numbered: 'taskNumber',
  likeness: assigning.likeness,
  subject: 'required',
  roles: {
    organiser: {
      title: '组织监督抽查的市场监管部门',
      kinds: ['market-regulator'],
      posts: officers,
      fills: 'opener',
    },
    sampler: {
      title: '抽样单位',
      kinds: ['market-regulator', 'laboratory'],
      posts: ['sampler'],
      fills: 'named',
    },
    laboratory: { title: '承检机构', kinds: ['laboratory'], posts: bench, fills: 'named' },
    retestLaboratory: { title: '复检机构', kinds: ['laboratory'], posts: bench, fills: 'named' },
    sampled: {
      title: '被抽样生产者、销售者',
      kinds: ['enterprise', 'platform'],
      fills: 'subject',
    },
    producer: { title: '标称生产者', kinds: ['enterprise'], fills: 'named' },
    platform: { title: '电子商务平台经营者', kinds: ['platform'], fills: 'named' },
    handler: {
      title: '负责结果处理的市场监管部门',
      kinds: ['market-regulator'],
      posts: officers,
      fills: 'named',
    },
    producerRegulator: {
      title: '生产者所在地市场监管部门',
      kinds: ['market-regulator'],
      posts: officers,
      fills: 'named',
    },
    province: {
      title: '省级市场监管部门',
      kinds: ['market-regulator'],
      posts: officers,
      level: 'province',
      fills: 'competent',
    },
  },
  states: {
    'to-sample': { title: '待现场抽样', ...secret },
    presented: { title: '现场抽样中' },
    'to-buy': { title: '待网络买样', ...secret },
    bought: { title: '已买样待拆封', ...secret },
    sampled: { title: '已封样' },
    rejected: { title: '样品被拒收' },
    received: { title: '承检机构已收样' },
    verified: { title: '检验中' },
    tested: { title: '检验完成，待签发' },
    reported: { title: '已出具检验报告' },
    notified: { title: '告知与异议期' },
    objected: { title: '异议处理与复检' },
    voided: { title: '异议成立，结论不采用' },
    passed: { title: '抽查合格' },
    failed: { title: '抽查不合格' },
    ordered: { title: '已责令改正' },
    corrected: { title: '已报告改正，待复查' },
    'follow-up-failed': { title: '复查不合格' },
    'reported-up': { title: '已逐级上报，待公告' },
    announced: { title: '已公告，待再次复查' },
    'second-failed': { title: '再次复查不合格' },
    suspended: { title: '停业整顿中' },
    'suspension-failed': { title: '整顿后复查不合格' },
    rectified: { title: '复查合格' },
    revoked: { title: '已吊销营业执照' },
    'not-sampled': { title: '未能抽样检验' },
    refused: { title: '拒绝抽样待处理' },
    violation: { title: '涉嫌违法待处理' },
    closed: { title: '已办结', final: true },
  },
  acts: {
    assign: assigning.assign,
    present: sampling.present,
    take: sampling.take,
    mustNotSample: sampling.mustNotSample,
    reportViolation: branches.reportViolation,
    cannotSample: branches.cannotSample,
    reportRefusal: branches.reportRefusal,
    buy: branches.buy,
    unbox: branches.unbox,
    handOver: custody.handOver,
    receive: testing.receive,
    resample: testing.resample,
    verify: testing.verify,
    test: testing.test,
    signReport: testing.signReport,
    returnReport: testing.returnReport,
    testOnSite: testing.testOnSite,
    reportUntestable: testing.reportUntestable,
    notify: notice.notify,
    receiveSampled: notice.receiptBy('sampled'),
    receiveProducer: notice.receiptBy('producer'),
    receivePlatform: notice.receiptBy('platform'),
    objectSampled: objection.objectionBy('sampled'),
    objectProducer: objection.objectionBy('producer'),
    decideObjection: objection.decideObjection,
    receiveRetestNoticeSampled: retest.retestNoticeTo('sampled'),
    receiveRetestNoticeProducer: retest.retestNoticeTo('producer'),
    arrangeRetestSampled: retest.formalitiesBy('sampled'),
    arrangeRetestProducer: retest.formalitiesBy('producer'),
    fixLaboratory: retest.fixLaboratory,
    endRetest: retest.endRetest,
    retest: retest.retest,
    refundRetest: retest.refundRetest,
    settle: objection.settle,
    publish: handling.publish,
    tellProducerPlace: telling.tellProducerPlace,
    answerTelling: telling.answerTelling,
    stopSampled: handling.stopBy('sampled'),
    stopProducer: handling.stopBy('producer'),
    order: handling.order,
    reportCorrection: handling.reportCorrection,
    followUp: handling.followUp,
    reportUp: ending.reportUp,
    announce: ending.announce,
    secondFollowUp: handling.secondFollowUp,
    suspend: ending.suspend,
    recheckSuspended: handling.recheckSuspended,
    revoke: ending.revoke,
    disposeSamples: ending.disposeSamples,
    fileCase,
    close: ending.close,
  },
  deadlines: { ...deadlines, telling: telling.tellingClock },
});
