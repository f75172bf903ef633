import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { remedies } from '#law/remedies.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import type { Objection } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { classTitles, tellHolder } from '../certificates/parts.ts';
import { areas, frequencies, impossibleSpan, oftener } from './parts.ts';
import type { Frequency } from './parts.ts';
import { isWrittenUp, ownVisit, plannedDayOf, regimeAbout } from './standing.ts';

/** Putting one enterprise under intensified supervision, visiting it, and letting it go (guidance 4.1, 4.4). */
const basis = ['guidance/4.1'];
const frequency = field.choice('检查频次', frequencies);
/** Longest term of one decision, in months. Policy: the guidance names none. */
const mostMonths = 12;

export const propose = defineAct({
  title: '提出列入重点监管',
  by: ['regulator'],
  to: 'proposed',
  basis: ['guidance/4.1', 'guidance/4.4', 'order-44/15'],
  form: field.form({
    matter: field.text('监管事项'),
    area: field.choice('所在区域', areas),
    classes: field.choices('重点产品', classTitles),
    ground: field.choice('列入理由', {
      'high-risk': '产品风险等级高',
      'failed-checks': '监督抽查多次不合格',
      complaints: '投诉举报集中',
      area: '位于重点区域、问题多发',
      monitoring: '风险监测发现隐患',
      dishonesty: '列入严重违法失信名单',
      other: '其他',
    }),
    facts: field.longText('事实和依据'),
    frequency,
    from: field.date('开始日期'),
    until: field.date('结束日期'),
  }),
  document: '重点监管审批表',
  when: (facts, input) => {
    const other = regimeAbout(facts, input.classes);
    return other === undefined
      ? impossibleSpan(facts, input.from, input.until, mostMonths)
      : `本部门对该企业的同一产品已有重点监管事项“${other.title}”，请在该事项中办理。`;
  },
});

export const decide = defineAct({
  title: '决定是否列入',
  by: ['chief'],
  from: 'proposed',
  to: { by: 'decision', cases: { listed: 'watched', refused: 'not-listed' } },
  basis: ['guidance/4.1'],
  notBy: ['propose'],
  form: field.form({
    decision: field.choice('决定', { listed: '列入重点监管', refused: '不列入' }),
    frequency,
    reason: field.longText('理由'),
  }),
  document: {
    by: 'decision',
    cases: { listed: '列入重点监管决定书', refused: '不列入重点监管决定书' },
  },
  recites: [
    { act: 'propose', fields: ['matter', 'area', 'classes', 'ground', 'facts', 'from', 'until'] },
  ],
  tells: [remedies()],
  then: (_facts, input) =>
    input.decision === 'listed'
      ? [tellHolder(`已列入重点监管，${frequencies[input.frequency]}检查，可以陈述意见`)]
      : [],
});

export const respond = defineAct({
  title: '陈述意见',
  by: ['enterprise'],
  from: 'watched',
  basis,
  form: field.form({ content: field.longText('意见'), papers: field.files('材料') }),
  then: () => [{ do: 'notify', to: { role: 'regulator' }, title: '企业对重点监管提出意见' }],
});

export const visit = defineAct({
  title: '记录重点检查',
  by: ['regulator'],
  from: 'watched',
  basis: ['guidance/4.1', 'order-75/14', 'order-76/14'],
  form: field.form({
    inspectors: field.people('检查人员', ['case-officer', 'sampler', 'reviewer'], {
      min: 2,
      max: 6,
    }),
    inspection: field.proceeding('登记的监督检查', 'inspection-visit', {
      hint: '选择本次到场的监督检查，方案中须写明所属的本项重点监管。',
    }),
    visitedOn: field.date('检查日期'),
    products: field.choices('检查的产品', classTitles),
    result: field.choice('结果', { clean: '未发现问题', found: '发现问题' }),
    findings: field.optional(field.longText('问题和处理')),
    frequency: field.choice('以后的检查频次', frequencies),
    record: field.files('签字的检查记录', { min: 1 }),
  }),
  document: '重点检查记录',
  recites: [{ act: 'propose', fields: ['matter', 'classes', 'ground', 'from', 'until'] }],
  when: (facts, input) => {
    if (!input.inspectors.includes(facts.actor.account)) return '填写人须是参加检查的人员。';
    const wrong = impossibleDay(facts, '检查日期', input.visitedOn, facts.last('decide'));
    if (wrong !== undefined) return wrong;
    const classes = [facts.value('propose', 'classes') ?? []].flat();
    if (!input.products.some((one) => classes.includes(one))) {
      return '检查的产品须包括列入重点监管的产品。';
    }
    const unpaired = visitDefect(facts, input);
    if (unpaired !== undefined) return unpaired;
    if (input.result === 'clean') return undefined;
    if (input.findings === undefined) return '发现问题的，请写明问题和处理。';
    return oftener.indexOf(input.frequency) > oftener.indexOf(frequencyOf(facts))
      ? '发现问题的，不得降低检查频次。'
      : undefined;
  },
  then: (_facts, { result }) =>
    result === 'found' ? [tellHolder('重点检查发现问题，请按检查记录改正')] : [],
});

