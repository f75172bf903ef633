import { setTimeout as sleep } from 'node:timers/promises';
import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { parseCheckpoint } from '#ledger/checkpoint.ts';
import { KEY_TYPES, parseVerifierKey } from '#ledger/keys.ts';
import type { Signer, VerifierKey } from '#ledger/keys.ts';
import { formatNote, parseNote } from '#ledger/note.ts';
import { hashReader, tilePath } from '#ledger/tile.ts';
import type { ReadTile } from '#ledger/tile.ts';
import { witnessStep } from '#ledger/witness.ts';
import type { WitnessRefusal } from '#ledger/witness.ts';
import { loadOrMakeKey } from './keys.ts';
import { readMemory, writeDurably } from './witness-memory.ts';
import type { WitnessMemory } from './witness-memory.ts';

/** A witness: whom it watches, who it is, where it remembers. */
export interface WitnessOptions {
  /** Address of the log's server without a trailing slash. */
  readonly baseUrl: string;
  /** Name of the witness's key. */
  readonly name: string;
  /** File with the private seed; made on first use. */
  readonly keyFile: string;
  /** File with the last checkpoint that it cosigned. One witness process a file. */
  readonly stateFile: string;
  /** The log's verifier key, from a channel that the log's operator does not control. */
  readonly policyLog: string;
  readonly now?: () => Instant;
}

/** What one look at the log came to. */
export type Visit =
  | { readonly ok: true; readonly size: number; readonly cosigned: boolean }
  /** The log broke its promise, or the server did not answer as it should. */
  | { readonly ok: false; readonly reason: WitnessRefusal | 'refused'; readonly detail: string };

/** One witness, ready to look. */
export interface Witness {
  readonly signer: Signer;
  /**
   * Looks at the log once: proves that it still holds everything cosigned before, remembers that durably, and only then
   * sends the cosignature. Rejects where the server cannot be reached.
   */
  visit(): Promise<Visit>;
}

/** Opens a witness. @throws Error where the log's key is none or the files are damaged. */
export async function openWitness(options: WitnessOptions): Promise<Witness> {
  const log = parseVerifierKey(options.policyLog);
  if (log?.type !== KEY_TYPES.log) throw new Error('policyLog is not the verifier key of a log');
  const signer = await loadOrMakeKey(options.keyFile, options.name, KEY_TYPES.witness);
  let isSent = false;
  return {
    signer,
    visit: async () => {
      const memory = await readMemory(options.stateFile);
      // If we crashed between remembering and sending, or the server did not answer, the line is sent now. Where it is
      // refused, the next checkpoint will show whether the log went back.
      const unsent = memory !== undefined && !isSent ? await send(options, memory.note) : undefined;
      isSent = unsent === undefined;
      const before = memory?.state.size ?? 0;
      const checkpoint = await get(options, 'checkpoint/to-cosign');
      if (checkpoint === undefined) {
        return before === 0 ? { ok: true, size: 0, cosigned: false } : rollback(before, 0);
      }
      if (memory !== undefined && isSame(memory, checkpoint)) {
        return unsent ?? { ok: true, size: before, cosigned: false };
      }
      const outcome = await step(options, { log, signer, memory }, checkpoint);
      if (typeof outcome !== 'string') return outcome;
      await writeDurably(options.stateFile, outcome);
      isSent = false;
      const refusal = await send(options, outcome);
      if (refusal !== undefined) return refusal;
      isSent = true;
      return { ok: true, size: sizeOf(outcome), cosigned: true };
    },
  };
}

/** Looks at the log again and again until told to stop; a server that is away is waited for. */
export async function runWitness(
  witness: Witness,
  settings: {
    readonly intervalMs: number;
    readonly signal: AbortSignal;
    /** Told the outcome of every look, and the errors. */
    readonly report?: (outcome: Visit | { ok: false; reason: 'away'; detail: string }) => void;
  },
): Promise<void> {
  const { intervalMs, signal, report = () => undefined } = settings;
  while (!signal.aborted) {
    try {
      report(await witness.visit());
    } catch (error) {
      report({ ok: false, reason: 'away', detail: String(error) });
    }
    await sleep(intervalMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

interface Known {
  readonly log: VerifierKey;
  readonly signer: Signer;
  readonly memory: WitnessMemory | undefined;
}

/** @returns the checkpoint's text with our line, or why it is not cosigned. */
async function step(
  options: WitnessOptions,
  { log, signer, memory }: Known,
  input: string,
): Promise<string | Visit> {
  const size = sizeOf(input);
  const before = memory?.state.size ?? 0;
  const reader = hashReader(tilesOf(options), size);
  const proof = before > 0 && size > before ? await reader.consistencyProof(before) : [];
  const now = options.now?.() ?? new Date().toISOString();
  const result = await witnessStep(memory?.state, {
    checkpoint: input,
    proof,
    log,
    signer,
    timestamp: Math.floor(epochMs(now) / 1000),
  });
  if (result.ok) {
    const text = parseNote(input)!.text;
    return formatNote({ text, signatures: [result.cosignature] });
  }
  // Two checkpoints with the log's own signature that exclude each other: kept for everybody to see.
  const evidence = [memory?.note ?? '', input].join('\n');
  await writeDurably(`${options.stateFile}.${result.reason}`, evidence);
  return { ...rollback(before, size), reason: result.reason };
}

function rollback(before: number, size: number): Visit & { ok: false } {
  return { ok: false, reason: 'rollback', detail: `见证方记得${before}条，账本现称${size}条` };
}

function isSame(memory: WitnessMemory, checkpoint: string): boolean {
  return parseNote(memory.note)?.text === parseNote(checkpoint)?.text;
}

function sizeOf(note: string): number {
  return parseCheckpoint(parseNote(note)?.text ?? '')?.size ?? 0;
}

function tilesOf(options: WitnessOptions): ReadTile {
  return async (tile) => {
    const response = await ask(options, tilePath(tile));
    if (!response.ok) throw new Error(`${tilePath(tile)}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}

async function get(options: WitnessOptions, path: string): Promise<string | undefined> {
  const response = await ask(options, path);
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

async function send(options: WitnessOptions, note: string): Promise<Visit | undefined> {
  const response = await ask(options, 'cosignatures', {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: note,
  });
  if (response.ok) return undefined;
  if (response.status >= 500) throw new Error(`cosignatures: ${response.status}`);
  return { ok: false, reason: 'refused', detail: await response.text() };
}

function ask({ baseUrl }: WitnessOptions, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${baseUrl}/ledger/${path}`, { ...init, signal: AbortSignal.timeout(10_000) });
}
