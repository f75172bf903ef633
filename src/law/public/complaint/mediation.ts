import { complained } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import type { Objection } from '#kernel/refusal.ts';
import type { ComplaintRules } from './instrument.ts';

const willing = { yes: '同意调解', no: '不同意调解' };

function disagrees(facts: PastFacts): Objection | undefined {
  const both = ['consentComplainant', 'consentRespondent'].every(
    (act) => facts.value(act, 'answer') === 'yes',
  );
  return both ? undefined : notYet('须经投诉人和被投诉人双方同意，方可调解。');
}

/** Mediation with both parties' consent, by the office or an organisation that it entrusts. */
export function mediationActs({ cites }: ComplaintRules) {
  return {
    consentComplainant: consent('complainant', '投诉人', cites.consent),
    consentRespondent: consent('respondent', '被投诉人', cites.consent),
    openMediation: defineAct({
      title: '组织调解',
      by: ['handler'],
      from: 'accepted',
      to: 'mediating',
      basis: cites.consent,
      form: field.form({
        way: field.choice('方式', { present: '现场调解', remote: '非现场调解' }),
        mediators: field.people('调解人员', ['case-officer', 'intake-officer'], { max: 5 }),
        at: field.instant('时间'),
        place: field.text('地点或者线上方式'),
      }),
      document: '调解通知书',
      recites: [...complained, { act: 'register', fields: ['facts'] }],
      possible: disagrees,
      then: () => [
        { do: 'notify', to: { role: 'complainant' }, title: '调解时间、地点和人员通知' },
        { do: 'notify', to: { role: 'respondent' }, title: '调解时间、地点和人员通知' },
      ],
    }),
    entrust: defineAct({
      title: '委托调解',
      by: ['handler'],
      from: 'mediating',
      basis: cites.entrusting,
      form: field.form({
        mediator: field.organisation('受委托的调解组织', ['association']),
        scope: field.longText('委托范围'),
      }),
      seats: { mediator: 'mediator' },
      document: '委托调解书',
      recites: [...complained, { act: 'register', fields: ['facts'] }],
      then: () => [{ do: 'notify', to: { role: 'mediator' }, title: '受委托调解消费争议' }],
    }),
    hold: defineAct({
      title: '记录调解',
      by: ['handler', 'mediator'],
      from: 'mediating',
      basis: cites.agreement,
      form: field.form({
        heldAt: field.instant('调解时间'),
        record: field.longText('双方意见和调解情况'),
      }),
      document: '调解记录',
      recites: [...complained, { act: 'openMediation', fields: ['way', 'mediators', 'place'] }],
    }),
  };
}

function consent(role: string, title: string, basis: readonly string[]) {
  return defineAct({
    title: `${title}答复是否同意调解`,
    by: [role, 'handler'],
    onBehalfOf: role,
    from: 'accepted',
    basis,
    form: field.form({
      answer: field.choice('答复', willing),
      statement: field.optional(field.longText('意见')),
    }),
  });
}
