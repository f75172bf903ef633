import type { Effect } from '#kernel/effect.ts';
import * as field from '#kernel/field.ts';
import type { PastFacts } from '#kernel/facts.ts';
import type { RecitedAct, Telling } from '#kernel/paper/words.ts';
import { remedies } from '#law/remedies.ts';
import { byChief, byTeam, goodsList, inCase, namedTwice, officersPresent } from './parts.ts';

/** Keeping evidence and coercive measures: with approval, at most 30 and 30 days, an inventory, an end (33 to 42). */
const held = [
  'investigating',
  'suspended',
  'to-review',
  'reviewed',
  'to-notify',
  'notice-announced',
  'notified',
];
const anywhere = [
  ...held,
  'hearing-requested',
  'hearing-fixed',
  'hearing-held',
  'hearing-reported',
  'to-decide',
  'decided',
  'served',
  'urged',
  'enforcing',
  'with-police',
  'no-penalty',
  'to-close',
];

const seizing = ['seize', 'seizeUrgently'];

/** Whether anything is sealed or seized now. */
export function isSeized({ history }: Pick<PastFacts, 'history'>): boolean {
  const ends = ['releaseSeizure', 'liftSeizure'];
  const last = history.findLast(({ act }) => [...seizing, ...ends].includes(act));
  return last !== undefined && seizing.includes(last.act);
}

/** Whether evidence that was kept for the moment has not been dealt with. */
function isKept(facts: PastFacts): boolean {
  return facts.all('preserve').length > facts.all('handlePreserved').length;
}

export const preserve = byTeam({
  title: '先行登记保存证据',
  from: 'investigating',
  basis: ['order-2/33'],
  form: field.form({
    number: field.text('先行登记保存通知书文号'),
    reason: field.longText('证据可能灭失或者以后难以取得的情况'),
    goods: goodsList('保存物品清单'),
    officers: officersPresent,
    approval: field.files('负责人批准文书', { min: 1 }),
  }),
  document: '先行登记保存证据通知书',
  recites: inCase,
  tells: [
    {
      text: '保存期间，当事人或者有关人员不得损毁、销毁或者转移证据；本机关在{preservation}内作出处理决定，逾期未作出的自动解除。',
      basis: ['order-2/33', 'order-2/35'],
    },
  ],
  possible: (past) => (isKept(past) ? '已有先行登记保存的证据尚未处理。' : undefined),
  when: (_facts, { officers }) => namedTwice(officers),
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '先行登记保存证据通知书' }],
});

export const handlePreserved = byTeam({
  title: '处理先行登记保存的证据',
  from: held,
  basis: ['order-2/35'],
  form: field.form({
    outcome: field.choice('处理', {
      collected: '采取记录、复制、拍照等证据保全措施后返还',
      tested: '送交检验、鉴定',
      seized: '依法查封、扣押',
      confiscated: '依法没收',
      released: '解除先行登记保存',
    }),
    reason: field.longText('理由'),
  }),
  document: '先行登记保存证据处理决定书',
  recites: [
    ...inCase,
    { act: 'preserve', fields: [{ field: 'number', as: '先行登记保存通知书文号' }, 'goods'] },
  ],
  possible: (past) => (isKept(past) ? undefined : '没有先行登记保存的证据。'),
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '先行登记保存证据处理决定书' }],
});

const seizureForm = {
  number: field.text('查封扣押决定书文号'),
  kind: field.choice('措施', { seal: '查封', seize: '扣押' }),
  days: field.integer('查封、扣押期限', { min: 1, max: 30, unit: '日', hint: '不超过三十日。' }),
  reason: field.longText('事实和理由'),
  goods: goodsList('查封、扣押清单'),
  officers: officersPresent,
};

/** When the measure ends; testing of which the party was told in writing does not count (38). */
const seizedUntil: Telling = {
  text: '查封、扣押期限至{seizure:day}届满；检验、检测、鉴定的期间另行书面告知，不计算在内。当事人有权陈述、申辩。',
  basis: ['order-2/38', 'coercion-law/25'],
};

const seizure: RecitedAct = {
  act: ['seize', 'seizeUrgently'],
  fields: [{ field: 'number', as: '查封扣押决定书文号' }, 'kind', 'goods'],
};

/** One ends before the next begins, so that no period is counted twice. */
function alreadySeized(past: PastFacts): string | undefined {
  return isSeized(past) ? '已有查封、扣押尚未解除。' : undefined;
}

