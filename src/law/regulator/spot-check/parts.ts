import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { RecitedAct } from '#kernel/paper/words.ts';
import { peopleIn } from '#law/day-guards.ts';
import type { StandardItem } from './rules/items.ts';

/** Who is told the result (35); 36 names the sampled producer and seller only. */
export type Addressee = 'sampled' | 'producer' | 'platform';
/** Who may object (36). */
export type Objector = 'sampled' | 'producer';

/** How sentences name the addressees. */
export const titles = {
  sampled: '被抽样者',
  producer: '标称生产者',
  platform: '平台经营者',
} as const;

/** Each addressee's act of receipt. */
export const receipts = {
  sampled: 'receiveSampled',
  producer: 'receiveProducer',
  platform: 'receivePlatform',
} as const;

/** Each party's act of objection. */
export const objections = { sampled: 'objectSampled', producer: 'objectProducer' } as const;

/** The conclusion of a report, a notice and the check as a whole. */
export const conclusions = { pass: '合格', fail: '不合格' } as const;

/** The persons who took the sample, at least as many as the order asks for. */
export function samplers(min: number) {
  return field.people('抽样人员', ['sampler'], { min, max: 6 });
}

/** Item by item: requirement, method, measured value, judgement. */
export function testItems(label: string) {
  return field.rows(label, {
    item: field.text('检验项目'),
    requirement: field.text('技术要求'),
    method: field.text('检验方法'),
    measured: field.text('实测值'),
    verdict: field.choice('单项判定', conclusions),
  });
}

/** The items that the task takes from the published rules; empty where it names the rules only. */
export function standardOf(facts: ProceedingFacts): readonly StandardItem[] {
  const items = facts.value('assign', 'items');
  return Array.isArray(items) ? (items as unknown as StandardItem[]) : [];
}

/** Why what was taken is less than the rules ask for (19, 22); nothing where the task does not say how much. */
export function tooFewTaken(
  facts: ProceedingFacts,
  taken: { readonly stock: number; readonly testCount: number; readonly backupCount: number },
): string | undefined {
  const asked = facts.value('assign', 'sample') as
    | { readonly minimum: number; readonly test: number; readonly backup: number }
    | undefined;
  if (asked === undefined) return undefined;
  if (taken.stock < asked.minimum) return `待销产品少于实施细则要求的${asked.minimum}，不得抽样。`;
  return taken.testCount < asked.test || taken.backupCount < asked.backup
    ? `样品数量少于实施细则要求：检验样品${asked.test}，备用样品${asked.backup}。`
    : undefined;
}

/** One tested item as the forms keep it. */
export interface TestedItem {
  readonly item: string;
  readonly verdict: 'pass' | 'fail';
}

/** A product conforms only where every item does. */
export function conclusionOf(items: readonly TestedItem[]): 'pass' | 'fail' {
  return items.some((one) => one.verdict === 'fail') ? 'fail' : 'pass';
}

/** The report of the first test, from the laboratory or on site. */
export function firstReport(facts: ProceedingFacts) {
  return facts.last('test') ?? facts.last('testOnSite');
}

/** The items of the first report. */
export function reportedItems(facts: ProceedingFacts): readonly TestedItem[] {
  const items: unknown = firstReport(facts)?.input.items;
  return Array.isArray(items) ? (items as TestedItem[]) : [];
}

/** What the check comes to: the retest where there was one (42), else the first report. */
export function finalConclusion(facts: ProceedingFacts): unknown {
  return (facts.last('retest') ?? firstReport(facts))?.input.conclusion;
}

/** Everybody who drew, bought or sealed the sample, the person who filled the form included. */
export function samplersOf(facts: PastFacts): readonly string[] {
  return ['present', 'take', 'buy', 'unbox']
    .flatMap((act) => facts.all(act))
    .flatMap((past) => [past.by.account, ...peopleIn(past, 'samplers')]);
}

/** Who must be told the result besides the sampled party (35): the producer, and online the platform. */
export function addressees(facts: PastFacts): readonly Addressee[] {
  const site = facts.value('assign', 'site');
  if (site === 'producer') return ['sampled'];
  return site === 'online' ? ['sampled', 'producer', 'platform'] : ['sampled', 'producer'];
}

/** Immediate reports go to the organiser and to the regulator of the place that handles results (17, 21, 30). */
export function reportTo(title: string): readonly Effect[] {
  return [
    { do: 'notify', to: { role: 'organiser' }, title },
    { do: 'notify', to: { role: 'handler' }, title },
  ];
}

/** Which product a paper of the check is about, as the task names it (8, 12). */
export const product: RecitedAct = {
  act: 'assign',
  fields: ['taskNumber', 'productName', 'brand', 'model', 'standard', 'producerName'],
};

/** Which batch was sampled. */
export const batch: RecitedAct = { act: ['take', 'unbox'], fields: ['producedOn'] };

/** Both samples with their seals. */
export const samples: RecitedAct = {
  act: ['take', 'unbox'],
  fields: ['producedOn', 'testSeal', 'backupSeal'],
};

const failed = { field: 'items', as: '不合格项目', where: { field: 'verdict', is: 'fail' } };

/** What was found wrong, item by item, with the report that says so; the retest's where there was one (32, 42). */
export const findings: readonly RecitedAct[] = [
  {
    act: ['test', 'testOnSite'],
    title: '检验报告',
    fields: ['reportNumber', 'conclusion', failed],
  },
  {
    act: 'retest',
    title: '复检报告（复检结论为最终结论）',
    fields: ['reportNumber', 'conclusion', { ...failed, as: '复检不合格项目' }],
  },
];

/** What the report on a follow-up check says. */
export function foundAgain(act: string, title: string): RecitedAct {
  return { act, title, fields: ['reportNumber', 'result', failed] };
}
