import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notAuthorised, textIn } from '../penalty-case/parts.ts';
import { capFor, cappedKinds, capPolicy, visitKinds, visitsInYear } from './cap.ts';

const officers = field.rows(
  '执法人员',
  {
    person: field.person('姓名', ['case-officer', 'sampler']),
    certificate: field.text('行政执法证号', { max: 30 }),
  },
  { min: 2, max: 10 },
);

type Officers = readonly { readonly person: string; readonly certificate: string }[];

function checkOfficers(list: Officers): string | undefined {
  const people = new Set(list.map(({ person }) => person));
  const numbers = new Set(list.map(({ certificate }) => certificate));
  return people.size < list.length || numbers.size < list.length
    ? '检查人员不少于二人，同一人不得重复填写，证号不得相同。'
    : undefined;
}

export const plan = defineAct({
  title: '登记检查方案',
  by: ['officer'],
  to: 'proposed',
  basis: [
    'inspection-2024-54/frequency',
    'inspection-2024-54/scan',
    'product-quality-law/18',
    'order-44/15',
  ],
  form: field.form({
    matterName: field.text('检查事项'),
    kind: field.choice('检查类型', visitKinds),
    clueNumber: field.optional(field.text('线索、整改事项编号')),
    plannedOn: field.date('计划检查日期'),
    announce: field.choice('告知方式', {
      advance: '事先告知企业',
      arrival: '不事先告知，到场出示',
    }),
    items: field.longText('检查内容和依据'),
    officers,
  }),
  document: '行政检查方案',
  when: (facts, { kind, plannedOn, clueNumber, officers: list }) => {
    if (plannedOn < facts.today) return '计划检查日期不能早于今天。';
    if (!cappedKinds.includes(kind)) {
      return clueNumber === undefined ? '线索核查、整改复查请填写编号。' : checkOfficers(list);
    }
    const done = visitsInYear(facts, plannedOn);
    return done >= capFor(facts)
      ? `本部门${plannedOn.slice(0, 4)}年对该企业已登记${done}次检查，达到上限。${capPolicy}`
      : checkOfficers(list);
  },
  then: () => [{ do: 'notify', to: { role: 'chief' }, title: '检查方案待批准' }],
});

export const approve = defineAct({
  title: '批准检查方案',
  by: ['chief'],
  from: 'proposed',
  to: {
    by: 'decision',
    cases: { announce: 'announced', silent: 'planned', reject: 'rejected' },
  },
  basis: ['inspection-2024-54/scan'],
  notBy: ['plan'],
  form: field.form({
    noticeNumber: field.text('检查通知书文号'),
    decision: field.choice('决定', {
      announce: '批准，告知企业',
      silent: '批准，到场出示',
      reject: '不批准',
    }),
    opinion: field.optional(field.longText('意见')),
  }),
  document: '行政检查通知书',
  when: (facts, { decision }) => {
    const isAdvance = facts.value('plan', 'announce') === 'advance';
    return decision !== 'reject' && isAdvance !== (decision === 'announce')
      ? '批准的告知方式与方案不一致。'
      : undefined;
  },
  then: (facts, { decision }) =>
    decision === 'announce'
      ? [
          {
            do: 'notify',
            to: { role: 'visited' },
            title: `行政检查通知，${textIn(facts.value('plan', 'plannedOn'))}到场检查`,
          },
        ]
      : [],
});

const before = ['announced', 'planned'];

/** Nobody comes earlier than the plan says. */
function tooEarly({ today, value }: PastFacts): string | undefined {
  return today < textIn(value('plan', 'plannedOn')) ? '尚未到计划检查日期。' : undefined;
}

export const cancel = defineAct({
  title: '取消检查',
  by: ['officer'],
  from: ['proposed', ...before],
  to: 'cancelled',
  basis: ['inspection-2024-54/frequency'],
  form: field.form({ reason: field.longText('原因') }),
});

const wrongCode = '所扫的码不是被检查企业的码。';