function seized(days: number): Effect {
  return {
    do: 'notify',
    to: { role: 'party' },
    title: `查封扣押决定书和清单，期限${days}日`,
  };
}

export const seize = byChief({
  title: '批准查封、扣押',
  from: 'investigating',
  basis: ['order-2/36', 'order-2/38', 'product-quality-law/18', 'coercion-law/25'],
  form: field.form(seizureForm),
  document: '查封扣押决定书',
  recites: inCase,
  tells: [seizedUntil, remedies({ lawsuit: 'remedy' })],
  possible: alreadySeized,
  when: (_facts, { officers }) => namedTwice(officers),
  then: (_facts, { days }) => [seized(days)],
});

export const seizeUrgently = byTeam({
  title: '当场查封、扣押（情况紧急）',
  from: 'investigating',
  basis: ['order-2/36', 'order-2/38', 'product-quality-law/18'],
  form: field.form({ ...seizureForm, urgency: field.longText('情况紧急的说明') }),
  document: '查封扣押决定书',
  recites: inCase,
  tells: [seizedUntil, remedies({ lawsuit: 'remedy' })],
  possible: alreadySeized,
  when: (_facts, { officers }) => namedTwice(officers),
  then: (_facts, { days }) => [
    seized(days),
    { do: 'notify', to: { role: 'chief' }, title: '当场查封、扣押，请在二十四小时内补办批准' },
  ],
});

/** Whether an urgent measure waits for the head's approval. */
function awaitsApproval(facts: PastFacts): string | undefined {
  const status = facts.clock('seizure-approval')?.status ?? 'met';
  return status === 'running' || status === 'overdue' ? undefined : '没有待补办批准的查封、扣押。';
}

export const confirmSeizure = byChief({
  title: '补办批准查封、扣押',
  from: held,
  basis: ['order-2/36'],
  form: field.form({ opinion: field.longText('审批意见') }),
  possible: awaitsApproval,
});

export const liftSeizure = byChief({
  title: '不批准，立即解除查封、扣押',
  from: held,
  basis: ['order-2/36', 'order-2/42'],
  form: field.form({
    number: field.text('解除查封扣押决定书文号'),
    reason: field.longText('不应当采取的理由'),
  }),
  document: '解除查封扣押决定书',
  recites: [...inCase, seizure],
  possible: awaitsApproval,
  then: () => [
    { do: 'notify', to: { role: 'party' }, title: '查封、扣押不予批准，已解除，请领回物品' },
  ],
});

export const extendSeizure = byChief({
  title: '批准延长查封、扣押期限',
  from: anywhere,
  extends: 'seizure',
  basis: ['order-2/38', 'coercion-law/25'],
  form: field.form({
    number: field.text('延长期限决定书文号'),
    reason: field.longText('情况复杂的理由'),
  }),
  document: '延长查封扣押期限决定书',
  recites: [...inCase, seizure],
  tells: [
    { text: '查封、扣押期限延长至{seizure:day}。', basis: ['order-2/38', 'coercion-law/25'] },
    remedies({ lawsuit: 'remedy' }),
  ],
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '延长查封扣押期限决定书' }],
});

export const releaseSeizure = byTeam({
  title: '解除查封、扣押并处理物品',
  from: anywhere,
  basis: ['order-2/42'],
  form: field.form({
    number: field.text('解除查封扣押决定书文号'),
    ground: field.choice('情形', {
      'no-breach': '没有违法行为',
      unrelated: '场所、设施或者财物与违法行为无关',
      decided: '已经作出处理决定，不再需要查封、扣押',
      expired: '查封、扣押期限已经届满',
      police: '随案移送公安机关',
      other: '其他不再需要采取措施的情形',
    }),
    handled: field.rows('物品处理', {
      name: field.text('名称'),
      quantity: field.decimal('数量'),
      unit: field.text('单位', { max: 10 }),
      outcome: field.choice('去向', {
        returned: '退还',
        confiscated: '没收',
        destroyed: '监督销毁、无害化处理',
        transferred: '移交',
      }),
      receiver: field.text('接收人', { personal: true }),
    }),
    record: field.files('交接、销毁记录', { min: 1 }),
  }),
  document: '解除查封扣押决定书',
  recites: [
    ...inCase,
    { ...seizure, fields: [{ field: 'number', as: '查封扣押决定书文号' }, 'kind'] },
  ],
  possible: (past) => (isSeized(past) ? undefined : '没有需要解除的查封、扣押。'),
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '解除查封扣押决定书' }],
});
