import { defineProcedure } from '#kernel/definition.ts';
import { form, longText } from '#kernel/field.ts';
import { correctiveClocks } from './corrective/clocks.ts';
import * as forms from './corrective/forms.ts';
import {
  checkFinding,
  checkPostponement,
  checkRulingOut,
  checkVerification,
  tellDirector,
} from './corrective/guards.ts';

const control = ['guidance/2.2', 'order-75/10', 'order-76/10'];
const screening = ['guidance/2.2', 'order-75/11', 'order-76/11'];
const supervision = ['order-75/14', 'order-76/14'];

/** 整改: a finding is contained at once, analysed, put right by the planned day and verified by another person. */
export const correctiveAction = defineProcedure({
  id: 'corrective-action',
  title: '整改',
  basis: [...control, 'order-75/11', 'order-76/11', ...supervision],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  named: 'description',
  subject: 'required',
  roles: {
    management: {
      title: '企业质量安全管理人员',
      kinds: ['enterprise'],
      posts: ['quality-safety-officer', 'quality-safety-director', 'principal'],
      fills: 'subject',
    },
    senior: {
      title: '质量安全总监或者主要负责人',
      kinds: ['enterprise'],
      posts: ['quality-safety-director', 'principal'],
      fills: 'subject',
    },
    staff: { title: '企业员工', kinds: ['enterprise'], fills: 'subject' },
    regulator: { title: '市场监管部门', kinds: ['market-regulator'], fills: 'competent' },
  },
  states: {
    found: { title: '待采取即时措施' },
    contained: { title: '待制定整改方案' },
    planned: { title: '整改中' },
    implemented: { title: '待验收' },
    closed: { title: '已闭环', final: true },
    'ruled-out': { title: '已排除', final: true },
  },
  acts: {
    find: {
      title: '登记问题',
      by: ['management', 'staff', 'regulator'],
      to: { by: 'containment', cases: { taken: 'contained', pending: 'found' } },
      basis: [...control, ...supervision],
      form: forms.findingForm,
      when: checkFinding,
      // Daily control tells the director itself, once for all findings of the day.
      then: (facts, input) =>
        input.source === 'daily-control'
          ? []
          : [tellDirector(facts, `“${input.keyLink}”登记了质量安全问题，请组织整改`)],
    },
    contain: {
      title: '采取即时措施',
      by: ['management'],
      from: 'found',
      to: 'contained',
      basis: control,
      form: forms.containForm,
    },
    'rule-out': {
      title: '排除（经核实不构成问题）',
      by: ['senior'],
      from: ['found', 'contained'],
      to: 'ruled-out',
      optional: true,
      basis: screening,
      notBy: ['find'],
      form: forms.ruleOutForm,
      possible: checkRulingOut,
    },
    plan: {
      title: '分析原因并制定整改方案',
      by: ['management'],
      from: 'contained',
      to: 'planned',
      basis: screening,
      form: forms.planForm,
      when: (facts, input) =>
        input.dueOn < facts.today ? '计划完成日期不能早于今天。' : undefined,
      then: (_facts, input) => [
        { do: 'notify', to: { account: input.responsible }, title: `请于${input.dueOn}前完成整改` },
        ...(input.endangersSafety ? [urgent] : []),
      ],
    },
    postpone: {
      title: '延长整改期限',
      by: ['senior'],
      from: 'planned',
      basis: screening,
      form: forms.postponeForm,
      when: checkPostponement,
    },
    implement: {
      title: '报告整改完成',
      by: ['staff'],
      from: 'planned',
      to: 'implemented',
      basis: screening,
      form: forms.implementForm,
      when: (facts, input) =>
        input.completedOn > facts.today ? '实际完成日期不能晚于今天。' : undefined,
      then: (facts) => [tellDirector(facts, '整改已报告完成，请安排另一人验收')],
    },
    verify: {
      title: '验收',
      by: ['management', 'regulator'],
      from: 'implemented',
      to: { by: 'result', cases: { pass: 'closed', fail: 'planned' } },
      basis: ['guidance/2.2', ...supervision],
      notBy: ['implement'],
      // What a regulator found is verified by a regulator.
      reserved: { to: 'regulator', whereDid: 'find' },
      form: forms.verifyForm,
      when: checkVerification,
    },
    press: {
      title: '督促整改',
      by: ['regulator'],
      from: ['found', 'contained', 'planned', 'implemented'],
      basis: supervision,
      form: form({ opinion: longText('督促意见') }),
      then: () => [
        { do: 'notify', to: { post: 'principal', of: 'subject' }, title: '监管部门督促整改' },
      ],
    },
  },
  deadlines: correctiveClocks,
});

/** Article 4 of Orders 75 and 76: the principal analyses at once what endangers safety. */
const urgent = {
  do: 'notify',
  to: { post: 'principal', of: 'subject' },
  title: '整改中发现可能危及安全的缺陷，请立即研判是否停产停售、召回',
} as const;