export const arrive = defineAct({
  title: '扫码到场',
  by: ['officer'],
  from: before,
  to: 'on-site',
  basis: ['inspection-2024-54/scan', 'order-2/22'],
  possible: tooEarly,
  form: field.form({
    scanned: field.organisation('扫码企业', ['enterprise', 'platform'], {
      hint: '扫描企业的检查码后自动填写。',
    }),
    officers,
    shown: field.yesNo('已出示执法证件和检查通知书'),
  }),
  when: (facts, { scanned, officers: list, shown }) => {
    if (scanned !== facts.subject?.id) return wrongCode;
    return shown ? checkOfficers(list) : '检查前须出示执法证件和检查通知书。';
  },
  then: () => [{ do: 'notify', to: { role: 'visited' }, title: '执法人员已扫码到场检查' }],
});

const refusal = {
  facts: field.longText('拒绝、阻碍的情况'),
  warned: field.yesNo('已告知拒绝检查的法律后果'),
  witness: field.optional(field.text('见证人', { personal: true })),
  evidence: field.files('音像记录', { min: 1 }),
};
const unwarned = '须先告知拒绝检查的法律后果。';

export const refuse = defineAct({
  title: '记录拒绝、阻碍检查',
  by: ['officer'],
  from: 'on-site',
  to: 'refused',
  basis: ['product-quality-law/16', 'product-quality-law/56'],
  form: field.form(refusal),
  document: '拒绝检查情况记录',
  when: (_facts, { warned }) => (warned ? undefined : unwarned),
  then: (facts, input) => refused(facts, input),
});

export const refuseEntry = defineAct({
  title: '记录拒绝入厂检查',
  by: ['officer'],
  from: before,
  to: 'refused',
  basis: ['product-quality-law/16', 'product-quality-law/56', 'inspection-2024-54/scan'],
  possible: tooEarly,
  form: field.form({
    scanned: field.optional(
      field.organisation('扫码企业', ['enterprise', 'platform'], {
        hint: '扫描企业的检查码后自动填写；在门口扫不到码的留空并写明原因。',
      }),
    ),
    unscanned: field.optional(field.text('没有扫码的原因')),
    officers,
    shown: field.yesNo('已出示执法证件和检查通知书'),
    ...refusal,
  }),
  document: '拒绝检查情况记录',
  when: (facts, { scanned, unscanned, officers: list, shown, warned }) => {
    if (scanned !== undefined && scanned !== facts.subject?.id) return wrongCode;
    if (scanned === undefined && unscanned === undefined) return '没有扫码的，请写明原因。';
    if (!shown) return '检查前须出示执法证件和检查通知书。';
    return checkOfficers(list) ?? (warned ? undefined : unwarned);
  },
  then: (facts, input) => refused(facts, input),
});

/** Whoever refuses is dealt with in a case of its own. */
function refused(
  { subject, today }: ProceedingFacts,
  { facts, evidence }: { facts: string; evidence: string[] },
): Effect[] {
  const partyName = subject?.name ?? '当事人';
  return [
    {
      do: 'open',
      procedure: 'penalty-case',
      act: 'open',
      input: {
        caseName: `${partyName}拒绝接受产品质量监督检查案`.slice(0, 200),
        partyName,
        partyKind: 'unit',
        source: 'inspection-refused',
        receivedOn: today,
        facts,
        suspected: ['product-quality-law/56'],
        materials: evidence,
      },
    },
    { do: 'notify', to: { role: 'visited' }, title: '拒绝检查已记录，将依法处理' },
  ];
}

export const writeUp = defineAct({
  title: '制作检查记录',
  by: ['officer'],
  from: 'on-site',
  to: 'recorded',
  basis: ['product-quality-law/18', 'order-2/28', 'guidance/2.6'],
  form: field.form({
    places: field.longText('检查场所和经过'),
    result: field.choice('检查结论', { clean: '未发现问题', findings: '发现问题，责令整改' }),
    findings: field.rows(
      '发现的问题',
      {
        keyLink: field.text('环节'),
        description: field.text('问题', { max: 500 }),
        photos: field.files('照片'),
      },
      { min: 0, max: 30 },
    ),
    photos: field.files('现场照片', { min: 1 }),
    signatures: field.files('检查人员签名', { min: 1, drawn: true }),
    endedAt: field.instant('检查结束时间'),
  }),
  document: '现场检查记录',
  when: (facts, { result, findings, endedAt }) => {
    if ((result === 'findings') !== findings.length > 0) return '检查结论与发现的问题不一致。';
    return Date.parse(endedAt) > Date.parse(facts.now) ? '结束时间不能晚于现在。' : undefined;
  },
  then: (facts, { findings }) => [
    ...findings.map((finding, at) => correct(facts, finding, at)),
    { do: 'notify', to: { role: 'visited' }, title: '现场检查记录，请签字确认' },
  ],
});

