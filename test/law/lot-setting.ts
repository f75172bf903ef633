import { decideRecord } from '#kernel/decide-duty.ts';
import type { Book } from '#kernel/definition.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import { accounts, factsOf, file as fileOf, officer } from './enterprise-setting.ts';
import { uuid } from './play.ts';

export const file = fileOf('a');

/** Cement of the house, released in part. */
export const own: LotFacts = {
  id: uuid(1),
  number: 'GJ-1',
  product: '普通硅酸盐水泥',
  model: 'P·O 42.5',
  unit: '吨',
  madeOn: '2026-11-18',
  registeredBy: uuid(90),
  own: true,
  got: '100',
  released: '60',
  onHand: '90',
  used: '0',
  passed: '0',
  returned: '0',
  destroyed: '0',
  available: '50',
  blocked: false,
};
/** Clinker that was accepted in part. */
export const bought: LotFacts = {
  ...own,
  id: uuid(2),
  number: 'HD-1',
  own: false,
  origin: '宏达',
  available: '20',
  receivedFrom: uuid(91),
};

/** What a house that makes cement needs. */
export const licence: CertificateFacts = {
  kind: 'licence',
  holder: uuid(90),
  number: 'XK08-001-00001',
  classes: ['cement'],
  issuer: '江西省市场监督管理局',
  until: '2030-11-30',
  state: 'valid',
  since: '2025-12-01',
  spans: [{ from: '2025-12-01', to: '2030-11-30' }],
};

/** Hands a record in, of which these lots are named. */
export function keep(
  book: Book,
  input: object,
  lots: readonly LotFacts[] = [own, bought],
  known: Partial<DutyFacts> = {},
) {
  const facts = {
    ...factsOf({ now: '2026-11-20T01:00:00Z', actor: officer }),
    lots,
    certificates: [licence],
    ...known,
  };
  const answer = decideRecord(book, facts, officer, input);
  return answer.ok ? answer : { ...answer, effects: [] };
}
/** The sentence of a refusal, or nothing. */
export const said = (answer: ReturnType<typeof keep>) =>
  'sentence' in answer ? answer.sentence : '';

/** A release of all that is left of the house's cement. */
export const passed = {
  lot: own.id,
  inspectedOn: '2026-11-19',
  conclusion: 'pass',
  quantity: '40',
  certificate: 'HG-1',
  report: [file],
  inspector: accounts.worker,
};

/** A sale of it. */
export const sold = {
  items: [{ lot: own.id, quantity: '50', certificate: 'HG-1' }],
  buyerKind: 'other',
  buyerName: '信丰县某工地',
  contact: '0797-6200000',
  soldOn: '2026-11-19',
  shippedOn: '2026-11-20',
  place: '赣州市赣县区',
};
