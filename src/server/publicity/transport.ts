import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CreditSite } from '#kernel/effect.ts';
import { writeCsv } from '../tables/write-table.ts';
import type { ExportTable } from '../tables/write-table.ts';

/** One item for one site. Its id is the same with every attempt, so that a receiver takes a repeated one for the same. */
export interface Consignment {
  readonly id: string;
  readonly site: CreditSite;
  readonly action: 'publish' | 'withdraw';
  /** The site's columns and one row. */
  readonly table: ExportTable;
}

/** What came of it: lying ready for the site, or taken by it. */
export type Delivery =
  | { readonly state: 'exported' }
  | { readonly state: 'accepted'; readonly receipt?: string };

/** Takes what is published to a credit site. @throws Error where that did not work; it is tried again later. */
export interface Transport {
  send(consignment: Consignment): Promise<Delivery>;
}

const timeoutMs = 15_000;
const receiptLength = 200;

/** The transport that the operator has set: an address, or a folder. */
export function transportFor(
  address: { readonly url: string; readonly token?: string } | undefined,
  folder: string,
): Transport {
  return address === undefined ? folderDrop(folder) : httpPost(address);
}

/** Drops one CSV for each item into a folder of each site; a second attempt writes the same file again. */
export function folderDrop(folder: string): Transport {
  return {
    async send({ id, site, action, table }) {
      const place = join(folder, site);
      await mkdir(place, { recursive: true, mode: 0o700 });
      const file = join(place, `${action}-${id}.csv`);
      // If we crash here, only a draft stays behind; whoever collects the files never meets half of one.
      await writeFile(`${file}.draft`, writeCsv(table), { mode: 0o600 });
      await rename(`${file}.draft`, file);
      return { state: 'exported' };
    },
  };
}

/** Posts each item as JSON; any 2xx is acceptance, a `receipt` in the answer is kept. Redirects are not followed. */
export function httpPost({ url, token }: { url: string; token?: string }): Transport {
  return {
    async send({ id, site, action, table }) {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ id, site, action, columns: titled(table) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`对方系统返回${response.status}：${text.slice(0, 200)}`);
      const receipt = receiptOf(text);
      return { state: 'accepted', ...(receipt === undefined ? {} : { receipt }) };
    },
  };
}

/** The row under the titles that the site's own table has. */
function titled({ columns, rows: [row] }: ExportTable): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ title, key }) => [title, row?.[key] ?? '']));
}

function receiptOf(text: string): string | undefined {
  try {
    const { receipt } = JSON.parse(text) as { receipt?: unknown };
    return typeof receipt === 'string' ? receipt.slice(0, receiptLength) : undefined;
  } catch (error) {
    // A site that answers in another way has taken the item all the same.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
