import { seedText } from '#insight/draw/seed.ts';
import type { Drawn, SeedParts, Sha256 } from '#insight/draw/types.ts';
import { verifyDraw } from '#insight/draw/verify.ts';
import type { Verification } from '#insight/draw/verify.ts';
import { readDraw } from '#law/regulator/random-draw/rounds.ts';
import type { DrawAct, DrawRecord, DrawRound } from '#law/regulator/random-draw/rounds.ts';
import { verifyConsistency } from '#ledger/audit-path.ts';
import { fromBase64, fromHex } from '#ledger/bytes.ts';
import { openCheckpoint } from '#ledger/cosignature.ts';
import type { Policy } from '#ledger/cosignature.ts';
import { verifyReceipt } from '#ledger/receipt.ts';
import { sha256 } from '#ledger/sha256.ts';
import type { DrawBundle } from '#server/draws/present.ts';

/** What a check of a published draw comes to. */
export type Verdict =
  | {
      readonly ok: true;
      /** `whole`: computed again; `announced`: the pools are not public yet, so only their commitment was checked. */
      readonly extent: 'whole' | 'announced';
      readonly record: DrawRecord;
      readonly rounds: readonly CheckedRound[];
      /** Labels of objects and units of inspectors, by id. */
      readonly names: ReadonlyMap<string, string>;
    }
  | {
      readonly ok: false;
      /** Chinese: what does not agree. */
      readonly sentence: string;
      readonly expected?: string;
      readonly found?: string;
    };

/** A round that was computed again. */
export interface CheckedRound {
  /** The text whose SHA-256 is the seed. */
  readonly seedText: string;
  readonly drawn: readonly Drawn[];
}

/** Fetches a public file of the draw by its hash; undefined where there is none. */
export type ReadFile = (hash: string) => Promise<Uint8Array | undefined>;

/**
 * Checks a published draw from the ground: every entry stands in the log, the source was named before it existed, and
 * pools, seed, ranks, replacements and results agree with each other. Bad bundles are refused, never thrown.
 */
export async function checkBundle(
  bundle: DrawBundle,
  policy: Policy,
  read: ReadFile,
): Promise<Verdict> {
  if (!isBundle(bundle)) return wrong('不是抽取公示文件。');
  const acts = await openActs(bundle, policy);
  if (!Array.isArray(acts)) return acts;
  const record = readDraw(acts);
  if (record === undefined) return wrong('缺少锁定名录库的记录。');
  const seeds: SeedParts[] = [];
  const rounds = record.rounds.filter(({ results }) => results.length > 0);
  for (const round of rounds) {
    const seed = await openSeed(bundle, policy, record, round, acts);
    if ('ok' in seed) return seed;
    seeds.push(seed);
  }
  if (bundle.files.length === 0 || rounds.length === 0) {
    return { ok: true, extent: 'announced', record, rounds: [], names: new Map() };
  }
  return recompute(record, rounds, seeds, read);
}

interface ProvenAct extends DrawAct {
  /** Index in the log. */
  readonly index: number;
}

async function openActs(
  bundle: DrawBundle,
  policy: Policy,
): Promise<ProvenAct[] | (Verdict & { ok: false })> {
  const acts: ProvenAct[] = [];
  for (const receipt of bundle.receipts) {
    const proven = await verifyReceipt(receipt, policy);
    if (!proven.ok) return wrong(proven.sentence);
    const value = proven.value as Record<string, unknown>;
    if (value['definition'] !== 'random-draw' || value['proceeding'] !== bundle.id) {
      return wrong('有记录不属于这次抽取。');
    }
    const { id, act, at, input } = value as unknown as DrawAct & { id: string };
    acts.push({ entry: id, act, at, input, index: proven.index });
  }
  const sorted = acts.toSorted((a, b) => a.index - b.index);
  const isTwice = sorted.some(({ index }, at) => index === sorted[at - 1]?.index);
  return isTwice ? wrong('同一条记录出现了两次。') : sorted;
}

