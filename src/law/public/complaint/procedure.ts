import { defineProcedure } from '#kernel/definition.ts';
import type { Procedure, Provision } from '#kernel/definition.ts';
import { closingActs, clueActs } from './clue.ts';
import { deadlinesUnder } from './deadlines.ts';
import type { ComplaintRules } from './instrument.ts';
import { intakeActs } from './intake.ts';
import { mediationActs } from './mediation.ts';
import { offices } from '../offices.ts';
import { outcomeActs } from './outcome.ts';
import { routingActs } from './routing.ts';

/** Who takes part, under either instrument. */
const roles = {
  complainant: { title: '投诉人', kinds: [], fills: 'opener' },
  ...offices('投诉'),
  respondent: { title: '被投诉人', kinds: ['enterprise', 'platform'], fills: 'subject' },
  mediator: {
    title: '受委托的调解组织',
    kinds: ['association'],
    fills: 'named',
    formerly: 'formerMediator',
  },
  formerMediator: { title: '曾受委托的调解组织', kinds: ['association'], fills: 'named' },
} satisfies Procedure['roles'];

/** The complaint procedure under one instrument. */
export function complaintUnder(
  own: Pick<Provision, 'basis' | 'inForce'>,
  rules: ComplaintRules,
): Procedure {
  return defineProcedure({
    id: 'complaint',
    title: '消费投诉',
    ...own,
    party: 'public',
    named: 'goods',
    subject: 'optional',
    roles,
    states: {
      received: { title: '已收到待分送' },
      dispatched: { title: '待决定是否受理' },
      accepted: { title: '已受理，征求调解意愿' },
      mediating: { title: '调解中' },
      testing: { title: '鉴定检测中' },
      settled: { title: '已达成调解协议' },
      terminated: { title: '已终止调解，待告知' },
      told: { title: '已告知终止' },
      refused: { title: '不予受理', final: true },
      withdrawn: { title: '已撤回', final: true },
      closed: { title: '已办结', final: true },
    },
    acts: {
      ...intakeActs(rules),
      ...routingActs(rules),
      ...mediationActs(rules),
      ...outcomeActs(rules),
      ...clueActs(rules),
      ...closingActs(rules),
    },
    deadlines: deadlinesUnder(rules),
  });
}
