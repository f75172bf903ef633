import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import { offices } from './offices.ts';
import * as competence from './violation-report/competence.ts';
import * as filing from './violation-report/filing.ts';
import * as messages from './violation-report/messages.ts';
import * as verifying from './violation-report/verifying.ts';

/** Whoever is reported learns of it nowhere and at no time. */
const secret = { hiddenFrom: ['suspect'] };

/**
 * Report of a violation by anybody (Order 121, 28 to 37). It asks for no name: the reporter comes by an access code, adds
 * and answers by it, and reads there what he is told.
 */
export const violationReport = defineProcedure({
  id: 'violation-report',
  title: '违法行为举报',
  basis: ['guidance/6', 'order-121', 'product-quality-law/10'],
  inForce: { from: '2026-04-15' },
  party: 'public',
  named: 'matter',
  onPapers: 'by-number',
  restricted: true,
  subject: 'optional',
  roles: {
    reporter: { title: '举报人', kinds: [], private: true, fills: 'opener' },
    ...offices('举报'),
    disputant: {
      title: '对处理权限有争议的另一部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'intake-officer'],
      fills: 'named',
      formerly: 'formerDisputant',
    },
    formerDisputant: {
      title: '曾协商处理权限的部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'intake-officer'],
      fills: 'named',
    },
    superior: {
      title: '共同的上级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['leader', 'case-officer', 'intake-officer'],
      fills: 'named',
    },
    suspect: { title: '被举报人', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    received: { title: '已收到，待分送', ...secret },
    verifying: { title: '核查中', ...secret },
    disputed: { title: '处理权限有争议，协商中', ...secret },
    'to-designate': { title: '待共同上级指定', ...secret },
    'in-case': { title: '已登记案源，按处罚程序办理', ...secret },
    'not-filed': { title: '核查后不予立案', ...secret },
    elsewhere: { title: '已告知向有权部门提出', final: true, ...secret },
    closed: { title: '已办结', final: true, ...secret },
  },
  acts: { ...filing.acts, ...competence.acts, ...messages.acts, ...verifying.acts },
  deadlines: {
    verification: {
      title: '举报线索核查期限',
      owner: 'handler',
      nature: 'duty',
      starts: [
        { act: 'report', on: 'receivedOn' },
        { act: 'report' },
        { act: 'merge', on: 'addedOn' },
      ],
      restarts: true,
      count: workingDays(15),
      ends: ['openCase', 'decideNotToFile', 'redirect', 'requestDesignation'],
      extendedBy: { act: 'extendVerification', by: workingDays(15) },
      basis: ['order-121/35', 'order-2/18'],
      escalates: [
        { afterDays: -3, to: { role: 'handler' } },
        // Who gave it back is no longer there; whoever sends it on is.
        { afterDays: 0, to: { role: 'intake' } },
        { afterDays: 1, to: { role: 'head' } },
      ],
    },
    ...competence.deadlines,
  },
});
