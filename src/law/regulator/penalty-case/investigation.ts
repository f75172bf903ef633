import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { discretions, penaltyKinds } from './amount/amount.ts';
import { penaltyGrounds } from './amount/bands.ts';
import { letterFields } from '../joint/assistance-acts.ts';
import { dropProposal } from '../dishonesty-listing/with-penalty.ts';
import {
  byChief,
  byTeam,
  evidence,
  gathering,
  inCase,
  internal,
  namedTwice,
  officersPresent,
  textIn,
} from './parts.ts';

/** Gathering facts until the report that ends the investigation (order-2/21 to 32, 46 to 48). */
export const collect = byTeam({
  title: '收集证据',
  from: 'investigating',
  basis: ['order-2/22', 'order-2/23', 'order-2/24', 'order-2/28', 'order-2/29'],
  form: field.form({
    officers: officersPresent,
    shown: field.yesNo('已出示执法证件并告知陈述、申辩和申请回避的权利', {
      hint: '首次向当事人收集证据时告知。',
    }),
    evidence,
  }),
  when: (facts, { officers, shown, evidence }) => {
    if (!shown) return '调查时须出示执法证件，首次收集证据须告知当事人权利。';
    const wrongDay = evidence
      .map(({ collectedOn }) => impossibleDay(facts, '收集日期', collectedOn))
      .find((one) => one !== undefined);
    return wrongDay ?? namedTwice(officers);
  },
});

export const suspend = byChief({
  title: '批准中止调查',
  from: 'investigating',
  to: 'suspended',
  basis: ['order-2/46'],
  form: field.form({
    ground: field.choice('中止情形', {
      'other-case': '须以相关案件的裁判、处理结果为依据，该案尚未审结',
      'law-question': '涉及法律适用等问题，需要有权机关解释或者确认',
      'force-majeure': '因不可抗力致使案件暂时无法调查',
      unreachable: '当事人下落不明致使案件暂时无法调查',
      other: '其他应当中止的情形',
    }),
    reason: field.longText('理由'),
  }),
  document: '中止调查审批表',
  recites: inCase,
});

export const resume = byChief({
  title: '恢复调查',
  from: 'suspended',
  to: 'investigating',
  basis: ['order-2/46'],
  form: field.form({ reason: field.longText('中止原因消除的情况') }),
});

/** What happened elsewhere is asked of the office there, in a proceeding of its own (45). */
export const askAssistance = byTeam({
  title: '请其他市场监管部门协助调查',
  from: gathering,
  optional: true,
  basis: ['order-2/45'],
  form: field.form({ ...letterFields(internal), papers: field.files('所附材料', internal) }),
  then: (facts, { papers, ...asked }) => [
    {
      do: 'open',
      procedure: 'assistance-letter',
      act: 'ask',
      input: {
        ...asked,
        papers,
        caseName: textIn(facts.value('open', 'caseName')),
        suspect: textIn(facts.value('open', 'partyName')),
        ...(facts.last('decideFiling') === undefined
          ? {}
          : { caseNumber: textIn(facts.value('decideFiling', 'caseNumber')) }),
      },
    },
  ],
});

export const terminate = byChief({
  title: '批准终止调查',
  from: ['investigating', 'suspended'],
  to: 'to-close',
  basis: ['order-2/47'],
  form: field.form({
    ground: field.choice('终止情形', {
      dissolved: '当事人已经终止，没有权利义务承受人',
      dead: '当事人死亡',
      other: '其他应当终止的情形',
    }),
    reason: field.longText('理由'),
    papers: field.files('证明材料', { min: 1 }),
  }),
  document: '终止调查审批表',
  recites: inCase,
  then: (facts) => dropProposal(facts, '终止调查'),
});

export const endInvestigation = byTeam({
  title: '提交调查终结报告',
  from: 'investigating',
  to: 'to-review',
  basis: ['order-2/48', 'product-quality-law/72', 'order-118/14'],
  form: field.form({
    process: field.longText('当事人基本情况和调查经过', internal),
    facts: field.longText('违法事实和证据', internal),
    grounds: field.choices('案件性质和处罚依据', penaltyGrounds, internal),
    goodsValueYuan: field.decimal('货值金额', {
      unit: '元',
      hint: '按标价计算，含已售和未售；没有标价的按同类产品的市场价格。',
      ...internal,
    }),
    illegalGainYuan: field.decimal('违法所得', {
      unit: '元',
      hint: '收入扣除直接用于经营活动的合法必要支出；没有的填0。',
      ...internal,
    }),
    gainBasis: field.longText('货值金额、违法所得的计算依据', internal),
    discretion: field.choice('建议的裁量等级', discretions, internal),
    factors: field.longText('自由裁量的理由', internal),
    kinds: field.optional(field.choices('建议的处罚种类', penaltyKinds, internal)),
    fineYuan: field.optional(field.decimal('建议的罚款数额', { unit: '元', ...internal })),
    proposal: field.choice(
      '处理建议',
      { penalty: '行政处罚', 'no-penalty': '不予行政处罚', other: '其他处理' },
      internal,
    ),
  }),
  document: '调查终结报告',
  recites: inCase,
  possible: ({ all, clock }) => {
    if (all('collect').length === 0) return notYet('尚未登记任何证据，不能终结调查。');
    if (all('sendForTest').length > all('receiveTest').length) {
      return notYet('检验、检测、鉴定结果尚未收到。');
    }
    const awaited = clock('seizure-approval')?.status ?? 'met';
    return awaited === 'running' || awaited === 'overdue'
      ? notYet('查封、扣押尚未补办批准。')
      : undefined;
  },
  when: (_facts, { proposal, kinds }) => {
    return proposal === 'penalty' && kinds === undefined ? '请选择建议的处罚种类。' : undefined;
  },
});
