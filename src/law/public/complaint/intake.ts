import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { confidential, secret } from './instrument.ts';
import type { ComplaintRules } from './instrument.ts';

/** Registration, what the complainant adds, and withdrawal before acceptance. */
export function intakeActs(rules: ComplaintRules) {
  const { cites } = rules;
  return {
    register: defineAct({
      title: '提出投诉',
      // The officer comes first: whoever is neither officer nor agent of an office is the complainant.
      by: ['intake', 'complainant'],
      to: 'received',
      basis: [...cites.channels, ...cites.materials],
      form: registration(rules),
      document: '投诉登记表',
      when: (facts, { receivedOn, boughtOn }) => {
        if (receivedOn !== undefined && !facts.actor.posts.includes('intake-officer')) {
          return '收到日期由受理人员填写。';
        }
        return (
          (receivedOn === undefined ? undefined : impossibleDay(facts, '收到日期', receivedOn)) ??
          (boughtOn === undefined ? undefined : impossibleDay(facts, '购买日期', boughtOn))
        );
      },
      then: (_facts, { alsoReport }) =>
        alsoReport
          ? [
              {
                do: 'notify',
                to: { role: 'intake' },
                title: '投诉材料含举报内容，投诉人没有自行举报的，请另行登记',
              },
            ]
          : [],
    }),
    askIdentity: defineAct({
      title: '要求提供材料',
      by: ['handler'],
      from: 'dispatched',
      basis: cites.materials,
      form: field.form({ wanted: field.longText('需要提供的身份证明和材料') }),
      then: () => [{ do: 'notify', to: { role: 'complainant' }, title: '请提供身份证明和材料' }],
    }),
    supply: defineAct({
      title: '提供材料',
      by: ['complainant', 'handler'],
      onBehalfOf: 'complainant',
      from: 'dispatched',
      basis: cites.materials,
      form: field.form({ papers: field.files('材料', { min: 1, ...secret(rules) }) }),
    }),
    withdraw: defineAct({
      title: '撤回投诉',
      by: ['complainant', 'handler'],
      onBehalfOf: 'complainant',
      from: ['received', 'dispatched'],
      to: 'withdrawn',
      optional: true,
      basis: cites.materials,
      form: field.form({ reason: field.optional(field.longText('原因')) }),
    }),
  };
}

function registration(rules: ComplaintRules) {
  const own = secret(rules);
  return field.form({
    channel: field.choice('提出渠道', {
      platform: '12315平台',
      hotline: '12315热线',
      post: '邮寄',
      window: '受理窗口',
      code: '扫描产品码',
      web: '本平台网页',
    }),
    receivedOn: field.optional(
      field.date('收到日期', { hint: '由受理人员登记时填写；决定是否受理的期限自收到之日起算。' }),
    ),
    complainantName: field.text('投诉人姓名', own),
    phone: field.text('电话号码', { ...own, max: 30 }),
    address: field.text('通讯地址', confidential),
    agent: field.optional(
      field.group('委托代理', {
        name: field.text('受托人姓名', own),
        authority: field.files('授权委托书原件和受托人身份证明', { min: 1, ...own }),
      }),
    ),
    respondentName: field.text('被投诉人名称'),
    respondentAddress: field.text('被投诉人地址'),
    goods: field.text('商品或者服务'),
    boughtOn: field.optional(field.date('购买日期')),
    amount: field.optional(field.decimal('争议金额', { unit: '元' })),
    requests: field.choices('投诉请求', {
      refund: '退货退款',
      exchange: '更换',
      repair: '修理',
      compensation: '赔偿',
      other: '其他',
    }),
    facts: field.longText('争议事实和理由'),
    evidence: field.files('事实依据'),
    alsoReport: field.yesNo('同时反映违法线索', {
      hint: '举报部分按举报程序分别处理。网上提交投诉后随即另填举报，您的姓名、电话和住址不带入。',
    }),
  });
}
