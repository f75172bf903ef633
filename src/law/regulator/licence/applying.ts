import { remedies } from '#law/remedies.ts';
import { asked } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { particulars } from '../certificates/parts.ts';
import { banned } from './granting.ts';

/** From the application to its acceptance, and the ways in which it ends before a decision (measures 11, 12, 32). */
const tellApplicant = (title: string) =>
  ({ do: 'notify', to: { role: 'applicant' }, title }) as const;
const { classes, units, site } = particulars;

export const apply = defineAct({
  title: '申请生产许可',
  by: ['applicant'],
  to: 'submitted',
  basis: ['licence-measures/11', 'licence-regulation/55'],
  form: field.form({
    product: field.text('申请取证的产品', { hint: '如“水泥（通用硅酸盐水泥）”。' }),
    classes,
    units,
    site,
    conditions: field.longText('人员、设备、检验手段和质量管理制度'),
    contact: field.text('联系人和电话', { personal: true }),
    application: field.files('申请书和申请材料', { min: 1 }),
  }),
  document: '工业产品生产许可证申请书',
  when: (facts, input) => {
    const business = facts.subject?.business ?? 'producer';
    if (business !== 'producer') return '生产许可证只发给生产企业，本单位登记为销售单位。';
    return banned(facts, input.classes, facts.today);
  },
  then: () => [
    { do: 'notify', to: { role: 'authority' }, title: '生产许可申请，五个工作日内决定是否受理' },
  ],
});

export const accept = defineAct({
  title: '决定是否受理',
  by: ['authority'],
  from: 'submitted',
  to: {
    by: 'outcome',
    cases: { accepted: 'accepted', incomplete: 'incomplete', rejected: 'not-accepted' },
  },
  basis: ['licence-measures/12'],
  form: field.form({
    outcome: field.choice('处理', {
      accepted: '受理',
      incomplete: '一次告知补正',
      rejected: '不予受理',
    }),
    number: field.text('文书号'),
    reason: field.optional(field.longText('需补正的全部内容或者不予受理的理由')),
  }),
  document: {
    by: 'outcome',
    cases: {
      accepted: '行政许可申请受理通知书',
      incomplete: '行政许可申请补正告知书',
      rejected: '行政许可申请不予受理通知书',
    },
  },
  recites: [asked],
  tells: [
    {
      text: '自受理之日起{decision}内作出许可决定，产品检验的时间不计算在内。',
      basis: ['licence-measures/24', 'licence-regulation/24'],
      where: { field: 'outcome', is: 'accepted' },
    },
    {
      text: '受理后可以试生产，产品须出厂检验合格并标明“试制品”。',
      basis: ['licence-measures/45'],
      where: { field: 'outcome', is: 'accepted' },
    },
    remedies({ paper: '通知书', where: { field: 'outcome', is: 'rejected' } }),
  ],
  when: (facts, { outcome, reason }) => {
    if (outcome !== 'accepted' && reason === undefined) return '请写明理由或者需补正的内容。';
    return outcome === 'incomplete' && facts.last('supplement') !== undefined
      ? '补正内容应当一次告知，不得再次要求补正。'
      : undefined;
  },
  then: (_facts, { outcome }) => [
    tellApplicant(
      {
        accepted: '许可申请已受理，可以试生产，产品须检验合格并标明“试制品”',
        incomplete: '许可申请材料不全，请一次补正',
        rejected: '许可申请不予受理',
      }[outcome],
    ),
  ],
});

/** Whoever isn't told in time that something is missing counts as accepted. */
export const deem = defineAct({
  title: '逾期未告知，视为受理',
  by: [],
  byTime: 'deemed',
  from: 'submitted',
  to: 'accepted',
  basis: ['licence-measures/12'],
  form: field.form({}),
  then: () => [
    tellApplicant('五个工作日内没有告知补正，许可申请视为受理'),
    { do: 'notify', to: { role: 'authority' }, title: '许可申请已视为受理，请安排实地核查' },
  ],
});

export const supplement = defineAct({
  title: '补正申请材料',
  by: ['applicant'],
  from: 'incomplete',
  to: 'submitted',
  basis: ['licence-measures/12'],
  form: field.form({
    note: field.longText('补正说明'),
    papers: field.files('补正材料', { min: 1 }),
  }),
  then: () => [{ do: 'notify', to: { role: 'authority' }, title: '申请人已补正许可申请材料' }],
});

/** States in which nothing is decided yet. */
const pending = [
  'submitted',
  'incomplete',
  'accepted',
  'planned',
  'reviewed',
  'sealing',
  'testing',
  'to-decide',
];

export const withdraw = defineAct({
  title: '撤回申请',
  by: ['applicant'],
  from: pending,
  to: 'ended',
  optional: true,
  basis: ['licence-measures/32'],
  form: field.form({ reason: field.longText('理由') }),
  then: () => [{ do: 'notify', to: { role: 'authority' }, title: '申请人撤回许可申请' }],
});

export const terminate = defineAct({
  title: '终止办理',
  by: ['authority'],
  from: pending,
  to: 'ended',
  optional: true,
  basis: ['licence-measures/32'],
  form: field.form({
    number: field.text('文书号'),
    ground: field.longText('终止办理的情形', { hint: '实施办法第三十二条列明的情形。' }),
    papers: field.files('证明材料'),
  }),
  document: '终止办理行政许可通知书',
  recites: [asked],
  tells: [remedies({ paper: '通知书' })],
  then: () => [tellApplicant('许可申请已终止办理，请查阅理由')],
});
