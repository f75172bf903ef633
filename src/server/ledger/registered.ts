import type { Database } from '#db/connect.ts';
import type { Tx } from '#db/transaction.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Party } from '#kernel/party.ts';
import { parsePolicy } from '#ledger/cosignature.ts';
import type { Policy } from '#ledger/cosignature.ts';
import { formatVerifierKey, KEY_TYPES, parseVerifierKey } from '#ledger/keys.ts';
import type { VerifierKey } from '#ledger/keys.ts';
import type { PolicyFile } from './present.ts';

/** A witness as it is registered. */
export interface RegisteredWitness {
  readonly name: string;
  readonly vkey: string;
  readonly party: Party;
  /** Size of the largest checkpoint that it cosigned here. */
  readonly size: number;
}

/** Publishes the log's key in the database. The private half stays in the process. */
export async function registerLogKey(
  database: Database,
  key: VerifierKey,
  now: Instant,
): Promise<void> {
  const statement =
    'insert into log_key (name, vkey, at) values ($1, $2, $3) on conflict do nothing';
  await database.asSystem('sequencer', (tx) =>
    tx.rows(statement, [key.name, formatVerifierKey(key), now]),
  );
}

/**
 * Registers a witness, or gives one a new key. Signatures of the former key are then ignored.
 * @throws RangeError where the key is no witness key of that name.
 */
export async function registerWitness(
  database: Database,
  witness: Omit<RegisteredWitness, 'size'>,
): Promise<void> {
  const key = parseVerifierKey(witness.vkey);
  if (key?.type !== KEY_TYPES.witness || key.name !== witness.name) {
    throw new RangeError(`not the key of witness ${witness.name}`);
  }
  await database.asSystem('sequencer', (tx) =>
    tx.rows(
      `insert into witness (name, vkey, party) values ($1, $2, $3) on conflict (name) do update set
        vkey = excluded.vkey, party = excluded.party,
        size = case when witness.vkey = excluded.vkey then witness.size else 0 end`,
      [witness.name, witness.vkey, witness.party],
    ),
  );
}

/** Registered witnesses by name. */
export function listWitnesses(tx: Tx): Promise<RegisteredWitness[]> {
  return tx.rows<RegisteredWitness>('select name, vkey, party, size from witness order by name');
}

/**
 * How many of the witnesses must have cosigned: all of up to three, then more than two thirds, so that a minority that
 * fails or lies neither stops receipts nor makes them. A policy of the operator, which a verifier may tighten.
 */
export function quorumOf(witnesses: number): number {
  return witnesses - Math.max(0, Math.floor((witnesses - 1) / 3));
}

/** The policy under which this log asks to be checked; undefined until it has a key. */
export async function readPolicy(tx: Tx): Promise<PolicyFile | undefined> {
  const [[log], witnesses] = await Promise.all([
    tx.rows<{ vkey: string }>('select vkey from log_key order by at desc, vkey limit 1'),
    listWitnesses(tx),
  ]);
  if (log === undefined) return undefined;
  return {
    log: log.vkey,
    witnesses: witnesses.map(({ vkey }) => vkey),
    quorum: quorumOf(witnesses.length),
    parties: Object.fromEntries(witnesses.map(({ name, party }) => [name, party])),
  };
}

/** The same, read. @throws Error where what is registered makes no policy. */
export function openPolicy(file: PolicyFile): Policy {
  const parsed = parsePolicy(file);
  if (!parsed.ok) throw new Error(parsed.sentence);
  return parsed.policy;
}
