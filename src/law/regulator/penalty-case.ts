import { defineProcedure } from '#kernel/definition.ts';
import { deadlines } from './penalty-case/deadlines.ts';
import * as decision from './penalty-case/decision.ts';
import * as enforcement from './penalty-case/enforcement.ts';
import { penaltyFigures } from './penalty-case/amount/figures.ts';
import * as filing from './penalty-case/filing.ts';
import { hearingDeadlines } from './penalty-case/hearing-deadlines.ts';
import * as hearing from './penalty-case/hearing.ts';
import * as investigation from './penalty-case/investigation.ts';
import * as measures from './penalty-case/measures.ts';
import * as notice from './penalty-case/notice.ts';
import * as payment from './penalty-case/payment.ts';
import * as police from './penalty-case/police.ts';
import * as publicity from './penalty-publicity/with-penalty.ts';
import * as review from './penalty-case/review.ts';
import * as service from './penalty-case/service.ts';

const secret = { hiddenFrom: ['party'] };

/**
 * A case of an administrative penalty in the ordinary procedure of Order 2: clue, filing, evidence and measures, review
 * by another, notice, hearing, decision within the article's band, service, payment, publicity, close.
 */
export const penaltyCase = defineProcedure({
  id: 'penalty-case',
  title: '行政处罚案件',
  basis: ['guidance/4.3', 'order-2', 'penalty-law/60'],
  inForce: { from: '2021-07-15' },
  party: 'regulator',
  named: 'caseName',
  traces: true,
  subject: 'optional',
  reads: ['penalty-case', 'dishonesty-listing', 'penalty-publicity'],
  roles: {
    officer: {
      title: '办案机构',
      kinds: ['market-regulator'],
      posts: ['case-officer'],
      fills: 'opener',
    },
    chief: {
      title: '市场监管部门负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'officer',
    },
    reviewer: {
      title: '审核机构',
      kinds: ['market-regulator'],
      posts: ['reviewer'],
      fills: 'named',
      sameAs: 'officer',
    },
    publisher: {
      title: '信息公示机构',
      kinds: ['market-regulator'],
      posts: ['publisher'],
      fills: 'named',
      sameAs: 'officer',
    },
    presider: { title: '听证主持人', kinds: ['market-regulator'], fills: 'named' },
    party: { title: '当事人', kinds: ['enterprise', 'platform', 'laboratory'], fills: 'subject' },
  },
  states: {
    verifying: { title: '核查中', ...secret },
    'not-filed': { title: '不予立案', final: true, ...secret },
    'handed-on': { title: '已移送有管辖权的机关', final: true, ...secret },
    investigating: { title: '调查中' },
    suspended: { title: '中止调查' },
    'to-review': { title: '待审核' },
    reviewed: { title: '已审核，待审批' },
    'to-notify': { title: '待告知' },
    'notice-announced': { title: '告知书公告送达中' },
    notified: { title: '已告知，待陈述申辩' },
    'hearing-requested': { title: '听证准备中' },
    'hearing-fixed': { title: '待举行听证' },
    'hearing-held': { title: '已听证，待报告' },
    'hearing-reported': { title: '听证后待审核' },
    'to-decide': { title: '待决定' },
    decided: { title: '已决定，待送达' },
    served: { title: '已送达，待履行' },
    urged: { title: '已催告' },
    enforcing: { title: '法院强制执行中' },
    'no-penalty': { title: '不予处罚，待送达' },
    'with-police': { title: '移送公安机关' },
    'to-close': { title: '待结案' },
    closed: { title: '已结案', final: true },
  },
  acts: {
    open: filing.open,
    extendVerification: filing.extendVerification,
    decideFiling: filing.decideFiling,
    changeTeam: filing.changeTeam,
    sendForTest: filing.sendForTest,
    receiveTest: filing.receiveTest,
    collect: investigation.collect,
    askAssistance: investigation.askAssistance,
    preserve: measures.preserve,
    handlePreserved: measures.handlePreserved,
    seize: measures.seize,
    seizeUrgently: measures.seizeUrgently,
    confirmSeizure: measures.confirmSeizure,
    liftSeizure: measures.liftSeizure,
    extendSeizure: measures.extendSeizure,
    releaseSeizure: measures.releaseSeizure,
    suspend: investigation.suspend,
    resume: investigation.resume,
    terminate: investigation.terminate,
    endInvestigation: investigation.endInvestigation,
    review: review.review,
    extendReview: review.extendReview,
    approveProposal: review.approveProposal,
    notify: notice.notify,
    noticeServed: notice.noticeServed,
    reachParty: notice.reachParty,
    state: notice.state,
    waive: notice.waive,
    considerStatement: notice.considerStatement,
    requestHearing: hearing.requestHearing,
    appointPresider: hearing.appointPresider,
    handFileOver: hearing.handFileOver,
    fixHearing: hearing.fixHearing,
    announceHearing: hearing.announceHearing,
    holdHearing: hearing.holdHearing,
    withdrawHearing: hearing.withdrawHearing,
    reportHearing: hearing.reportHearing,
    reviewAfterHearing: review.reviewAfterHearing,
    extendDecision: decision.extendDecision,
    extendCollectively: decision.extendCollectively,
    discuss: decision.discuss,
    decide: decision.decide,
    decideNoPenalty: decision.decideNoPenalty,
    serve: service.serve,
    announceService: service.announceService,
    serveByNotice: service.serveByNotice,
    tellNoPenalty: service.tellNoPenalty,
    announceNoPenalty: service.announceNoPenalty,
    noPenaltyByNotice: service.noPenaltyByNotice,
    publish: publicity.publish,
    withdrawPublicity: publicity.withdrawPublicity,
    payPart: payment.payPart,
    payInFull: payment.payInFull,
    finishWithoutPayment: payment.finishWithoutPayment,
    requestDeferral: payment.requestDeferral,
    grantDeferral: payment.grantDeferral,
    urge: enforcement.urge,
    applyEnforcement: enforcement.applyEnforcement,
    fileRemedy: enforcement.fileRemedy,
    endRemedy: enforcement.endRemedy,
    transferToPolice: police.transferToPolice,
    returnFromPolice: police.returnFromPolice,
    close: enforcement.close,
  },
  deadlines: { ...deadlines, ...hearingDeadlines },
  figures: penaltyFigures,
});
