import type { DutyFacts } from '#kernel/facts.ts';
import { riskItemsOf } from '../risk-control-list.ts';
import { vacantPosts } from '../staffing.ts';
import { posts } from '#kernel/party.ts';
import type { WeekFigures } from './form.ts';
import { makeUpFor } from './unchecked.ts';

/** What the figures suggest, in plain sentences that the director edits before signing. */
export interface Proposals {
  readonly analysis: string;
  readonly measures: string;
  readonly nextSteps: string;
}

/** Proposes the three texts of the weekly report. The same facts always give the same sentences. */
export function propose(facts: DutyFacts, figures: WeekFigures): Proposals {
  return {
    analysis: analyse(figures).join('\n').slice(0, 4000),
    measures: measures(facts, figures).join('\n').slice(0, 4000),
    nextSteps: nextSteps(facts, figures)
      .map((step, index) => `${index + 1}. ${step}`)
      .join('\n')
      .slice(0, 4000),
  };
}

function analyse({ daily, findings, incomingRejects, complaints }: WeekFigures): string[] {
  const total = findings.reduce((sum, { count }) => sum + count, 0);
  const missing = daily.missing > 0 ? `，缺失${daily.missing}天（${daily.missingDays}）` : '';
  const links = findings.map(({ keyLink, count }) => `“${keyLink}”${count}项`).join('、');
  return [
    `本周应检查${daily.expected}天，已记录${daily.recorded}天（停产、休业${daily.idle}天，补录${daily.late}天）${missing}。`,
    foundBy(daily.recorded, total, links),
    ...findings
      .filter(({ days }) => days > 1)
      .map(({ keyLink, days }) => `“${keyLink}”在${days}天内重复出现问题，即时措施没有消除原因。`),
    ...(incomingRejects > 0 ? [`进货查验不合格${incomingRejects}批次。`] : []),
    ...(complaints > 0 ? [`收到投诉${complaints}件，应核对是否与上述环节有关。`] : []),
  ];
}

/** Where nobody looked, nothing was found, and that is no report of zero risk. */
function foundBy(recorded: number, total: number, links: string): string {
  if (recorded === 0) return '本周没有日管控记录，不能得出零风险的结论。';
  return total === 0 ? '日管控未发现问题，为零风险报告。' : `日管控发现问题${total}项：${links}。`;
}

function measures(facts: DutyFacts, figures: WeekFigures): string[] {
  const items = riskItemsOf(facts.latest('risk-control-list'));
  const { corrective } = figures;
  const perLink = figures.findings.map(({ keyLink }) => {
    const measure = items.find((item) => item.keyLink === keyLink)?.measure;
    return `“${keyLink}”：${measure ?? '查明原因，补充管控措施并修订清单。'}`;
  });
  const list = [
    ...perLink,
    ...(corrective.overdue > 0
      ? [`${corrective.overdue}项整改已经逾期，逐项落实责任人和完成日期。`]
      : []),
    ...(figures.incomingRejects > 0 ? ['对不合格批次退货或者隔离，重新评价供货商。'] : []),
  ];
  return list.length > 0 ? list : ['继续按清单检查，保持现有管控措施。'];
}

function nextSteps(facts: DutyFacts, { daily, findings, corrective }: WeekFigures): string[] {
  const vacant = vacantPosts(facts.organisation).map(({ post }) => posts[post]);
  const repeated = findings.filter(({ days }) => days > 1).map(({ keyLink }) => keyLink);
  return [
    '质量安全员每日按清单检查，没有问题也要记录。',
    ...(daily.missing > 0 ? ['查明缺失日期未记录的原因，明确代班人员。'] : []),
    ...(corrective.open > 0 ? [`跟踪${corrective.open}项未闭环的整改。`] : []),
    ...(repeated.length > 0 ? [`评审并修订清单中“${repeated.join('”“')}”的管控措施。`] : []),
    ...makeUpFor(facts, 'week'),
    ...(vacant.length > 0 ? [`尽快配备${vacant.join('、')}。`] : []),
  ];
}
