import { decideRecord } from '#kernel/decide-duty.ts';
import type { Book } from '#kernel/definition.ts';
import type { RecordFacts, RelatedProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import { outcomeOf } from '#law/enterprise/inspection/outcome.ts';
import type { Outcome, PlanRules } from '#law/enterprise/inspection/outcome.ts';
import type { Severity } from '#insight/sampling/tables.ts';
import { accounts, factsOf, file, recorded, worker } from './enterprise-setting.ts';

export const now = '2026-11-20T01:00:00Z';
export const today = '2026-11-20';
const id = (digit: number) => `0198a000-0000-7000-8000-00000000f0${String(digit).padStart(2, '0')}`;

/** Lots of 1,000 sockets by GB/T 2828.1, level II, AQL 1.0: letter J, 80 items, Ac 2. */
export const socketPlan = {
  number: 'JY-01',
  title: '插座出厂检验方案',
  stage: 'ex-factory',
  productName: '三位插座',
  standards: 'GB/T 2099.1',
  sampling: 'aql',
  scheme: { level: 'II', aql: '1.0', counting: 'items', kind: 'single' },
  items: [
    {
      item: '插拔力',
      method: 'GB/T 2099.1 第22章',
      rule: 'between',
      lower: '2',
      upper: '54',
      unit: 'N',
    },
    { item: '外观', method: '目视', rule: 'conforms' },
  ],
  files: [],
} as const;

/** A force gauge as it is registered; its certificate, days and papers are the story's own. */
export const gauge = {
  number: 'SB-01',
  name: '推拉力计',
  model: 'HP-100',
  range: '0～100 N',
  accuracy: '0.5级',
  location: '检验室',
  items: '插拔力',
  kind: 'verification',
  issuer: '赣州市计量所',
} as const;

/** The plan as the book holds it. */
export const plan = recorded(id(1), '2026-11-01T01:00:00Z', socketPlan as unknown as JsonObject);
/** A tester whose verification is in order. */
export const tester: RelatedProceeding = {
  id: id(2),
  procedure: 'test-equipment',
  title: '推拉力计',
  state: 'in-use',
  openedAt: '2026-10-01T01:00:00Z',
  overdue: false,
  opening: { number: 'SB-01' },
};

/** Values of a sample of 80 of which so many have one force that is too high. */
export function values(bad: number, size = 80) {
  const forces = Array.from({ length: size }, (_, at) => (at < bad ? '54.5' : '30'));
  return [
    { item: '插拔力', values: forces.join(' ') },
    { item: '外观', values: `符合×${size}` },
  ];
}

/** An inspection of a lot of sockets with its true outcome. */
export function inspection(bad: number, own: object = {}, severity: Severity = 'normal') {
  const size = severity === 'reduced' ? 32 : 80;
  const samples = { lotSize: 1000, first: values(bad, size), ...own };
  const outcome = outcomeOf(socketPlan as unknown as PlanRules, samples, severity) as Outcome;
  return {
    plan: plan.entry,
    productName: '三位插座',
    batch: 'B-100',
    attempt: 'first',
    testedOn: today,
    scheme: socketPlan.scheme,
    outcome,
    laboratory: 'own',
    equipment: [{ number: 'SB-01' }],
    inspector: accounts.worker,
    signatory: accounts.director,
    producedOn: '2026-11-18',
    ...(outcome.verdict === 'pass' ? { certificateNumber: 'HG-100' } : {}),
    ...samples,
  };
}

/** A former inspection as the book holds it, the day of the month giving its order. */
export function former(day: number, bad: number, severity: Severity = 'normal'): RecordFacts {
  const at = `2026-10-${String(day).padStart(2, '0')}T01:00:00Z`;
  const input = inspection(bad, { batch: `A-${day}`, certificateNumber: `HG-A${day}` }, severity);
  return recorded(id(20 + day), at, input as unknown as JsonObject);
}

/** What stands in the books of the works beside the plan. */
export interface Stock {
  readonly records?: Readonly<Record<string, readonly RecordFacts[]>>;
  readonly proceedings?: readonly RelatedProceeding[];
  readonly lots?: readonly LotFacts[];
}

/** Hands a record of a book in. */
export function keep(book: Book, input: object, stock: Stock = {}) {
  const records = { 'inspection-plan': [plan], ...stock.records };
  const facts = factsOf({ now, actor: worker, records, proceedings: [tester] });
  return decideRecord(book, { ...facts, ...pick(stock) }, worker, input);
}

function pick({ proceedings, lots }: Stock) {
  return {
    ...(proceedings === undefined ? {} : { proceedings }),
    ...(lots === undefined ? {} : { lots }),
  };
}

/** The sentence of a refusal, or nothing. */
export const sentenceOf = (answer: ReturnType<typeof keep>) => (answer.ok ? '' : answer.sentence);

/** A supplier that may be bought from. */
export const supplier = {
  name: '玉山冰溪塑胶制品厂',
  address: '玉山县工业园',
  contact: '余江',
  phone: '0793-2550000',
  goods: '阻燃PC外壳',
  papers: [{ kind: 'business-licence', number: '91361123', files: [file('a')] }],
  assessment: '三批试用合格',
  rating: 'approved',
  validUntil: '2027-10-31',
  approvedBy: accounts.director,
} as const;
