import { complained, otherWays } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import type { ComplaintRules } from './instrument.ts';

/** How a decision is told. */
export function told(label: string) {
  return field.choice(label, {
    system: '平台消息',
    message: '短信',
    phone: '电话',
    post: '邮寄',
    person: '当面',
  });
}

/** To the office that is competent, and its decision whether to accept. */
export function routingActs({ cites, refusals }: ComplaintRules) {
  return {
    dispatch: defineAct({
      title: '分送承办部门',
      by: ['intake'],
      from: 'received',
      to: 'dispatched',
      basis: [...cites.routing, ...cites.jurisdiction],
      form: field.form({
        handler: field.organisation('有处理权限的市场监管部门', ['market-regulator']),
        ground: field.choice('处理权限', {
          business: '实际经营地',
          domicile: '住所地',
          platform: '平台经营者住所地',
          superior: '上级决定',
        }),
      }),
      seats: { handler: 'handler' },
      then: () => [
        { do: 'notify', to: { role: 'handler' }, title: '投诉已分送，收到之日起七个工作日内决定' },
      ],
    }),
    giveBack: defineAct({
      title: '退回统一接收机构',
      by: ['handler'],
      from: 'dispatched',
      to: 'received',
      vacates: 'handler',
      optional: true,
      basis: cites.routing,
      form: field.form({ reason: field.longText('不具备处理权限的理由') }),
      then: () => [{ do: 'notify', to: { role: 'intake' }, title: '投诉被退回，请重新分送' }],
    }),
    accept: defineAct({
      title: '受理投诉',
      by: ['handler'],
      from: 'dispatched',
      to: 'accepted',
      basis: cites.acceptance,
      form: field.form({ toldBy: told('告知投诉人的方式') }),
      document: '投诉受理决定书',
      recites: complained,
      tells: [
        {
          text: '经双方同意的组织调解；自受理之日起{mediation}内未能达成调解协议的，终止调解。检验、鉴定的时间不计算在内。',
          basis: [...cites.consent, ...cites.ends, ...cites.testing],
        },
      ],
      then: () => [{ do: 'notify', to: { role: 'complainant' }, title: '您的投诉已受理' }],
    }),
    refuse: refusal({ cites, refusals }),
  };
}

function refusal({ cites, refusals }: Pick<ComplaintRules, 'cites' | 'refusals'>) {
  const form = field.form({
    ground: field.choice('不予受理情形', refusals),
    reason: field.longText('理由'),
    routes: field.longText('其他解决途径', { hint: '协商、请求调解组织调解、仲裁、诉讼等。' }),
    toldBy: told('告知投诉人的方式'),
  });
  return defineAct({
    title: '不予受理投诉',
    by: ['handler'],
    from: 'dispatched',
    to: 'refused',
    basis: [...cites.refusal, ...cites.acceptance],
    form,
    document: '投诉不予受理决定书',
    recites: complained,
    tells: [otherWays],
    then: () => [
      { do: 'notify', to: { role: 'complainant' }, title: '投诉不予受理，请查阅理由和其他途径' },
    ],
  });
}