function correct(
  facts: ProceedingFacts,
  finding: { keyLink: string; description: string; photos: string[] },
  at: number,
): Effect {
  return {
    do: 'open',
    procedure: 'corrective-action',
    act: 'find',
    key: String(at + 1),
    input: {
      source: 'inspection',
      foundOn: facts.today,
      ...finding,
      containment: 'pending',
    },
  };
}

export const confirm = defineAct({
  title: '签字确认检查记录',
  by: ['visited'],
  from: 'recorded',
  to: 'confirmed',
  basis: ['order-2/28', 'guidance/2.6'],
  form: field.form({
    agrees: field.choice('意见', { agree: '记录属实', differ: '有不同意见' }),
    opinion: field.optional(field.longText('不同意见')),
    signature: field.files('签名', { min: 1, drawn: true }),
  }),
  document: '检查记录确认书',
  when: (facts, { agrees, opinion }) =>
    agrees === 'differ' && opinion === undefined ? '请写明不同意见。' : notAuthorised(facts),
});

export const noteUnsigned = defineAct({
  title: '注明企业拒绝签字',
  by: ['officer'],
  from: 'recorded',
  to: 'confirmed',
  basis: ['order-2/28'],
  form: field.form({
    reason: field.longText('拒绝签字的情况'),
    evidence: field.files('音像记录', { min: 1 }),
  }),
});

/** The firm's word on how it was visited; of the same form whether the file is archived or not. */
const rating = {
  title: '评价检查',
  by: ['visited'],
  within: 'rating',
  basis: ['inspection-2024-54/scan'],
  possible: (past: PastFacts) => (past.all('rate').length > 0 ? '已经评价过。' : undefined),
  form: field.form({
    score: field.integer('评分', { min: 1, max: 5, unit: '分', hint: '5分最满意。' }),
    disturbed: field.yesNo('影响正常生产经营'),
    asked: field.yesNo('有乱收费、乱罚款、吃拿卡要等情形'),
    comment: field.optional(field.longText('意见建议')),
  }),
  then: (_facts: ProceedingFacts, { asked }: { asked: boolean }): readonly Effect[] =>
    asked
      ? [{ do: 'notify', to: { role: 'chief' }, title: '企业反映检查中有违规情形，请核实' }]
      : [],
};

export const rate = defineAct({ ...rating, from: ['confirmed', 'published'] });

/** Nothing is left to be done once a file that is archived already has been rated. */
export const rateArchived = defineAct({ ...rating, from: 'archived', to: 'closed' });

export const publishResult = defineAct({
  title: '公开检查结果',
  by: ['publisher'],
  from: 'confirmed',
  to: 'published',
  basis: ['random-2019-5/publication', 'order-67/12'],
  form: field.form({ text: field.longText('公开内容') }),
  document: '行政检查结果公示',
  then: (facts, { text }) => [
    {
      do: 'publish',
      kind: 'inspection',
      title: `行政检查结果：${facts.subject?.name ?? '企业'}`,
      text,
    },
  ],
});

const summary = field.form({ summary: field.longText('检查和后续处理情况') });

/** The officer is done with it; the firm may rate until its time is over. */
export const archive = defineAct({
  title: '归档',
  by: ['officer'],
  from: 'published',
  to: 'archived',
  basis: ['order-2/79'],
  form: summary,
});

/** Whoever refused was not visited and rates nothing. */
export const close = defineAct({
  title: '归档',
  by: ['officer'],
  from: 'refused',
  to: 'closed',
  basis: ['order-2/79'],
  form: summary,
});

export const endRating = defineAct({
  title: '评价期满办结',
  by: [],
  byTime: 'rating-over',
  from: 'archived',
  to: 'closed',
  basis: ['inspection-2024-54/scan'],
  form: field.form({}),
});
