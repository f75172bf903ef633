import { randomBytes } from 'node:crypto';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Post } from '#kernel/party.ts';
import type { ProtectedFiles } from '#kernel/protection/protected.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import { toHex, utf8 } from '#ledger/bytes.ts';
import { contentHash } from '#ledger/leaf.ts';
import { sha256 } from '#ledger/sha256.ts';
import type { Tx } from '#db/transaction.ts';
import type { SignedIn } from '../context.ts';
import type { Receipt } from './present.ts';

/** One act as it goes into the table and, hashed with a salt, into the log. */
export interface Entry {
  readonly id: string;
  /** Whose record it is; the key by which entries are distributed. */
  readonly organisation: string;
  readonly region: number;
  readonly domains: number;
  readonly kind: 'duty' | 'procedure' | 'book';
  readonly definition: string;
  /** Hash of the definition's version, lower-case hex. */
  readonly definitionHash: string;
  readonly act: string;
  readonly proceeding?: string | undefined;
  readonly period?: PlainDate | undefined;
  readonly corrects?: string | undefined;
  readonly cause?: string | undefined;
  /** Whom the effect that opened the case seated: role to organisation. */
  readonly seats?: Readonly<Record<string, string>> | undefined;
  readonly at: Instant;
  readonly clientAt?: Instant | undefined;
  readonly late: boolean;
  readonly lateReason?: string | undefined;
  readonly by: {
    readonly account: string;
    readonly organisation?: string;
    readonly posts: readonly Post[];
  };
  readonly input: JsonObject;
}

/**
 * The value that the ledger commits to (`ledger/FORMAT.md`): everything that makes the act what it was, and nothing
 * that can be derived. Absent properties are left out, so that their absence is committed to as well.
 */
export function entryValue(entry: Entry): JsonObject {
  const optional = {
    proceeding: entry.proceeding,
    period: entry.period,
    corrects: entry.corrects,
    cause: entry.cause,
    seats: entry.seats,
    clientAt: entry.clientAt,
    lateReason: entry.lateReason,
  };
  return {
    format: 'sifang-entry/v1',
    id: entry.id,
    organisation: entry.organisation,
    region: entry.region,
    domains: entry.domains,
    kind: entry.kind,
    definition: entry.definition,
    definitionHash: entry.definitionHash,
    act: entry.act,
    at: entry.at,
    late: entry.late,
    by: { ...entry.by },
    input: entry.input,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

/** The person behind an entry, as it is written down. */
export function actorOf(who: SignedIn): Entry['by'] {
  const { account, organisation, posts } = who.actor;
  return { account, posts, ...(organisation === undefined ? {} : { organisation }) };
}

/** Tells a replay from another content under the same id. */
export function requestHash(request: unknown): Uint8Array {
  return sha256(utf8(canonicalJson(request)));
}

/** What makes an entry part of the log, and what its author gets for it. */
export interface Seal {
  /** 32 random bytes, so that the hash says nothing about the content. */
  readonly salt: Uint8Array;
  /** Hash over salt and canonical value. */
  readonly hash: Uint8Array;
  readonly receipt: Receipt;
}

/** Hashes an entry with a salt of its own. */
export function sealEntry(entry: Entry): Seal {
  const salt = randomBytes(32);
  const hash = contentHash(salt, entryValue(entry));
  return {
    salt,
    hash,
    receipt: {
      ok: true,
      id: entry.id,
      at: entry.at,
      late: entry.late,
      contentHash: toHex(hash),
      repeated: false,
      ...(entry.proceeding === undefined ? {} : { proceeding: entry.proceeding }),
    },
  };
}

/**
 * Writes an entry: the row, its place in the log's queue, the files it names. Everything is queued before this returns.
 * @param secret those files that come from somebody whom a clause protects.
 */
export async function writeEntry(
  tx: Tx,
  entry: Entry,
  request: Uint8Array,
  secret: ProtectedFiles = new Map(),
): Promise<Receipt> {
  const { salt, hash, receipt } = sealEntry(entry);
  const files = filesIn(entry.input);
  const inserted = tx.rows(insertEntry, [
    entry.organisation,
    entry.id,
    entry.region,
    entry.domains,
    entry.kind,
    entry.definition,
    Buffer.from(entry.definitionHash, 'hex'),
    entry.act,
    entry.proceeding ?? null,
    entry.period ?? null,
    entry.corrects ?? null,
    entry.cause ?? null,
    entry.at,
    entry.clientAt ?? null,
    entry.late,
    entry.lateReason ?? null,
    entry.by.account,
    entry.by.organisation ?? null,
    entry.by.posts,
    JSON.stringify(entry.input),
    salt,
    hash,
    request,
    entry.seats === undefined ? null : JSON.stringify(entry.seats),
  ]);
  const clauses = files.map((hash) => secret.get(hash) ?? null);
  const named = [files, entry.id, entry.organisation, clauses];
  await Promise.all([inserted, files.length > 0 ? tx.rows(insertFiles, named) : []]);
  return receipt;
}

const insertEntry = `with written as (
  insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act, proceeding_id, period,
    corrects, cause, at, client_at, late, late_reason, account_id, account_organisation_id, posts, input, salt,
    content_hash, request_hash, seats)
  values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24))
insert into leaf_queue (organisation_id, entry_id, content_hash) values ($1, $2, $22)`;

const insertFiles = `insert into entry_file (file_hash, entry_id, organisation_id, protects)
  select f.hash, $2::uuid, $3::uuid, max(f.clause) from unnest($1::text[], $4::text[]) f (hash, clause) group by 1`;

/** Hashes of uploaded files anywhere in an input: fields of control `files` hold nothing but such hashes. */
export function filesIn(input: unknown): string[] {
  const found: string[] = [];
  collectFiles(input, found);
  return found;
}

function collectFiles(input: unknown, found: string[]): void {
  if (typeof input === 'string') {
    if (input.length === 64 && /^[0-9a-f]{64}$/.test(input)) found.push(input);
  } else if (typeof input === 'object' && input !== null) {
    for (const inner of Object.values(input)) collectFiles(inner, found);
  }
}
