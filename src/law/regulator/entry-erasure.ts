import { defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { workingDays } from '#kernel/calendar/count.ts';

/** Who decides in an office; the basis protects the data of complainants and reporters. */
const basis = ['order-121/37'];

/**
 * 内容删除: personal data in an entry are erased on a reasoned request that a second person approves. What was erased is
 * gone; that it was, why and by whom stands in the log.
 */
export const entryErasure = defineProcedure({
  id: 'entry-erasure',
  title: '记录内容删除',
  basis,
  inForce: { from: '2026-04-15' },
  party: 'regulator',
  restricted: true,
  subject: 'optional',
  roles: {
    requester: {
      title: '提出删除的市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'intake-officer', 'reviewer', 'administrator', 'leader'],
      fills: 'opener',
    },
    approver: {
      title: '部门负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'requester',
    },
  },
  states: {
    requested: { title: '待审批' },
    erased: { title: '已删除', final: true },
    declined: { title: '不予删除', final: true },
  },
  acts: {
    request: {
      title: '提出删除',
      by: ['requester'],
      to: 'requested',
      basis,
      form: field.form({
        entry: field.text('记录编号', { min: 36, max: 36 }),
        ground: field.choice('事由', {
          'personal-data': '含有不应继续保存的个人信息',
          withdrawn: '本人撤回同意或者要求删除',
          unlawful: '内容系违法收集或者误传',
          court: '司法机关、上级机关要求删除',
        }),
        basis: field.text('依据的条款', { hint: '写明法律、法规、规章的名称和条款。' }),
        reason: field.longText('理由', { min: 5, max: 1000, hint: '不得写入要删除的个人信息。' }),
        request: field.files('本人申请或者文书'),
      }),
      document: '记录内容删除审批表',
      when: (_facts, { entry }) =>
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(entry)
          ? undefined
          : '记录编号有误，请从记录页面提出删除。',
      then: () => [
        { do: 'notify', to: { role: 'approver' }, title: '有记录内容申请删除，请由另一人审批' },
      ],
    },
    approve: {
      title: '批准并删除',
      by: ['approver'],
      from: 'requested',
      to: 'erased',
      basis,
      form: field.form({ opinion: field.longText('审批意见', { max: 1000 }) }),
      notBy: ['request'],
      then: (facts) => {
        const entry = facts.value('request', 'entry');
        return typeof entry === 'string' ? [{ do: 'erase', entry }] : [];
      },
    },
    decline: {
      title: '不予删除',
      by: ['approver'],
      from: 'requested',
      to: 'declined',
      basis,
      form: field.form({ reason: field.longText('理由', { min: 2, max: 1000 }) }),
      notBy: ['request'],
    },
  },
  deadlines: {
    approval: {
      title: '审批删除期限',
      owner: 'approver',
      nature: 'duty',
      starts: { act: 'request' },
      count: workingDays(5),
      ends: ['approve', 'decline'],
      basis,
      policy:
        '所引条款要求保护投诉人、举报人信息，未规定删除程序和期限；两人办理、五个工作日审批由平台规定。',
      escalates: [{ afterDays: 0, to: 'leader' }],
    },
  },
});
