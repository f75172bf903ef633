import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { checkStanding, closings } from './standing-rules.ts';

/**
 * 单位登记状态: what the regulator of the place does about a firm's being registered. It rejects a registration that the
 * firm made itself, closes a firm that ended, opens it again, and gives a principal's account where nobody can act.
 */
export const firmStanding = defineBook({
  id: 'firm-standing',
  title: '单位登记状态记录',
  basis: ['guidance/4.1', 'guidance/4.4', 'order-75/14', 'order-76/14'],
  inForce: { from: '2023-05-05' },
  party: 'regulator',
  keeper: { kinds: ['enterprise', 'platform'], posts: [], supervisors: ['market-regulator'] },
  holds: 'list',
  intake: '登记状态由所在地市场监管部门在该单位的页面上办理。',
  standing: true,
  retention: {
    years: 5,
    policy: '登记状态决定责任从何时起、到何时止，规章未规定保存期限，平台规则定为五年。',
  },
  form: field.form({
    change: field.choice('办理事项', {
      reject: '驳回自行注册',
      account: '开通主要负责人账号',
      close: '终止（注销、吊销、迁出、重复登记）',
      reopen: '恢复',
      decline: '不同意减少义务的变更',
    }),
    cause: field.optional(field.choice('终止情形', closings)),
    on: field.optional(
      field.date('终止日期', {
        hint: '营业执照注销、吊销或者迁出之日；自办理之日起不再产生责任。',
      }),
    ),
    person: field.optional(field.text('主要负责人', { max: 60, personal: true })),
    reason: field.optional(field.longText('理由', { max: 500 })),
  }),
  when: checkStanding,
  then: ({ today }, { change, cause, on, reason = '' }) => {
    if (change === 'reject') {
      return [{ do: 'standing', closed: { as: 'rejected', on: today, reason } }];
    }
    if (change === 'close') {
      const as = cause ?? 'deregistered';
      return [
        { do: 'standing', closed: { as, on: on ?? today, reason } },
        {
          do: 'notify',
          to: { post: 'principal', of: 'subject' },
          title: `监管部门已将本单位登记为${closings[as]}，日管控、周排查、月调度义务即日终止`,
        },
      ];
    }
    if (change === 'account') return [];
    if (change === 'decline') {
      return [
        { do: 'decline' },
        {
          do: 'notify',
          to: { post: 'principal', of: 'subject' },
          title: `监管部门不同意本单位减少义务的变更：${reason}`,
        },
      ];
    }
    return [
      { do: 'standing' },
      {
        do: 'notify',
        to: { post: 'principal', of: 'subject' },
        title: '监管部门已恢复本单位的登记，各项责任自即日起重新适用',
      },
    ];
  },
});
