import { forms, houses } from './setting.ts';
import { uuid } from '../play.ts';

/** Entry ids of the plan and of the rules as tests name them. */
export const entries = { plan: uuid(501), rules: uuid(502) };

/** The year's plan with one line: thirty batches of sockets. */
export const plan = {
  number: 'GZ-2026',
  edition: 1,
  title: '赣州市2026年产品质量监督抽查计划',
  year: 2026,
  budget: '120000.00',
  filedNumber: '赣市监报〔2026〕1号',
  lines: [
    {
      key: '1',
      productClass: 'extension-socket',
      region: '360704',
      stage: 'sales',
      batches: 30,
      budget: '45000.00',
      body: houses.city.id,
      laboratory: houses.bench.id,
      rulesCode: 'XZ-CZ',
      dueOn: '2026-11-30',
    },
  ],
};

/** Published rules for sockets: one measured item and one that is seen. */
export const rules = {
  number: 'XZ-CZ',
  edition: 1,
  title: '延长线插座监督抽查实施细则',
  productClass: 'extension-socket',
  scope: '家用和类似用途的延长线插座',
  standards: 'GB/T 2099.7-2015',
  sampling: '在待销产品中随机抽取',
  sample: { minimum: 20, test: 4, backup: 4, unit: '只' },
  items: [
    { item: '温升', method: 'GB/T 2099.1', rule: 'at-most', upper: '45', unit: 'K' },
    { item: '标志', method: '目视', rule: 'conforms' },
  ],
  conclusion: '有一项不合格的，判定为不合格。',
  files: [],
};

/** A task about one shop. */
export function task(number: number, sampled: string) {
  return {
    taskNumber: `赣市监抽2026-${String(number).padStart(4, '0')}`,
    sampled,
    productName: '延长线插座',
    brand: '赣能',
    model: `GN-${number}`,
    standard: 'GB/T 2099.7-2015',
    producerName: forms.assign.producerName,
  };
}

/** A batch from the plan's first line. */
export function batch(tasks: readonly object[]) {
  return {
    plan: entries.plan,
    line: '1',
    rules: entries.rules,
    site: 'seller',
    samplingAgency: houses.agency.id,
    laboratory: houses.bench.id,
    handler: houses.county.id,
    reportDueOn: '2026-10-30',
    tasks,
  };
}
