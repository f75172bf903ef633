import type { Recital } from '#kernel/paper/words.ts';
import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import { deadlines } from '../penalty-case/deadlines.ts';
import * as enforcement from '../penalty-case/enforcement.ts';
import * as payment from '../penalty-case/payment.ts';
import * as acts from './acts.ts';

const { payment: pay, demand, remedy, enforcement: enforce } = deadlines;
const decided = { act: 'decide' } as const;
const fined = { ...decided, where: { field: 'kind', is: 'bank' } };
/** Whom the decision named, and what it came to: here it opens the case. */
const recites: readonly Recital[] = [
  {
    act: 'decide',
    fields: [
      { field: 'partyName', as: '当事人' },
      { field: 'decisionNumber', as: '当场行政处罚决定书编号' },
      'amountYuan',
    ],
  },
];
const chief = [{ afterDays: 0, to: { role: 'chief' } }] as const;

/**
 * 简易程序: a small fine or a warning decided and handed over on the spot (order-2, chapter on the simple procedure). What
 * is not paid goes the way of every fine. It is not published (order-45-publicity/2).
 */
export const summaryPenalty = defineProcedure({
  id: 'summary-penalty',
  title: '当场行政处罚（简易程序）',
  basis: ['guidance/4.3', 'order-2/66', 'penalty-law/51'],
  inForce: { from: '2021-07-15' },
  party: 'regulator',
  named: 'caseName',
  subject: 'optional',
  roles: {
    officer: {
      title: '当场处罚的执法人员',
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
    party: { title: '当事人', kinds: ['enterprise', 'platform', 'laboratory'], fills: 'subject' },
  },
  states: {
    served: { title: '已当场交付，待缴款' },
    collected: { title: '已当场收缴，待交款' },
    'handed-in': { title: '已交本部门，待缴付银行' },
    urged: { title: '已催告' },
    enforcing: { title: '法院强制执行中' },
    'to-close': { title: '待办结' },
    closed: { title: '已办结', final: true },
  },
  acts: {
    decide: acts.decide,
    handIn: acts.handIn,
    bank: acts.bank,
    file: acts.file,
    payPart: payment.payPart,
    payInFull: { ...payment.payInFull, recites },
    requestDeferral: { ...payment.requestDeferral, recites },
    grantDeferral: { ...payment.grantDeferral, recites },
    urge: { ...enforcement.urge, recites },
    applyEnforcement: { ...enforcement.applyEnforcement, recites },
    fileRemedy: enforcement.fileRemedy,
    endRemedy: { ...enforcement.endRemedy, recites },
    close: acts.close,
  },
  deadlines: {
    filing: {
      title: '材料交本部门归档期限',
      owner: 'officer',
      nature: 'duty',
      starts: decided,
      count: workingDays(7),
      ends: ['file'],
      basis: ['order-2/70'],
      escalates: chief,
    },
    'hand-in': {
      title: '当场收缴罚款交至本部门期限',
      owner: 'officer',
      nature: 'duty',
      starts: { ...decided, where: { field: 'kind', is: 'spot' } },
      count: workingDays(2),
      ends: ['handIn'],
      basis: ['order-2/73'],
      escalates: chief,
    },
    bank: {
      title: '缴付指定银行期限',
      owner: 'chief',
      nature: 'duty',
      starts: { act: 'handIn', on: 'handedInOn' },
      count: workingDays(2),
      ends: ['bank'],
      basis: ['order-2/73'],
      escalates: chief,
    },
    payment: { ...pay!, starts: fined, ends: ['payInFull'] },
    demand: demand!,
    remedy: { ...remedy!, starts: fined },
    enforcement: {
      ...enforce!,
      starts: fined,
      ends: ['applyEnforcement', 'payInFull', 'fileRemedy'],
    },
  },
});
