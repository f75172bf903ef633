import { calendarDays } from '#kernel/calendar/count.ts';
import { complaintUnder } from './complaint/procedure.ts';

/** Complaints received from 15 April 2026: mediation ends after 60 calendar days, testing time not counted. */
export const complaint = complaintUnder(
  {
    basis: ['guidance/6', 'order-121', 'consumer-law/39', 'consumer-regulation-778/46'],
    inForce: { from: '2026-04-15' },
  },
  {
    cites: {
      channels: ['order-121/3', 'order-121/8', 'order-121/9'],
      materials: ['order-121/10', 'order-121/11', 'order-121/12'],
      jurisdiction: ['order-121/13'],
      acceptance: ['order-121/15', 'consumer-regulation-778/46'],
      refusal: ['order-121/16', 'order-121/17'],
      consent: ['order-121/18', 'order-121/20', 'order-121/21'],
      entrusting: ['order-121/19'],
      testing: ['order-121/22'],
      agreement: ['order-121/24'],
      ends: ['order-121/23', 'order-121/25', 'order-121/45'],
      clue: ['order-121/27'],
      routing: ['order-121/41'],
      archive: ['order-121/38', 'order-121/40'],
    },
    refusals: {
      incompetent: '不属于市场监管部门职责或者本机关无处理权限',
      'already-handled': '同一争议已被受理或者处理过',
      'not-consumer': '非生活消费需要或者不能证明存在消费争议',
      'over-three-years': '知道权益受侵害超过三年',
      materials: '未提供规定的材料或者提供虚假材料',
      identity: '冒用他人名义或者拒不配合核验身份',
      other: '法律、法规、规章规定的其他情形',
    },
    terminations: {
      withdrawn: '投诉人撤回或者双方自行和解',
      'refused-mediation': '无正当理由不参加或者明确拒绝调解',
      'no-agreement': '一方明确表示无法达成协议',
      cost: '鉴定、检测费用承担无法协商一致',
      period: '受理之日起六十日内未能达成协议',
      'should-not-accept': '发现不予受理情形或者涉嫌骗取赔偿、敲诈勒索',
      'party-ended': '一方死亡或者主体资格灭失',
      other: '法律、法规、规章规定的其他情形',
    },
    secrecy: 'order-121/37',
    mediation: calendarDays(60, { rolls: 'statutory-holiday' }),
  },
);
