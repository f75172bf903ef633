import { workingDays } from '#kernel/calendar/count.ts';
import { complaintUnder } from './complaint/procedure.ts';

/**
 * Complaints received until 14 April 2026 run to their end under the former order: mediation in 45 working days, six
 * grounds of refusal, seven of termination.
 */
export const complaint2019 = complaintUnder(
  {
    basis: ['guidance/6', 'order-20', 'consumer-law/39'],
    inForce: { from: '2020-01-01', to: '2026-04-14' },
  },
  {
    cites: {
      channels: ['order-20/3', 'order-20/8'],
      materials: ['order-20/9'],
      jurisdiction: ['order-20/12'],
      acceptance: ['order-20/14'],
      refusal: ['order-20/15'],
      consent: ['order-20/16'],
      entrusting: ['order-20/17'],
      testing: ['order-20/20'],
      agreement: ['order-20/22'],
      ends: ['order-20/21'],
      clue: ['order-20/23'],
      routing: ['order-20/37'],
      archive: ['order-20'],
    },
    refusals: {
      incompetent: '不属于市场监管部门职责或者本机关无处理权限',
      'already-handled': '同一争议已被受理或者处理过',
      'not-consumer': '非生活消费需要或者不能证明存在消费争议',
      'over-three-years': '知道权益受侵害超过三年',
      materials: '未提供规定的材料',
      other: '法律、法规、规章规定的其他情形',
    },
    terminations: {
      withdrawn: '投诉人撤回或者双方自行和解',
      cost: '技术机构或者费用承担无法协商一致',
      'refused-mediation': '无正当理由不参加或者被投诉人明确拒绝调解',
      'no-agreement': '一方明确表示无法达成协议',
      period: '受理之日起四十五个工作日内未能达成协议',
      'should-not-accept': '发现不予受理情形',
      other: '法律、法规、规章规定的其他情形',
    },
    mediation: workingDays(45),
  },
);
