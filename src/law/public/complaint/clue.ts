import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import type { ComplaintRules } from './instrument.ts';

const anyTime = ['accepted', 'mediating', 'testing', 'settled', 'terminated', 'told'];

/** A clue that is verified here and neither decided nor filed as the lead of a case. */
function isOpen(facts: PastFacts): boolean {
  const found = facts.all('findClue').filter(({ input }) => input['fileAsCase'] !== true);
  return found.length > facts.all('decideClue').length + facts.all('fileLead').length;
}

/** Whether the period of the open clue was lengthened: a case would count its own fifteen days anew. */
function isExtended(facts: PastFacts): boolean {
  const clue = facts.last('findClue');
  return facts.history
    .slice(clue === undefined ? 0 : facts.history.indexOf(clue))
    .some(({ act }) => act === 'extendVerification');
}

/** What is known of a clue. */
interface Clue {
  readonly foundOn: string;
  readonly facts: string;
  readonly evidence: readonly string[];
}

/**
 * The penalty case that a clue is the lead of; its fifteen working days run from the day on which the clue was found.
 * Nothing of the complainant goes with it.
 */
function leadOf(facts: ProceedingFacts, clue: Clue): Effect {
  const registered = facts.value('register', 'respondentName');
  const party = facts.subject?.name ?? (typeof registered === 'string' ? registered : '当事人');
  return {
    do: 'open',
    procedure: 'penalty-case',
    act: 'open',
    input: {
      caseName: `${party}涉嫌违法案（投诉处理中发现）`.slice(0, 200),
      partyName: party,
      partyKind: 'unit',
      source: 'complaint',
      receivedOn: clue.foundOn,
      facts: clue.facts,
      materials: [...clue.evidence],
    },
  };
}

/** Only who may register a case files a lead; the officer who receives complaints may not. */
function notCaseOfficer({ actor }: PastFacts): string | undefined {
  return actor.posts.includes('case-officer') ? undefined : '案源由办案人员登记。';
}

/** A clue of a violation found on the way, verified apart from the dispute, here or as the lead of a case. */
export function clueActs(rules: ComplaintRules) {
  return { ...leadActs(rules), ...verifyingActs(rules) };
}

function leadActs({ cites }: ComplaintRules) {
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
        fileAsCase: field.yesNo('同时登记案源', {
          hint: '登记的，核查和是否立案在行政处罚案件中办理，不必重复填写；不登记的，先在本事项中核查。',
        }),
      }),
      possible: (past) => (isOpen(past) ? '已有线索正在核查。' : undefined),
      when: (facts, { foundOn, fileAsCase }) => {
        return (
          (fileAsCase ? notCaseOfficer(facts) : undefined) ??
          impossibleDay(facts, '发现日期', foundOn, facts.last('accept'))
        );
      },
      then: (facts, input) => (input.fileAsCase ? [leadOf(facts, input)] : []),
    }),
    fileLead: defineAct({
      title: '将线索登记为案源',
      by: ['handler'],
      from: anyTime,
      optional: true,
      basis: [...cites.clue, 'order-2/18'],
      form: field.form({
        facts: field.optional(
          field.longText('涉嫌违法事实', {
            hint: '不填写的，用登记线索时的内容；其中写有投诉人情况的，请在这里另写。',
          }),
        ),
        note: field.optional(field.longText('补充说明')),
      }),
      possible: (past) => {
        if (!isOpen(past)) return '没有正在核查的线索。';
        return isExtended(past)
          ? '核查期限已经延长，请在本事项中决定是否立案。'
          : notCaseOfficer(past);
      },
      then: (facts, { facts: said = '', note }) => {
        const clue = facts.last('findClue')!.input as {
          foundOn: string;
          facts: string;
          evidence: string[];
        };
        const found = said === '' ? clue.facts : said;
        return [
          leadOf(facts, { ...clue, facts: note === undefined ? found : `${found}\n${note}` }),
        ];
      },
    }),
  };
}

function verifyingActs({ cites }: ComplaintRules) {
  return {
    extendVerification: defineAct({
      title: '批准延长核查期限',
      by: ['head'],
      from: anyTime,
      basis: cites.clue,
      form: field.form({ reason: field.longText('特殊情况') }),
      document: '延长核查期限审批表',
      recites: [{ act: 'findClue', fields: ['foundOn', 'facts'] }],
      possible: (past) => {
        if (!isOpen(past)) return '没有正在核查的线索。';
        if (isExtended(past)) return '核查期限只能延长一次。';
        return past.clock('clue')?.status === 'overdue'
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
      document: {
        by: 'outcome',
        cases: { file: '立案审批表', 'not-filed': '不予立案审批表', 'hand-over': '线索移送审批表' },
      },
      recites: [{ act: 'findClue', fields: ['foundOn', 'facts'] }],
      possible: (past) => (isOpen(past) ? undefined : '没有正在核查的线索。'),
      when: (_facts, { outcome, caseNumber }) => {
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
      possible: (past) => (isOpen(past) ? notYet('线索核查尚未完成，不能办结。') : undefined),
    }),
  };
}
