import { letter } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';

/** The police: receipt, re-routing, decision on filing, reconsideration, handover, return (7–9, 12, 13). */
export const acknowledge = defineAct({
  title: '签收移送书回执',
  by: ['police'],
  from: 'transferred',
  to: { by: 'competent', cases: { yes: 'received', no: 'elsewhere' } },
  basis: ['transfer-310/7'],
  form: field.form({
    receiptNumber: field.text('回执编号'),
    competent: field.choice('管辖', { yes: '属于本机关管辖', no: '不属于本机关管辖' }),
    signedBy: field.person('签收人', ['police-officer']),
  }),
  document: '涉嫌犯罪案件移送书回执',
  recites: letter,
  then: (_facts, { competent }) => [
    {
      do: 'notify',
      to: { role: 'referrer' },
      title: competent === 'yes' ? '公安机关已签收回执' : '公安机关已签收，将转送有管辖权的机关',
    },
  ],
});

export const reroute = defineAct({
  title: '转送有管辖权的机关',
  by: ['police'],
  from: 'elsewhere',
  to: 'transferred',
  basis: ['transfer-310/7'],
  form: field.form({
    police: field.organisation('有管辖权的公安机关', ['police']),
    notice: field.files('书面告知移送机关', { min: 1 }),
  }),
  seats: { police: 'police' },
  document: '案件转送通知书',
  recites: letter,
  when: (facts, { police }) =>
    police === facts.seat('police') ? '须转送另一公安机关。' : undefined,
  then: () => [
    { do: 'notify', to: { role: 'referrer' }, title: '案件已转送有管辖权的公安机关' },
    { do: 'notify', to: { role: 'police' }, title: '案件转送，请签收回执' },
  ],
});

const filing = { filed: '立案', 'not-filed': '不予立案' };

export const decideFiling = defineAct({
  title: '决定是否立案',
  by: ['police'],
  from: 'received',
  to: { by: 'decision', cases: { filed: 'filed', 'not-filed': 'not-filed' } },
  basis: ['transfer-310/8'],
  form: field.form({
    decision: field.choice('决定', filing),
    noticeNumber: field.text('通知书文号'),
    reason: field.optional(field.longText('不予立案的理由')),
    papersReturned: field.yesNo('已退回案卷材料', { hint: '不予立案的相应退回。' }),
  }),
  document: { by: 'decision', cases: { filed: '立案通知书', 'not-filed': '不予立案通知书' } },
  recites: letter,
  tells: [
    {
      text: '对不予立案有异议的，自收到本通知书之日起{reconsideration}内提请复议，也可以建议人民检察院进行立案监督。',
      basis: ['transfer-310/9'],
      where: { field: 'decision', is: 'not-filed' },
    },
    {
      text: '自收到本通知书之日起{hand-over}内移交涉案物品和有关材料，办结交接手续。',
      basis: ['transfer-310/12'],
      where: { field: 'decision', is: 'filed' },
    },
  ],
  when: (_facts, { decision, reason, papersReturned }) =>
    decision === 'not-filed' && (reason === undefined || !papersReturned)
      ? '不予立案的，应当说明理由并退回案卷材料。'
      : undefined,
  then: (_facts, { decision }) => [
    {
      do: 'notify',
      to: { role: 'referrer' },
      title:
        decision === 'filed'
          ? '立案通知书，接到之日起三日内移交涉案物品'
          : '不予立案通知书，有异议的三日内提请复议',
    },
  ],
});

export const decideReview = defineAct({
  title: '作出复议决定',
  by: ['police'],
  from: 'under-review',
  to: { by: 'decision', cases: { filed: 'filed', 'not-filed': 'upheld' } },
  basis: ['transfer-310/9'],
  form: field.form({
    decision: field.choice('决定', filing),
    noticeNumber: field.text('复议决定通知书文号'),
    reason: field.longText('理由'),
  }),
  document: '复议决定通知书',
  recites: [
    ...letter,
    { act: 'decideFiling', fields: [{ field: 'noticeNumber', as: '不予立案通知书文号' }] },
    { act: 'requestReview', fields: [{ field: 'reason', as: '提请复议的理由' }] },
  ],
  tells: [
    {
      text: '仍有异议的，自收到本通知书之日起{supervision}内建议人民检察院进行立案监督。',
      basis: ['transfer-310/9'],
      where: { field: 'decision', is: 'not-filed' },
    },
  ],
  then: () => [{ do: 'notify', to: { role: 'referrer' }, title: '复议决定通知书，请签收' }],
});

export const confirmHandover = defineAct({
  title: '确认交接',
  by: ['police'],
  from: 'handed-over',
  to: 'closed',
  basis: ['transfer-310/12'],
  form: field.form({
    complete: field.yesNo('物品和材料与清单相符'),
    note: field.optional(field.longText('说明')),
  }),
  document: '涉案物品交接单',
  recites: [...letter, { act: 'handOver', fields: ['items', 'papers'] }],
  when: (_facts, { complete, note }) =>
    complete || note !== undefined ? undefined : '与清单不符的须说明。',
});

export const sendBack = defineAct({
  title: '移送行政执法机关处理',
  by: ['police'],
  from: ['filed', 'handing-over', 'handed-over'],
  to: 'returned',
  vacates: 'police',
  optional: true,
  basis: ['transfer-310/13'],
  form: field.form({
    ground: field.choice('情形', {
      'no-crime': '没有犯罪事实',
      slight: '犯罪事实显著轻微，不需要追究刑事责任',
    }),
    reason: field.longText('理由'),
    papers: field.files('移送材料', { min: 1 }),
  }),
  document: '移送行政执法机关处理通知书',
  recites: letter,
  then: () => [{ do: 'notify', to: { role: 'referrer' }, title: '案件移送行政处理' }],
});
