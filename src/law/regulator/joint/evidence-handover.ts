import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import { authorities, investigators, officers } from './evidence.ts';
import * as handover from './handover-acts.ts';

const secret = { hiddenFrom: ['suspect'] };
const basis = ['guidance/4.1'];

/** 证据移交: evidence goes from one authority to another piece by piece, counted by the one that takes it. */
export const evidenceHandover = defineProcedure({
  id: 'evidence-handover',
  title: '证据移交',
  basis: ['guidance/4.1', 'order-2/23', 'order-2/24', 'order-2/26'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  named: 'title',
  restricted: true,
  subject: 'optional',
  roles: {
    giver: { title: '移交单位', kinds: authorities, posts: officers, fills: 'opener' },
    taker: { title: '接收单位', kinds: investigators, posts: officers, fills: 'named' },
    suspect: { title: '案件所涉单位', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    offered: { title: '待清点接收', ...secret },
    disputed: { title: '清单不符', ...secret },
    received: { title: '已接收', ...secret },
    returning: { title: '退还中', ...secret },
    closed: { title: '已办结', final: true, ...secret },
  },
  acts: {
    offer: handover.offer,
    receive: handover.receive,
    settle: handover.settle,
    giveBack: handover.giveBack,
    takeBack: handover.takeBack,
    archive: handover.archive,
  },
  deadlines: {
    receiving: {
      title: '清点接收',
      owner: 'taker',
      nature: 'duty',
      starts: [{ act: 'offer' }, { act: 'settle' }],
      count: workingDays(3),
      ends: ['receive'],
      restarts: true,
      basis,
      policy: '指导意见要求建立证据移交机制，没有规定交接期限；平台定为三个工作日。',
    },
    settling: {
      title: '核对不符的清单',
      owner: 'giver',
      nature: 'duty',
      starts: { act: 'receive', where: { field: 'result', is: 'differs' } },
      count: workingDays(3),
      ends: ['settle'],
      restarts: true,
      basis,
      policy: '没有规定核对期限；平台定为三个工作日。',
    },
    'taking-back': {
      title: '确认收回证据',
      owner: 'giver',
      nature: 'duty',
      starts: { act: 'giveBack' },
      count: workingDays(3),
      ends: ['takeBack'],
      basis,
      policy: '没有规定收回期限；平台定为三个工作日。',
    },
  },
});
