import { letter } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';

/** What the referring office does with the police's answer (9, 10, 12). */
/** Receipt of a police notice, from which the office's own three days run. */
function receipt(title: string, from: string, to: string, basis: string) {
  return defineAct({
    title,
    by: ['referrer'],
    from,
    to,
    basis: [basis],
    form: field.form({
      receivedOn: field.date('收到日期'),
      notice: field.files('通知书', { min: 1 }),
    }),
    when: (facts, { receivedOn }) =>
      impossibleDay(facts, '收到日期', receivedOn, facts.history.at(-1)),
  });
}

/** The police took the case up; 3 days to hand over what is seized (12). */
export const receiveFiling = receipt('签收立案通知书', 'filed', 'handing-over', 'transfer-310/12');
/** The police did not take it up; 3 days to ask for reconsideration, or the procuratorate (9). */
export const receiveRefusal = receipt(
  '签收不予立案通知书',
  'not-filed',
  'refusal-received',
  'transfer-310/9',
);
/** The refusal was upheld; only the procuratorate is left (9). */
export const receiveUpheld = receipt(
  '签收复议决定通知书',
  'upheld',
  'upheld-received',
  'transfer-310/9',
);

export const handOver = defineAct({
  title: '移交涉案物品和材料',
  by: ['referrer'],
  from: 'handing-over',
  to: 'handed-over',
  basis: ['transfer-310/12'],
  form: field.form({
    items: field.rows('涉案物品', {
      name: field.text('名称'),
      quantity: field.integer('数量'),
      unit: field.text('单位', { max: 10 }),
    }),
    papers: field.longText('其他材料'),
    record: field.files('交接清单', { min: 1 }),
  }),
  document: '涉案物品移交清单',
  recites: [...letter, { act: 'decideFiling', fields: ['decision', 'noticeNumber'] }],
  then: () => [{ do: 'notify', to: { role: 'police' }, title: '涉案物品已移交，请确认交接' }],
});

export const requestReview = defineAct({
  title: '提请复议',
  by: ['referrer'],
  from: 'refusal-received',
  to: 'under-review',
  within: 'reconsideration',
  basis: ['transfer-310/9'],
  form: field.form({
    reason: field.longText('应当立案的理由'),
    request: field.files('提请复议书', { min: 1 }),
  }),
  document: '提请复议书',
  recites: [...letter, { act: 'decideFiling', fields: ['decision', 'noticeNumber'] }],
  then: () => [{ do: 'notify', to: { role: 'police' }, title: '提请复议，收到之日起三日内决定' }],
});

/** Straight after a refusal the law names no period of its own; after a reconsideration it is three days (9). */
function suggest(from: string, within?: string) {
  return defineAct({
    title: '建议检察机关立案监督',
    by: ['referrer'],
    from,
    to: 'supervised',
    ...(within === undefined ? {} : { within }),
    basis: ['transfer-310/9'],
    form: field.form({
      procuratorate: field.text('人民检察院'),
      reason: field.longText('理由'),
      letter: field.files('立案监督建议书', { min: 1 }),
    }),
    document: '立案监督建议书',
    recites: [...letter, { act: 'decideFiling', fields: ['decision', 'noticeNumber'] }],
  });
}

/** Suggests supervision at once, instead of asking for reconsideration (9). */
export const suggestDirectly = suggest('refusal-received');
/** Suggests supervision after the refusal was upheld (9). */
export const suggestAfterReview = suggest('upheld-received', 'supervision');

export const recordSupervision = defineAct({
  title: '登记立案监督结果',
  by: ['referrer'],
  from: 'supervised',
  to: { by: 'outcome', cases: { filed: 'filed', 'not-filed': 'not-prosecuted' } },
  basis: ['transfer-310/9'],
  form: field.form({
    outcome: field.choice('结果', { filed: '公安机关已立案', 'not-filed': '维持不予立案' }),
    papers: field.files('法律文书', { min: 1 }),
  }),
});

/** Where nobody is prosecuted the office's own duty to act remains (10, 13). */
export const handleItself = defineAct({
  title: '依法作出行政处理',
  by: ['referrer'],
  from: ['not-approved', 'refusal-received', 'upheld-received', 'not-prosecuted', 'returned'],
  to: 'closed',
  basis: ['transfer-310/10', 'transfer-310/13'],
  form: field.form({
    outcome: field.choice('处理', { penalty: '行政处罚', other: '其他处理', none: '不予处罚' }),
    caseNumber: field.optional(field.text('行政处罚案件号')),
    reason: field.longText('处理情况和理由'),
  }),
  when: (_facts, { outcome, caseNumber }) =>
    outcome === 'penalty' && caseNumber === undefined ? '请填写行政处罚案件号。' : undefined,
});
