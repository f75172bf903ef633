import { complained, otherWays } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import type { ComplaintRules } from './instrument.ts';
import { told } from './routing.ts';

/** How mediation comes to its end: testing outside the period, an agreement, or one of the ends without one. */
export function outcomeActs({ cites, terminations }: ComplaintRules) {
  return {
    sendToTest: defineAct({
      title: '送交鉴定检测',
      by: ['handler'],
      from: 'mediating',
      to: 'testing',
      basis: cites.testing,
      form: field.form({
        laboratory: field.text('鉴定、检测机构'),
        chosen: field.choice('确定方式', { agreed: '双方协商', designated: '受理部门指定' }),
        costAgreed: field.yesNo('费用承担已协商一致'),
      }),
      when: (_facts, { costAgreed }) =>
        costAgreed ? undefined : '费用承担无法协商一致的，应当终止调解。',
    }),
    receiveTest: defineAct({
      title: '收到鉴定检测结果',
      by: ['handler'],
      from: 'testing',
      to: 'mediating',
      basis: cites.testing,
      form: field.form({
        result: field.longText('鉴定检测结果'),
        report: field.files('报告', { min: 1 }),
      }),
    }),
    reachAgreement: defineAct({
      title: '达成调解协议',
      by: ['handler', 'mediator'],
      from: 'mediating',
      to: 'settled',
      within: 'mediation',
      basis: cites.agreement,
      form: field.form({
        terms: field.longText('协议内容'),
        paper: field.choice('调解书', {
          made: '已制作',
          performed: '协议已即时履行，不制作',
          waived: '双方同意不制作',
        }),
        amount: field.optional(field.decimal('挽回损失', { unit: '元' })),
        signed: field.files('双方签字的调解书或者调解记录', { min: 1 }),
      }),
      document: '调解书',
      recites: [
        ...complained,
        { seats: ['respondent', 'handler', 'mediator'] },
        { act: 'openMediation', fields: ['mediators'] },
      ],
      then: () => [
        { do: 'notify', to: { role: 'complainant' }, title: '已达成调解协议' },
        { do: 'notify', to: { role: 'respondent' }, title: '已达成调解协议，请按约履行' },
      ],
    }),
    terminate: termination(cites.ends, terminations),
    tell: telling(cites.ends),
  };
}

function termination(basis: readonly string[], grounds: Readonly<Record<string, string>>) {
  return defineAct({
    title: '终止调解',
    by: ['handler'],
    from: ['accepted', 'mediating', 'testing'],
    to: 'terminated',
    basis,
    form: field.form({
      ground: field.choice('终止情形', grounds),
      reason: field.longText('事实和理由'),
    }),
    when: (facts, { ground }) => {
      const clock = facts.clock('mediation');
      if (ground !== 'period' || clock?.status === 'overdue') return undefined;
      return clock?.status === 'paused'
        ? '鉴定、检测所需时间不计算在调解期限内，期限尚未届满。'
        : `调解期限至${clock?.due.day ?? ''}届满，尚不能以此终止。`;
    },
  });
}

function telling(basis: readonly string[]) {
  return defineAct({
    title: '告知终止调解',
    by: ['handler'],
    from: 'terminated',
    to: 'told',
    basis: basis,
    form: field.form({
      complainantBy: told('告知投诉人的方式'),
      respondentBy: told('告知被投诉人的方式'),
      routes: field.longText('其他解决途径'),
    }),
    document: '投诉终止调解决定书',
    recites: [...complained, { act: 'terminate', title: '终止调解', fields: ['ground', 'reason'] }],
    tells: [otherWays],
    then: () => [
      { do: 'notify', to: { role: 'complainant' }, title: '调解已终止，请查阅理由和其他途径' },
      { do: 'notify', to: { role: 'respondent' }, title: '调解已终止' },
    ],
  });
}
