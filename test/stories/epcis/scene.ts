import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PresentedCapture } from '#server/epcis/present.ts';
import { milling } from '#trace/epcis/fixture/cement.ts';
import type { Client } from '../../client.ts';

/** Hands bytes in as a document, as a program of the firm would. */
export function hand(
  client: Client,
  document: object | string,
  headers: Readonly<Record<string, string>> = {},
) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return client.post<Exception>('/api/epcis/capture', Buffer.from(text), {
    headers: { 'content-type': 'application/ld+json', ...headers },
  });
}

/** Problem details of an exception. */
export interface Exception {
  readonly type: string;
  readonly detail: string;
  readonly status: number;
  readonly basis?: readonly { readonly id: string }[];
  readonly issues?: readonly { readonly path: string; readonly sentence: string }[];
}

/** Follows a job until it is over. */
export async function finished(client: Client, location: string): Promise<PresentedCapture> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { status, body } = await client.get<PresentedCapture>(location);
    assert.equal(status, 200);
    if (!body.running) return body;
    await sleep(25);
  }
  throw new Error(`${location} is still running`);
}

/** Hands a document in and waits for the job. */
export async function captured(
  client: Client,
  document: object | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<PresentedCapture> {
  const { status, headers: answer, body } = await hand(client, document, headers);
  assert.equal(status, 202, JSON.stringify(body));
  return finished(client, answer.get('location') ?? '');
}

/** A query document as tests read it. */
export interface QueryDocument {
  readonly '@context': readonly unknown[];
  readonly type: string;
  readonly epcisBody: {
    readonly queryResults: {
      readonly queryName: string;
      readonly resultsBody: { readonly eventList: readonly Readonly<Record<string, unknown>>[] };
    };
  };
}

/** The events that a query answers with. */
export async function asked(
  client: Client,
  query: string,
  headers: Readonly<Record<string, string>> = { 'gs1-epc-format': 'Never_Translates' },
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { status, body } = await client.get<QueryDocument>(`/api/epcis/${query}`, { headers });
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.type, 'EPCISQueryDocument');
  return body.epcisBody.queryResults.resultsBody.eventList;
}

let day = 0;
/** A lot that nobody made before, in this file of tests. */
export function freshLot(change: object = {}) {
  day += 1;
  return {
    ...milling,
    eventID: `urn:uuid:0193bd1e-7a10-7c55-8f33-${String(day).padStart(12, '0')}`,
    eventTime: new Date(Date.UTC(2026, 9, 1, 0, day)).toISOString(),
    ...change,
  };
}
