import * as field from '#kernel/field.ts';

/** Where a finding came from. */
export const findingSources = {
  'daily-control': '日管控',
  'weekly-screening': '周排查',
  'incoming-inspection': '进货查验',
  'product-inspection': '产品检验',
  'process-control': '过程控制',
  inspection: '监督检查',
  'spot-check': '监督抽查',
  complaint: '投诉举报',
  alert: '质量预警',
  other: '其他',
} as const;

/** Registers a finding; the immediate measure is needed where it was already taken. */
export const findingForm = field.form({
  source: field.choice('问题来源', findingSources),
  foundOn: field.date('发现日期'),
  keyLink: field.text('关键环节'),
  item: field.optional(field.text('清单项目编号', { max: 20 })),
  description: field.longText('问题描述'),
  photos: field.files('现场照片'),
  containment: field.choice('即时措施', { taken: '已采取', pending: '尚未采取' }),
  immediateMeasure: field.optional(field.longText('即时措施内容')),
});

/** What was done at once. */
export const containForm = field.form({
  immediateMeasure: field.longText('即时措施内容'),
  photos: field.files('现场照片'),
});

/** Cause, plan, responsible person and the day that the enterprise sets itself. */
export const planForm = field.form({
  causes: field.choices('原因类别', {
    people: '人员操作',
    equipment: '设备工装',
    material: '原材料、零部件',
    method: '工艺方法',
    environment: '环境条件',
    measurement: '检验测量',
    management: '制度管理',
    supplier: '供货商',
  }),
  analysis: field.longText('原因分析'),
  plan: field.longText('整改措施'),
  responsible: field.person('整改责任人', []),
  dueOn: field.date('计划完成日期'),
  endangersSafety: field.yesNo('是否可能存在危及人身、财产安全的缺陷', {
    hint: '选“是”的，主要负责人将收到立即研判的提醒。',
  }),
});

/** A later day and why. */
export const postponeForm = field.form({
  dueOn: field.date('延长后的完成日期'),
  reason: field.longText('延长原因', { min: 5 }),
});

/** What was done, with evidence. */
export const implementForm = field.form({
  result: field.longText('整改情况'),
  completedOn: field.date('实际完成日期'),
  evidence: field.files('整改证据', { min: 1 }),
});

/** Passed, or back with a new day. */
export const verifyForm = field.form({
  result: field.choice('验收结论', { pass: '通过', fail: '不通过，继续整改' }),
  opinion: field.longText('验收意见'),
  evidence: field.files('验收照片'),
  dueOn: field.optional(field.date('重新整改的完成日期')),
});

/** Why what was registered is no problem after all. */
export const ruleOutForm = field.form({
  reason: field.longText('排除理由', { min: 5 }),
  evidence: field.files('核实证据', { min: 1 }),
});
