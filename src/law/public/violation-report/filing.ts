import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { isDesignated } from './competence.ts';

/** What is reported, in the words in which people report it. */
export const violations = {
  unlicensed: '无许可证生产、销售',
  'no-ccc': '没有强制性认证出厂、销售',
  unsafe: '产品不符合安全标准',
  fake: '掺杂掺假、以次充好、以不合格冒充合格',
  obsolete: '生产、销售国家明令淘汰的产品',
  marks: '伪造、冒用厂名厂址、认证标志或者许可证编号',
  recall: '隐瞒缺陷，不停止生产销售或者不召回',
  records: '检查、检验等记录弄虚作假',
  laboratory: '检验检测机构出具虚假或者不实报告',
  other: '其他违法行为',
} as const;

/** What comes from the reporter goes no further: not a file, and not a run of own words. */
export const fromReporter = { protects: 'order-121/37' } as const;

const report = defineAct({
  title: '提出举报',
  // The officer comes first: whoever is no officer is the reporter.
  by: ['intake', 'reporter'],
  to: 'received',
  basis: ['order-121/3', 'order-121/8', 'order-121/28'],
  form: field.form({
    channel: field.choice('提出渠道', {
      web: '本平台网页',
      code: '扫描产品码',
      platform: '12315平台',
      hotline: '12315热线',
      post: '邮寄',
      window: '受理窗口',
    }),
    receivedOn: field.optional(
      field.date('收到日期', { hint: '由受理人员登记时填写；核查期限自收到之日起算。' }),
    ),
    matter: field.text('举报事项', { hint: '一句话说明，如“销售没有强制性认证的插座”。', max: 60 }),
    violation: field.choice('违法类型', violations),
    respondentName: field.text('被举报人名称', { hint: '营业执照、包装或者招牌上的名称。' }),
    respondentAddress: field.text('被举报人地址或者违法行为发生地'),
    goods: field.optional(field.text('产品名称、型号和批号')),
    happenedOn: field.optional(field.date('发现日期')),
    facts: field.longText('违法线索', {
      ...fromReporter,
      hint: '写明时间、地点、人员、经过和您怎样知道的。不要写您自己的姓名、电话和住址。',
    }),
    evidence: field.files('证据', {
      ...fromReporter,
      hint: '照片、单据、合同等，能够证明线索的材料。',
    }),
  }),
  document: '举报登记表',
  when: (facts, { receivedOn, happenedOn }) => {
    const isOfficer = facts.actor.posts.includes('intake-officer');
    if (!isOfficer && receivedOn !== undefined) return '收到日期由受理人员填写。';
    return (
      (receivedOn === undefined ? undefined : impossibleDay(facts, '收到日期', receivedOn)) ??
      (happenedOn === undefined ? undefined : impossibleDay(facts, '发现日期', happenedOn))
    );
  },
});

const dispatch = defineAct({
  title: '分送承办部门',
  by: ['intake'],
  from: 'received',
  to: 'verifying',
  basis: ['order-121/29', 'order-121/31', 'order-121/41'],
  form: field.form({
    handler: field.organisation('有处理权限的市场监管部门', ['market-regulator']),
    ground: field.choice('处理权限', {
      place: '违法行为发生地',
      platform: '平台经营者、自建网站经营者住所地',
      operator: '平台内经营者实际经营地',
      'first-received': '平台经营者住所地先收到',
      superior: '上级指定',
    }),
  }),
  seats: { handler: 'handler' },
  then: () => [
    {
      do: 'notify',
      to: { role: 'handler' },
      title: '举报已分送，自收到之日起十五个工作日内核查',
    },
    { do: 'notify', to: { role: 'reporter' }, title: '您的举报已分送有权处理的部门核查' },
  ],
});

const giveBack = defineAct({
  title: '退回统一接收机构',
  by: ['handler'],
  from: 'verifying',
  to: 'received',
  vacates: 'handler',
  optional: true,
  basis: ['order-121/41'],
  form: field.form({ reason: field.longText('不具备处理权限的理由') }),
  possible: isDesignated,
  then: () => [{ do: 'notify', to: { role: 'intake' }, title: '举报被退回，请重新分送' }],
});

const redirect = defineAct({
  title: '告知向有权部门提出',
  by: ['intake', 'handler'],
  from: ['received', 'verifying'],
  to: 'elsewhere',
  optional: true,
  basis: ['order-121/34'],
  form: field.form({
    competent: field.text('有处理权限的部门', {
      hint: '属于市场监管系统的，写明具体机关名称。',
    }),
    reason: field.longText('本部门没有处理权限的理由'),
  }),
  document: '举报处理权限告知书',
  possible: isDesignated,
  recites: [{ act: 'report', fields: ['matter', 'respondentName'] }],
  then: (_facts, { competent }) => [
    {
      do: 'notify',
      to: { role: 'reporter' },
      title: `您的举报不属于本部门处理，请向${competent}提出`.slice(0, 200),
    },
  ],
});

/** From the report to the office that verifies it, or on to whoever is competent. */
export const acts = { report, dispatch, giveBack, redirect };
