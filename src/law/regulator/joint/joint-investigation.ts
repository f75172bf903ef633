import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import { authorities, officers } from './evidence.ts';
import * as joint from './joint-acts.ts';

const secret = { hiddenFrom: ['suspect'] };
const basis = ['guidance/4.1'];

/** 联合调查: several authorities investigate one matter, each its part; the conclusion is heard by all of them. */
export const jointInvestigation = defineProcedure({
  id: 'joint-investigation',
  title: '联合调查',
  basis: ['guidance/4.1', 'order-2/24', 'order-2/26'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  named: 'title',
  restricted: true,
  traces: true,
  subject: 'optional',
  roles: {
    lead: {
      title: '牵头单位',
      kinds: authorities,
      posts: [...officers, 'leader'],
      fills: 'opener',
    },
    member: {
      title: '参加单位',
      kinds: authorities,
      posts: [...officers, 'leader'],
      fills: 'named',
    },
    suspect: { title: '被调查单位', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    proposed: { title: '待答复', ...secret },
    running: { title: '调查中', ...secret },
    concluded: { title: '结论征求意见', ...secret },
    closed: { title: '已结束', final: true, ...secret },
    cancelled: { title: '未进行', final: true, ...secret },
  },
  acts: {
    propose: joint.propose,
    answer: joint.answer,
    start: joint.start,
    report: joint.report,
    act: joint.act,
    conclude: joint.conclude,
    opine: joint.opine,
    reopen: joint.reopen,
    close: joint.close,
    cancel: joint.cancel,
  },
  deadlines: {
    answering: {
      title: '答复是否参加',
      owner: 'member',
      each: true,
      nature: 'duty',
      starts: { act: 'propose' },
      count: workingDays(3),
      ends: ['answer'],
      basis,
      policy: '指导意见要求建立联合调查机制，没有规定答复期限；平台定为三个工作日。',
    },
    opinion: {
      title: '听取参加单位意见并结束',
      owner: 'lead',
      nature: 'duty',
      starts: { act: 'conclude' },
      count: workingDays(10),
      ends: ['close', 'reopen'],
      restarts: true,
      basis,
      policy: '没有规定对联合调查结论提出意见的期限；平台定为十个工作日。',
    },
  },
});
