import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { checkEvidence, evidence, investigators, officers } from './evidence.ts';

const basis = ['guidance/4.1'];
/** What is handed over, counted and sealed. */
const items = field.rows(
  '随案物品',
  {
    name: field.text('名称'),
    quantity: field.decimal('数量'),
    unit: field.text('单位', { max: 10 }),
    seal: field.optional(field.text('封签编号')),
    condition: field.text('外观和包装'),
  },
  { min: 0, max: 200 },
);

/** The acts of handing evidence over: list, counting, correction, return, archive. */
export const offer = defineAct({
  title: '移交证据',
  by: ['giver'],
  to: 'offered',
  basis: ['guidance/4.1', 'order-2/24', 'order-2/26'],
  form: field.form({
    title: field.text('案件或者线索名称', { hint: '不写个人信息。' }),
    number: field.optional(field.text('案号或者移送函文号')),
    taker: field.organisation('接收单位', investigators),
    evidence: evidence(0),
    items,
    place: field.text('交接地点'),
  }),
  seats: { taker: 'taker' },
  document: '证据移交清单',
  when: (facts, input) => {
    if (input.taker === facts.actor.organisation) return '不能移交给本单位。';
    return input.evidence.length + input.items.length === 0
      ? '证据清单和随案物品不能都是空的。'
      : checkEvidence(facts.today, input.evidence);
  },
  then: () => [{ do: 'notify', to: { role: 'taker' }, title: '有证据移交，请清点接收' }],
});

export const receive = defineAct({
  title: '清点接收',
  by: ['taker'],
  from: 'offered',
  to: { by: 'result', cases: { all: 'received', differs: 'disputed' } },
  basis,
  form: field.form({
    result: field.choice('清点结果', { all: '与清单相符，封签完好', differs: '与清单不符' }),
    differences: field.optional(field.longText('不符之处')),
    receivedBy: field.people('接收人', officers, { min: 2, max: 4 }),
    storedAt: field.text('保管地点'),
    photos: field.files('交接照片'),
  }),
  notBy: ['offer'],
  document: '证据接收回执',
  recites: [{ act: 'offer', fields: ['number', 'evidence', 'items'] }, { seats: ['giver'] }],
  when: (facts, { result, differences, receivedBy }) => {
    if (!receivedBy.includes(facts.actor.account)) return '办理人须是接收人之一。';
    return result === 'differs' && differences === undefined ? '请写明哪些不符。' : undefined;
  },
  then: (_facts, { result }) => [
    {
      do: 'notify',
      to: { role: 'giver' },
      title: result === 'all' ? '证据已清点接收' : '证据清点不符，请核对',
    },
  ],
});

export const settle = defineAct({
  title: '核对并更正清单',
  by: ['giver'],
  from: 'disputed',
  to: 'offered',
  basis,
  form: field.form({
    explanation: field.longText('不符的原因'),
    corrected: field.longText('更正后的清单'),
    papers: field.files('证明材料'),
  }),
  document: '证据清单更正说明',
  recites: [
    { act: 'offer', fields: ['number', 'evidence', 'items'] },
    { act: 'receive', title: '清点情况', fields: ['differences'] },
    { seats: ['taker'] },
  ],
  then: () => [{ do: 'notify', to: { role: 'taker' }, title: '证据清单已更正，请重新清点' }],
});

export const giveBack = defineAct({
  title: '退还证据',
  by: ['taker'],
  from: 'received',
  to: 'returning',
  basis,
  form: field.form({
    reason: field.longText('退还原因'),
    what: field.longText('退还的证据和物品'),
    condition: field.text('封签和外观'),
  }),
  document: '证据退还清单',
  recites: [{ act: 'offer', fields: ['number'] }, { seats: ['giver'] }],
  then: () => [{ do: 'notify', to: { role: 'giver' }, title: '证据退还，请清点' }],
});

export const takeBack = defineAct({
  title: '确认收回',
  by: ['giver'],
  from: 'returning',
  to: 'closed',
  basis,
  form: field.form({
    complete: field.yesNo('与退还清单相符'),
    note: field.optional(field.longText('说明')),
  }),
  document: '证据收回回执',
  recites: [
    { act: 'offer', fields: ['number'] },
    { act: 'giveBack', fields: ['what', 'condition'] },
    { seats: ['taker'] },
  ],
  when: (_facts, { complete, note }) =>
    complete || note !== undefined ? undefined : '与清单不符的须说明。',
});

export const archive = defineAct({
  title: '随案归档',
  by: ['taker'],
  from: 'received',
  to: 'closed',
  basis: ['guidance/4.1', 'order-2/78'],
  form: field.form({ archive: field.text('案卷号') }),
});
