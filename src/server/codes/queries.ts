import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { CertificateKind } from '#kernel/derive/certificate.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';

/** What everybody may know of a lot. */
export interface PublicLot {
  readonly lot: string;
  readonly id: string;
  /** Its public code; null where it has only the code that its maker printed under GS1. */
  readonly code: string | null;
  readonly product: string;
  readonly model: string;
  readonly number: string;
  readonly made_on: PlainDate | null;
  readonly maker: string;
  readonly region: number;
  readonly released: boolean;
  readonly blocked: boolean;
  readonly last_serial: number;
  readonly release_entry: string | null;
  readonly certificate: string | null;
  readonly inspected_on: PlainDate | null;
  /** Numbers with titles, of the product file that the lot names; empty where it names none. */
  readonly standards: readonly string[];
  readonly recalls: readonly PublicRecall[] | null;
}

/** A notice of a recall, and whom to call about it: whoever recalls a part is not who made the goods. */
export interface PublicRecall {
  readonly id: string;
  readonly title: string;
  readonly at: Instant;
  /** Its proceeding: a plan and a notice may be of the same recall. */
  readonly recall: string;
  readonly firm: string | null;
  readonly phone: string | null;
  /** What to do at once, so that nobody is hurt. */
  readonly emergency: string | null;
}

/** What everybody may know of a product by its bar code. */
export interface PublicArticle {
  readonly file: string;
  readonly name: string;
  readonly model: string;
  readonly brand: string;
  readonly class_id: string;
  readonly origin: string;
  readonly maker: string;
  readonly region: number;
  /** False where it is made no more and was on the market. */
  readonly supplied: boolean;
  readonly since: PlainDate;
  readonly standards: readonly string[];
  /** Those of its maker for its class, today's valid ones first. */
  readonly certificates:
    | readonly {
        readonly procedure: string;
        readonly kind: CertificateKind;
        readonly number: string;
        readonly until: PlainDate;
        readonly state: string;
        readonly valid: boolean;
      }[]
    | null;
  /** Open recalls of any of its lots. */
  readonly recalls: readonly PublicRecall[] | null;
}

/** How often a serial number was looked up. */
export interface Scans {
  readonly first_at: Instant | null;
  /** Everybody whose look is kept; somebody counts anew each day. */
  readonly visitors: number;
  /** Those of the last days alone. */
  readonly recent: number;
  /** Of the last hours, how many visitors each city was named by, most first. They say it themselves. */
  readonly places: readonly number[];
}

/**
 * How goods are asked for: by the code of the platform, by the canonical GS1 Digital Link of their lot, or by bar code and
 * lot number where the lot was registered without a link.
 */
export type Asked =
  | { readonly code: string }
  | { readonly identifier: string }
  | { readonly gtin: string; readonly number: string };

/** The lots behind a code, in one round trip; several where more than one firm claims the same GS1 link. */
export async function publicLots(
  { database }: Pick<Context, 'database'>,
  asked: Asked,
): Promise<readonly PublicLot[]> {
  if ('gtin' in asked) return lotsOfArticle(database, asked);
  const code = 'code' in asked ? asked.code : null;
  const identifier = 'identifier' in asked ? asked.identifier : null;
  const [rows] = await database.oneFlush(
    'public',
    [{ sql: selectLots, parameters: [code, identifier] }],
    { plans: 'generic' },
  );
  return rows as unknown as PublicLot[];
}

async function lotsOfArticle(
  database: Context['database'],
  { gtin, number }: { readonly gtin: string; readonly number: string },
): Promise<readonly PublicLot[]> {
  return database.asSystem('public', (tx) =>
    tx.rows<PublicLot>(`${selectLot} public_lot(null, null, public_article_lots($1, $2)) f`, [
      gtin,
      number,
    ]),
  );
}

/** The products behind a bar code; several where more than one firm filed one under it. @param gtin 14 digits. */
export function publicArticles(
  { database }: Pick<Context, 'database'>,
  gtin: string,
  today: PlainDate,
): Promise<readonly PublicArticle[]> {
  return database.asSystem('public', (tx) =>
    tx.rows<PublicArticle>('select * from public_article($1, $2)', [gtin, today]),
  );
}

/** Notes a look at a serial number and counts those before. @param since from when looks and places count. */
export async function noteScan(
  tx: Tx,
  { lot, serial }: { readonly lot: string; readonly serial: number },
  { at, region, visitor }: { at: Instant; region: number | undefined; visitor: Uint8Array },
  since: { readonly looks: Instant; readonly places: Instant },
): Promise<Scans> {
  const [scans] = await tx.rows<{ -readonly [K in keyof Scans]: Scans[K] }>(
    'select * from note_scan($1, $2, $3, $4, $5, $6, $7)',
    [lot, serial, at, region ?? null, Buffer.from(visitor), since.looks, since.places],
  );
  return scans ?? { first_at: null, visitors: 0, recent: 0, places: [] };
}

/** The ranges of serial numbers of a lot, oldest first, as its holder sees them. */
export function codesOf(tx: Tx, lot: string) {
  return tx.rows<{ entry: string; code: string; first: number; last: number; at: Instant }>(
    `select c.entry_id as entry, c.code, c.first, c.last, c.at from lot l join lot_code c on c.lot = l.seq
     where l.id = $1 order by c.first, c.at`,
    [lot],
  );
}

const selectLot = `select f.lot::text as lot, f.id, f.code, f.product, f.model, f.number, f.made_on, f.maker, f.region,
  f.released, f.blocked, f.last_serial, f.release_entry, f.certificate, f.inspected_on, f.standards, f.recalls
  from`;
const selectLots = `${selectLot} public_lot($1, $2) f`;

/** What somebody who scanned a code may complain about, with its maker. */
export async function goodsOfLot(tx: Tx, lot: string) {
  const rows = await tx.rows<{
    maker_id: string;
    maker: string;
    product: string;
    model: string;
    number: string;
    region: number;
  }>('select * from goods_of($1)', [lot]);
  return rows[0];
}
