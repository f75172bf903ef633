import assert from 'node:assert/strict';
import type { Receipt } from '#server/acts/present.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { Problem } from '#server/problem.ts';
import type { Answer, Client } from '../client.ts';
import type { Service } from '../service.ts';

/** What a submission is answered with: a receipt or a problem. */
export type Submitted = Answer<Receipt & Problem>;

/** A delivery of gypsum as the works records it; anybody of the works may. */
export const delivery = {
  productName: '脱硫石膏',
  specification: '散装',
  quantity: '32.50',
  unit: '吨',
  supplier: '于都县恒源建材经营部',
  supplierContact: '0797-6230000',
  receivedOn: '2026-11-20',
  batch: '20261119-2',
  supplierPapers: [] as string[],
  reportKind: 'none',
  report: [] as string[],
  checks: [{ item: '三氧化硫含量', result: 'pass' }],
  conclusion: 'accept',
};

/** The book of deliveries, the simplest of all submissions. */
export const deliveries = '/api/books/incoming-inspection/records';

/** A day without production: the shortest daily record. */
export function idleDay(service: Service) {
  const filledAt = service.clock.now();
  return { dayType: 'idle', idleReason: '停窑检修', items: [], filledAt };
}

/** The address of daily records. */
export const days = '/api/duties/daily-control/records';

/** A new id of the service's own time. */
export function idOf(service: Service): string {
  return newEntryId(service.clock.now());
}

/** Sends text as it is, under whatever type. */
export async function sendText(
  client: Client,
  url: string,
  text: string,
  type = 'application/json',
) {
  return client.request<Problem>('POST', url, new TextEncoder().encode(text), {
    headers: { 'content-type': type },
  });
}

/** The answer must be a problem with this code, its status and a sentence a person can act on. */
export function isRefused(answer: Answer<unknown>, code: string): Problem {
  const problem = answer.body as Problem;
  assert.match(
    answer.headers.get('content-type') ?? '',
    /^application\/problem\+json/,
    JSON.stringify(problem),
  );
  assert.equal(problem.code, code, `${problem.detail} ${JSON.stringify(problem.issues ?? [])}`);
  assert.equal(problem.status, answer.status);
  assert.match(problem.detail, /[一-鿿].*[。]$/);
  return problem;
}

/** How many entries there are, of one id or of all. */
export async function entryCount(service: Service, id?: string): Promise<number> {
  const [row] = await service.context.database.asSystem('audit', (tx) =>
    tx.rows<{ n: number }>(
      'select count(*)::int as n from entry where $1::uuid is null or id = $1',
      [id ?? null],
    ),
  );
  return row?.n ?? 0;
}

/** Everything that an act may leave behind, counted. */
export async function traces(service: Service): Promise<Record<string, number>> {
  const tables = [
    'entry',
    'entry_file',
    'leaf_queue',
    'proceeding',
    'seat',
    'clock',
    'duty_month',
    'appointment',
  ];
  const parts = [...tables, 'publication'].map(
    (table) => `(select count(*)::int from ${table}) as ${table}`,
  );
  const [row] = await service.context.database.asSystem('audit', (tx) =>
    tx.rows<Record<string, number>>(`select ${parts.join(', ')}`),
  );
  const [notices] = await service.context.database.asSystem('sweep', (tx) =>
    tx.rows<{ n: number }>('select count(*)::int as n from notification'),
  );
  return { ...row, notification: notices?.n ?? 0 };
}
