import type { Tx } from '#db/transaction.ts';
import { equalBytes } from '#ledger/bytes.ts';
import { openCheckpoint, verifyCosignature } from '#ledger/cosignature.ts';
import type { OpenedCheckpoint } from '#ledger/cosignature.ts';
import { parseVerifierKey } from '#ledger/keys.ts';
import { parseNote, parseSignature } from '#ledger/note.ts';
import type { Frontier } from '#ledger/tree.ts';
import type { Audit, Difference } from './difference.ts';

interface HeadRow {
  size: number;
  root: Uint8Array;
  note: string;
}

interface LineRow {
  size: number;
  line: string;
  vkey: string;
}

/** Checkpoints of a span of sizes with the lines of registered witnesses under them. */
export interface Heads {
  readonly heads: readonly HeadRow[];
  readonly lines: readonly LineRow[];
}

/** Reads the checkpoints of sizes after `start` up to `end`. */
export async function readHeads(tx: Tx, start: number, end: number): Promise<Heads> {
  const [heads, lines] = await Promise.all([
    tx.rows<HeadRow>(
      'select size, root, note from checkpoint where size > $1 and size <= $2 order by size',
      [start, end],
    ),
    tx.rows<LineRow>(
      `select c.size, c.line, w.vkey from cosignature c join witness w on w.name = c.witness
        where c.size > $1 and c.size <= $2 order by c.size, c.witness`,
      [start, end],
    ),
  ]);
  return { heads, lines };
}

/**
 * Appends leaves to the tree and compares its root with every checkpoint on the way, stored or kept elsewhere. Since all
 * are roots of the one list of leaves, each is consistent with each.
 */
export async function checkHeads(
  audit: Audit,
  frontier: Frontier,
  hashes: readonly Uint8Array[],
  { heads, lines }: Heads,
): Promise<Difference | undefined> {
  const stored = new Map(heads.map((head) => [head.size, head]));
  const kept = Map.groupBy(audit.kept, ({ size }) => size);
  for (const hash of hashes) {
    frontier.append(hash);
    const { size } = frontier;
    const head = stored.get(size);
    const outside = kept.get(size) ?? [];
    if (head === undefined && outside.length === 0) continue;
    const root = frontier.root();
    const wrong = head === undefined ? undefined : await checkHead(audit, head, root);
    if (wrong !== undefined) return wrong;
    if (!outside.every((one) => equalBytes(one.root, root))) {
      const en = `the log does not lead to the checkpoint of ${size} leaves that was kept elsewhere`;
      return wrongHead('root', size, `账本与另行保存的${size}条检查点不一致，历史已被改写。`, en);
    }
    const own = lines.filter((line) => line.size === size);
    const wrongLine = head === undefined ? undefined : await checkLines(audit, head, own);
    if (wrongLine !== undefined) return wrongLine;
  }
  return undefined;
}

async function checkHead(
  audit: Audit,
  head: HeadRow,
  root: Uint8Array,
): Promise<Difference | undefined> {
  const { size } = head;
  audit.count('checkpoints', 1);
  const opened = await openWith(audit, head.note);
  if (!opened?.ok) {
    const en = `checkpoint ${size} is not signed by the log's key (${opened?.reason ?? 'no key'})`;
    return wrongHead('note', size, `${size}条检查点的账本签名无效。`, en);
  }
  const { checkpoint } = opened;
  if (!equalBytes(checkpoint.root, root)) {
    const en = `the root that checkpoint ${size} signs does not follow from the leaves`;
    return wrongHead('note', size, `${size}条检查点所签的根与由记录重算的根不一致。`, en);
  }
  if (checkpoint.size !== size || !equalBytes(head.root, root)) {
    const en = `the columns of checkpoint ${size} differ from what was signed`;
    return wrongHead('size, root', size, `${size}条检查点的登记与所签内容不一致。`, en);
  }
  return undefined;
}

async function openWith(audit: Audit, note: string): Promise<OpenedCheckpoint | undefined> {
  let opened: OpenedCheckpoint | undefined;
  for (const log of audit.logs) {
    opened = await openCheckpoint(note, { log, witnesses: [], quorum: 0 });
    if (opened.ok) return opened;
  }
  return opened;
}

async function checkLines(
  audit: Audit,
  { size, note }: HeadRow,
  lines: readonly LineRow[],
): Promise<Difference | undefined> {
  const text = parseNote(note)?.text ?? '';
  for (const { line, vkey } of lines) {
    const key = parseVerifierKey(vkey);
    const signature = parseSignature(line.trimEnd());
    // A line of the witness's former key proves nothing and harms nothing.
    if (key === undefined || (signature !== undefined && signature.keyId !== key.id)) continue;
    audit.count('cosignatures', 1);
    const time = signature && (await verifyCosignature(text, signature, key));
    if (time !== undefined) continue;
    const en = `a cosignature by ${key.name} under checkpoint ${size} does not verify`;
    const zh = `${size}条检查点上${key.name}的见证签名无效。`;
    return { ...wrongHead('line', size, zh, en), table: 'cosignature' };
  }
  return undefined;
}

function wrongHead(column: string, size: number, zh: string, en: string): Difference {
  return { check: 'log', table: 'checkpoint', column, index: size - 1, zh, en };
}
