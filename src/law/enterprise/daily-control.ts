import { defineDuty } from '#kernel/definition.ts';
import { followUp } from './daily/effects.ts';
import { dailyForm } from './daily/form.ts';
import { checkDaily } from './daily/guards.ts';
import { inScope } from './staffing.ts';

/** 日管控: the officer checks by the risk control list every day; a day without findings is recorded as such. */
export const dailyControl = defineDuty({
  id: 'daily-control',
  title: '日管控',
  basis: ['order-75/10', 'order-76/10', 'guidance/2.2'],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  every: 'day',
  performer: {
    kinds: ['enterprise'],
    posts: ['quality-safety-officer', 'quality-safety-director', 'principal'],
    mayDelegate: false,
    policy:
      '规章规定由质量安全员检查；质量安全员空缺时由谁代行规章未作规定，平台定为依次由总监、主要负责人代行。',
  },
  record: '每日工业产品质量安全检查记录',
  reads: ['risk-control-list'],
  challenge: 'challenge',
  late: {
    withinDays: 3,
    policy: '规章只写“每日”，未规定补录；平台允许3日内说明原因后补录，并标明补录。',
  },
  form: dailyForm,
  owedBy: inScope,
  when: checkDaily,
  then: followUp,
});
