import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import type { ComplaintRules } from './instrument.ts';

const anyTime = ['accepted', 'mediating', 'testing', 'settled', 'terminated', 'told'];

function isOpen(facts: ProceedingFacts): boolean {
  return facts.all('findClue').length > facts.all('decideClue').length;
}

/** A clue of a violation found on the way, verified apart from the dispute. */
export function clueActs({ cites }: ComplaintRules) {
  return {
    findClue: defineAct({
      title: '登记发现违法线索',
      by: ['handler', 'mediator'],
      from: anyTime,
      basis: cites.clue,
      form: field.form({
        foundOn: field.date('发现日期', { hint: '十五个工作日的核查期限自发现之日起算。' }),
        facts: field.longText('涉嫌违法的线索'),
        evidence: field.files('证据'),
      }),
      when: (facts, { foundOn }) =>
        isOpen(facts)
          ? '已有线索正在核查。'
          : impossibleDay(facts, '发现日期', foundOn, facts.last('accept')),
    }),
    extendVerification: defineAct({
      title: '批准延长核查期限',
      by: ['head'],
      from: anyTime,
      basis: cites.clue,
      form: field.form({ reason: field.longText('特殊情况') }),
      document: '延长核查期限审批表',
      when: (facts) => {
        if (!isOpen(facts)) return '没有正在核查的线索。';
        const clue = facts.last('findClue')!;
        const isExtended = facts.history
          .slice(facts.history.indexOf(clue))
          .some((past) => past.act === 'extendVerification');
        if (isExtended) return '核查期限只能延长一次。';
        return facts.clock('clue')?.status === 'overdue'
          ? '核查期限已经届满，不能延长。'
          : undefined;
      },
    }),
    decideClue: defineAct({
      title: '核查并决定',
      by: ['handler'],
      from: anyTime,
      basis: cites.clue,
      form: field.form({
        outcome: field.choice('决定', {
          file: '立案',
          'not-filed': '不予立案',
          'hand-over': '移送有权部门',
        }),
        caseNumber: field.optional(field.text('立案号或者移送文号')),
        reason: field.longText('核查情况和理由'),
      }),
      document: '线索核查审批表',
      when: (facts, { outcome, caseNumber }) => {
        if (!isOpen(facts)) return '没有正在核查的线索。';
        return outcome !== 'not-filed' && caseNumber === undefined
          ? '请填写立案号或者移送文号。'
          : undefined;
      },
    }),
  };
}

/** The close of the matter, once neither dispute nor clue is open. */
export function closingActs({ cites }: ComplaintRules) {
  return {
    close: defineAct({
      title: '办结归档',
      by: ['handler'],
      from: ['settled', 'told'],
      to: 'closed',
      basis: cites.archive,
      form: field.form({
        summary: field.longText('办理情况'),
        publicity: field.yesNo('依法公示投诉信息', { hint: '公示内容不得含有个人信息。' }),
      }),
      when: (facts) => (isOpen(facts) ? '线索核查尚未完成，不能办结。' : undefined),
    }),
  };
}