async function openSeed(
  bundle: DrawBundle,
  policy: Policy,
  record: DrawRecord,
  round: DrawRound,
  acts: readonly ProvenAct[],
): Promise<SeedParts | (Verdict & { ok: false })> {
  const announced = acts.find(({ entry }) => entry === round.announced);
  if (announced === undefined || announced.index >= round.size - 1) {
    return wrong(
      '公布随机源时，该随机源已经产生。',
      `第${round.size - 1}条之前`,
      `第${(announced?.index ?? 0) + 1}条`,
    );
  }
  const given = bundle.roots.find(({ size }) => size === round.size);
  if (given === undefined) return wrong(`缺少账本第${round.size}条时的根哈希。`);
  const opened = await openCheckpoint(given.checkpoint, policy);
  if (!opened.ok) return wrong('账本检查点的签名不符合信任策略。');
  const proof = given.proof.map((text) => fromBase64(text) ?? new Uint8Array());
  const root = fromHex(given.root) ?? new Uint8Array();
  const { size, root: latest } = opened.checkpoint;
  if (!verifyConsistency(round.size, root, size, latest, proof)) {
    return wrong(`账本第${round.size}条时的根哈希与检查点不符。`);
  }
  const { beacon } = round;
  return {
    ...record.pools,
    log: { size: round.size, root: given.root },
    beacon: beacon?.value === undefined ? undefined : { name: beacon.name, value: beacon.value },
  };
}

async function recompute(
  record: DrawRecord,
  rounds: readonly DrawRound[],
  seeds: readonly SeedParts[],
  read: ReadFile,
): Promise<Verdict> {
  const { pools, plan } = record;
  const [objects, inspectors] = await Promise.all([read(pools.objects), read(pools.inspectors)]);
  if (objects === undefined || inspectors === undefined) return wrong('名录库文件取不到。');
  const published = await Promise.all(
    rounds.map(async ({ steps, results }, at) => {
      const shown = await read(results.at(-1)!);
      const text = shown === undefined ? {} : { shown: new TextDecoder().decode(shown) };
      return { seed: seeds[at]!, steps, hashes: results, ...text };
    }),
  );
  const committed = pools;
  const hash = await hasherFor(objects, inspectors);
  const outcome = verifyDraw({ objects, inspectors, committed, plan, rounds: published }, hash);
  if (!outcome.ok) {
    const { where, expected, found } = outcome;
    return wrong(`${where}与重算不一致。`, expected, found);
  }
  const checked = outcome.rounds.map((drawn, at) => ({ seedText: seedText(seeds[at]!), drawn }));
  return { ok: true, extent: 'whole', record, rounds: checked, names: namesIn(outcome) };
}

/** The large files are hashed by the browser itself where it can: pages without TLS have no WebCrypto. */
async function hasherFor(...files: readonly Uint8Array[]): Promise<Sha256> {
  const known = new Map<Uint8Array, Uint8Array>();
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  for (const file of subtle === undefined ? [] : files) {
    const digest = await subtle!.digest('SHA-256', file as Uint8Array<ArrayBuffer>);
    known.set(file, new Uint8Array(digest));
  }
  return (message) => known.get(message) ?? sha256(message);
}

/** Labels of the objects and units of the inspectors that were drawn. */
function namesIn({ rounds, objects, inspectors }: Verification & { ok: true }) {
  const shown = new Set(rounds.flat().flatMap((one) => [one.object, ...one.inspectors]));
  const firms = objects.filter(({ id }) => shown.has(id));
  const people = inspectors.filter(({ id }) => shown.has(id));
  return new Map([
    ...firms.map(({ id, label }) => [id, label] as const),
    ...people.map(({ id, unit }) => [id, unit] as const),
  ]);
}

/** A bundle comes from anywhere. */
function isBundle(bundle: unknown): bundle is DrawBundle {
  if (typeof bundle !== 'object' || bundle === null) return false;
  const { format, id, receipts, roots, files } = bundle as Record<string, unknown>;
  const isText = (one: unknown) => typeof one === 'string';
  return (
    format === 'sifang-draw-bundle/v1' &&
    isText(id) &&
    Array.isArray(receipts) &&
    receipts.every(isText) &&
    Array.isArray(roots) &&
    roots.every(isRoot) &&
    Array.isArray(files) &&
    files.every(isText)
  );
}

function isRoot(root: unknown): boolean {
  if (typeof root !== 'object' || root === null) return false;
  const { size, root: hash, proof, checkpoint } = root as Record<string, unknown>;
  return (
    typeof size === 'number' &&
    typeof hash === 'string' &&
    typeof checkpoint === 'string' &&
    Array.isArray(proof) &&
    proof.every((one) => typeof one === 'string')
  );
}

function wrong(sentence: string, expected?: string, found?: string): Verdict & { ok: false } {
  return {
    ok: false,
    sentence,
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined ? {} : { found }),
  };
}