export const extend = defineAct({
  title: '决定延长',
  by: ['chief'],
  from: 'watched',
  basis,
  form: field.form({ until: field.date('延长至'), reason: field.longText('延长理由') }),
  document: '延长重点监管决定书',
  recites: [{ act: 'propose', fields: ['matter', 'classes', 'ground', 'from', 'until'] }],
  tells: [remedies()],
  possible: (past) =>
    lastVisit(past)?.['result'] === 'found' ? undefined : '最近一次检查没有发现问题，不能延长。',
  when: (facts, { until }) => {
    const before = text(facts.value('extend', 'until') ?? facts.value('propose', 'until'));
    if (until <= before) return `延长后的日期应当晚于${before}。`;
    return impossibleSpan(facts, facts.today, until, mostMonths);
  },
  then: (_facts, { until }) => [tellHolder(`重点监管延长至${until}`)],
});

export const lift = defineAct({
  title: '解除重点监管',
  by: ['chief'],
  from: 'watched',
  to: 'lifted',
  basis,
  form: field.form({ summary: field.longText('监管结果') }),
  document: '解除重点监管决定书',
  recites: [{ act: 'propose', fields: ['matter', 'classes', 'ground', 'from', 'until'] }],
  possible: (past) => {
    const last = lastVisit(past);
    if (last === undefined) return notYet('列入以后还没有检查过，不能解除。');
    const until = text(past.value('extend', 'until') ?? past.value('propose', 'until'));
    return last['result'] === 'found' && past.today < until
      ? notYet(`最近一次检查发现问题，期满（${until}）前不能解除。`)
      : undefined;
  },
  then: () => [tellHolder('已解除重点监管')],
});

/** Each visit comes by the gate like any other: the registered one names this regime, and is recorded in it once. */
function visitDefect(
  facts: ProceedingFacts,
  { inspection, visitedOn }: { readonly inspection: string; readonly visitedOn: PlainDate },
): Objection | undefined {
  const sentence = visitSentence(facts, inspection, visitedOn);
  return sentence === undefined
    ? undefined
    : { sentence, basis: ['guidance/4.1', 'inspection-2024-54/scan'] };
}

function visitSentence(
  facts: ProceedingFacts,
  inspection: string,
  visitedOn: PlainDate,
): string | undefined {
  if (facts.all('visit').some(({ input }) => input['inspection'] === inspection)) {
    return '该次监督检查已经记录在本项重点监管中，一次检查只记录一次。';
  }
  const visit = ownVisit(facts, inspection);
  if (visit === undefined || visit.opening['regime'] !== facts.id) {
    return '该次检查没有在平台登记为本项重点监管的检查。请先登记监督检查（类型选重点监管检查，写明所属重点监管），扫码到场并制作检查记录，再记录重点检查。';
  }
  if (!isWrittenUp(visit)) return '该次监督检查尚未制作检查记录，请先扫码到场并制作检查记录。';
  return visitedOn < plannedDayOf(visit) ? '检查日期不能早于检查方案的计划日期。' : undefined;
}

function lastVisit(facts: PastFacts) {
  return facts.last('visit')?.input;
}

/** The frequency as the last visit or the decision set it. */
function frequencyOf(facts: ProceedingFacts): Frequency {
  const set = facts.value('visit', 'frequency') ?? facts.value('decide', 'frequency');
  return oftener.find((one) => one === set) ?? 'half';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
