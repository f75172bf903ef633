import { defineAct } from '#kernel/definition.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { Json } from '#kernel/json.ts';
import { violations } from './filing.ts';

/** The day from which the case counts its own fifteen working days: that of the last report, or of the designation after it. */
function receivedOn(facts: ProceedingFacts): string {
  const designated = facts.last('designate');
  const reported = reportedOn(facts);
  const since = designated === undefined ? reported : dayOf(designated.at);
  return since > reported ? since : reported;
}

function reportedOn(facts: ProceedingFacts): string {
  const merged = facts.value('merge', 'addedOn');
  const noted = facts.value('report', 'receivedOn');
  const first = facts.last('report');
  if (typeof merged === 'string') return merged;
  if (typeof noted === 'string') return noted;
  return first === undefined ? facts.today : dayOf(first.at);
}

/** The party reads what a case is called, so that nothing of it is in the reporter's own words. */
function caseNameOf(party: string, violation: Json | undefined): string {
  const said = Object.entries(violations).find(([id]) => id === violation && id !== 'other')?.[1];
  return `${party}涉嫌${said ?? '违法'}案`.slice(0, 200);
}

function extension(title: string, clock: string) {
  return defineAct({
    title,
    by: ['head'],
    from: 'verifying',
    optional: true,
    extends: clock,
    basis: ['order-121/35', 'order-2/18'],
    form: field.form({ reason: field.longText('特殊情况') }),
    document: '延长核查期限审批表',
    recites: [{ act: 'report', fields: ['violation', 'respondentName', 'respondentAddress'] }],
  });
}

const extendVerification = extension('批准延长核查期限', 'verification');
const extendDesignated = extension('批准延长指定后的核查期限', 'after-designation');

const openCase = defineAct({
  title: '登记为案源',
  by: ['handler'],
  from: 'verifying',
  to: 'in-case',
  basis: ['order-121/35', 'order-2/18'],
  form: field.form({
    facts: field.longText('涉嫌违法事实', {
      hint: '写入案件的是您在这里写的内容；举报人的任何情况都不写入，也不照抄举报人的话。',
    }),
    evidence: field.files('随案移交的线索材料', {
      hint: '只选本部门核查取得的材料；举报人交来的文件不能选用。',
    }),
  }),
  document: '案件来源登记表',
  recites: [{ act: 'report', fields: ['violation', 'respondentName', 'respondentAddress'] }],
  possible: ({ actor }) =>
    actor.posts.includes('case-officer') ? undefined : '案源由办案人员登记。',
  then: (facts, { facts: found, evidence }) => {
    const { violation, respondentName } = facts.last('report')?.input ?? {};
    const party = facts.subject?.name ?? (typeof respondentName === 'string' ? respondentName : '');
    return [
      {
        do: 'open',
        procedure: 'penalty-case',
        act: 'open',
        input: {
          caseName: caseNameOf(party, violation),
          partyName: party,
          partyKind: 'unit',
          source: 'report',
          receivedOn: receivedOn(facts),
          facts: found,
          materials: [...evidence],
        },
      },
    ];
  },
});

const decideNotToFile = defineAct({
  title: '决定不予立案',
  by: ['head'],
  from: 'verifying',
  to: 'not-filed',
  basis: ['order-121/35', 'order-2/18'],
  form: field.form({ reason: field.longText('核查情况和不予立案的理由') }),
  document: '不予立案审批表',
  recites: [{ act: 'report', fields: ['violation', 'respondentName', 'respondentAddress'] }],
});

const close = defineAct({
  title: '办结归档',
  by: ['handler'],
  from: ['in-case', 'not-filed'],
  to: 'closed',
  basis: ['order-121/35', 'order-121/40'],
  form: field.form({
    outcome: field.choice('查处结果', {
      penalised: '查证属实，已作出行政处罚',
      light: '查证属实，不予处罚或者以其他方式处理',
      crime: '查证属实，已移送公安机关',
      unproved: '未查证属实',
    }),
    summary: field.longText('办理情况'),
  }),
  when: (facts, { outcome }) =>
    facts.state === 'not-filed' && outcome === 'penalised'
      ? '不予立案的，没有行政处罚。'
      : undefined,
});

/** What the office finds, and what becomes of it. */
export const acts = { extendVerification, extendDesignated, openCase, decideNotToFile, close };
