import path from 'node:path';
import type { Party } from '#kernel/party.ts';
import { formatVerifierKey } from '#ledger/keys.ts';
import type { VerifierKey } from '#ledger/keys.ts';
import type { Context } from '../context.ts';
import { registerWitness } from './registered.ts';
import { openWitness, runWitness } from './witness-client.ts';
import type { Visit } from './witness-client.ts';

/** The four parties as witnesses of the demo; in earnest each runs on a machine of its own. */
const demoWitnesses: readonly { readonly id: string; readonly party: Party }[] = [
  { id: 'enterprise-association', party: 'enterprise' },
  { id: 'industry-department', party: 'industry' },
  { id: 'market-regulator', party: 'regulator' },
  { id: 'local-government', party: 'locality' },
];

/** Witnesses under way. */
export interface DemoWitnesses {
  stop(): Promise<void>;
}

/**
 * Starts a witness for each of the four parties in this process and registers them. Call it when the server listens.
 * @param options.folder where their keys and memories lie.
 */
export async function startDemoWitnesses(
  context: Context,
  options: {
    readonly folder: string;
    readonly log: VerifierKey;
    /** Where the server is reached from here; the public address by default. */
    readonly baseUrl?: string;
    readonly intervalMs?: number;
    /** Told what a witness refuses and why. */
    readonly onRefusal?: (name: string, visit: Visit) => void;
  },
): Promise<DemoWitnesses> {
  const stopping = new AbortController();
  const baseUrl = options.baseUrl ?? context.settings.baseUrl;
  const { onRefusal = complain } = options;
  const loops: Promise<void>[] = [];
  for (const { id, party } of demoWitnesses) {
    const name = `${new URL(context.settings.baseUrl).hostname}/witness/${id}`;
    const witness = await openWitness({
      baseUrl,
      name,
      keyFile: path.join(options.folder, `${id}.key`),
      stateFile: path.join(options.folder, `${id}.checkpoint`),
      policyLog: formatVerifierKey(options.log),
      now: context.now,
    });
    const vkey = formatVerifierKey(witness.signer);
    await registerWitness(context.database, { name, vkey, party });
    const report = (visit: Visit | { ok: false; reason: 'away' }) => {
      if (!visit.ok && visit.reason !== 'away') onRefusal(name, visit);
    };
    const settings = { intervalMs: options.intervalMs ?? 1_000, signal: stopping.signal, report };
    loops.push(runWitness(witness, settings));
  }
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

function complain(name: string, visit: Visit): void {
  if (!visit.ok) console.error(`witness ${name}: ${visit.reason}: ${visit.detail}`);
}
