import type { z } from 'zod';
import { calendarDays } from '#kernel/calendar/count.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Deadline } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import type { ClauseId } from '#kernel/clause.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { checkForm, correctForm, tellHolder, verifyCorrectionForm } from './parts.ts';

/** The conditions check with its order, correction and verification: the same for licences and certificates. */
export function checkActs(basis: {
  readonly check: readonly ClauseId[];
  readonly order: readonly ClauseId[];
}) {
  return {
    check: defineAct({
      title: '检查条件保持情况',
      by: ['regulator', 'authority'],
      from: 'valid',
      to: { by: 'outcome', cases: { kept: 'valid', order: 'ordered' } },
      basis: [...basis.check, ...basis.order],
      form: checkForm,
      document: '监督检查记录',
      recites: [{ act: 'enter', fields: ['number', 'classes', 'site'] }],
      when: checkFindings,
      then: (_facts, { outcome, dueOn }) =>
        outcome === 'order' ? [tellHolder(`监督检查发现问题，请于${dueOn}前改正`)] : [],
    }),
    correct: defineAct({
      title: '报告改正完成',
      by: ['holder'],
      from: 'ordered',
      to: 'corrected',
      basis: basis.order,
      form: correctForm,
      document: '改正情况报告',
      recites: [
        { act: 'enter', fields: ['number', 'classes', 'site'] },
        { act: 'check', fields: ['letterNumber', 'findings'] },
      ],
      when: (facts, { correctedOn }) => impossibleDay(facts, '改正完成日期', correctedOn),
      then: () => [{ do: 'notify', to: { role: 'regulator' }, title: '企业报告改正完成，请核查' }],
    }),
    verifyCorrection: defineAct({
      title: '核查改正',
      by: ['regulator', 'authority'],
      from: 'corrected',
      to: { by: 'result', cases: { pass: 'valid', fail: 'ordered' } },
      basis: [...basis.check, ...basis.order],
      form: verifyCorrectionForm,
      document: '改正核查意见',
      recites: [
        { act: 'enter', fields: ['number', 'classes', 'site'] },
        { act: 'correct', title: '企业报告的改正情况', fields: ['result'] },
      ],
      when: (facts, { result, dueOn }) =>
        result === 'fail' && (dueOn === undefined || dueOn <= facts.today)
          ? '未改正的，请填写再次改正期限，应当晚于今天。'
          : undefined,
      then: (_facts, { result }) => [
        tellHolder(result === 'pass' ? '改正已通过核查' : '改正未通过核查，请继续改正'),
      ],
    }),
  };
}

/** The clock of an order to correct; whoever gives the order sets the day. */
export function correctionClock(
  basis: readonly ClauseId[],
  orders: readonly string[],
  voidedBy: readonly string[],
): Deadline {
  return {
    title: '改正期限',
    owner: 'holder',
    nature: 'duty',
    starts: [...orders, 'verifyCorrection'].map((act) => ({ act, on: 'dueOn' })),
    restarts: true,
    count: calendarDays(0),
    ends: ['correct'],
    voidedBy,
    basis,
    policy: '改正期限由责令机关确定，条例和办法没有规定天数。',
    escalates: [
      { afterDays: -3, to: 'principal' },
      { afterDays: 0, to: 'principal' },
      { afterDays: 1, to: { role: 'regulator' } },
    ],
  };
}

function checkFindings(
  facts: ProceedingFacts,
  input: z.output<typeof checkForm>,
): string | undefined {
  if (!input.inspectors.includes(facts.actor.account)) return '填写人须是参加检查的人员。';
  const wrong = impossibleDay(facts, '检查日期', input.checkedOn);
  if (wrong !== undefined) return wrong;
  const unmet = input.findings.find(({ result }) => result === 'unmet');
  if (input.outcome === 'kept') {
    return unmet === undefined ? undefined : `“${unmet.item}”不符合，应当责令改正。`;
  }
  if (unmet === undefined) return '责令改正的，应当指明不符合的项目。';
  if (input.letterNumber === undefined) return '责令改正的，请填写通知书文号。';
  return input.dueOn === undefined || input.dueOn <= facts.today
    ? '责令改正的，请填写改正期限，应当晚于今天。'
    : undefined;
}
