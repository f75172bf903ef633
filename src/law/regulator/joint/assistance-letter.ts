import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as acts from './assistance-acts.ts';

/** Whom it is about does not learn of an investigation through another office. */
const secret = { hiddenFrom: ['suspect'] };
const officers = { kinds: ['market-regulator'], posts: ['case-officer'] } as const;

/** 协助调查: an office asks another one to find something out for its case, within fifteen working days. */
export const assistanceLetter = defineProcedure({
  id: 'assistance-letter',
  title: '协助调查',
  basis: ['guidance/4.1', 'guidance/4.3', 'order-2/45'],
  inForce: { from: '2021-07-15' },
  party: 'regulator',
  named: 'caseName',
  restricted: true,
  subject: 'optional',
  roles: {
    requester: { title: '请求协助的市场监管部门', ...officers, fills: 'opener' },
    receiver: { title: '协助调查的市场监管部门', ...officers, fills: 'named' },
    suspect: { title: '所涉单位', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    sent: { title: '待签收', ...secret },
    investigating: { title: '协助调查中', ...secret },
    answered: { title: '已复函', ...secret },
    closed: { title: '已办结', final: true, ...secret },
    withdrawn: { title: '已撤回', final: true, ...secret },
  },
  acts: {
    ask: acts.ask,
    sign: acts.sign,
    delay: acts.delay,
    answer: acts.answer,
    supplement: acts.supplement,
    accept: acts.accept,
    withdraw: acts.withdraw,
  },
  deadlines: {
    receipt: {
      title: '签收协助调查函',
      owner: 'receiver',
      nature: 'duty',
      starts: [{ act: 'ask' }, { act: 'supplement' }],
      restarts: true,
      count: workingDays(3),
      ends: ['sign'],
      voidedBy: ['withdraw'],
      basis: ['order-2/45'],
      policy: '规定没有签收期限，平台定为三个工作日。',
    },
    assistance: {
      title: '完成协助调查期限',
      owner: 'receiver',
      nature: 'duty',
      starts: { act: 'sign', on: 'receivedOn' },
      restarts: true,
      count: workingDays(15),
      ends: ['answer'],
      voidedBy: ['withdraw'],
      extendedBy: { act: 'delay', until: 'untilDay' },
      basis: ['order-2/45'],
      escalates: [{ afterDays: 0, to: { role: 'requester' } }],
    },
  },
});
