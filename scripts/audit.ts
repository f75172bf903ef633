/**
 * `npm run audit`: hashes every entry again, rebuilds the log, replays all projections, and reports the first difference.
 * Exit code 0: everything agrees; 1: a difference; 2: the audit could not be done.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/connect.ts';
import { startEmbedded } from '#db/embedded.ts';
import { law } from '#law/all.ts';
import { parseCheckpoint } from '#ledger/checkpoint.ts';
import type { Checkpoint } from '#ledger/checkpoint.ts';
import { parseVerifierKey } from '#ledger/keys.ts';
import { parseNote } from '#ledger/note.ts';
import { placeText } from '#ledger/position.ts';
import { audit } from '#server/audit/audit.ts';
import type { AuditReport } from '#server/audit/audit.ts';
import { checks } from '#server/audit/difference.ts';

const usage = `用法：npm run audit -- [--database <数据库地址>] [--log <账本公钥>] [--kept <另存的检查点文件>]...
数据库地址默认取环境变量 DATABASE_URL；都没有时打开数据文件夹（SIFANG_DATA，默认 data）中的数据库，须先停止服务。
账本公钥和检查点应当来自运营方以外（例如见证方），否则审计只能证明数据库前后一致。`;

// A database that is away or in use is no difference.
process.exitCode = await main().catch((error: unknown) => fail(String(error)));

async function main(): Promise<0 | 1 | 2> {
  const options = readArguments();
  const log = options?.log === undefined ? undefined : parseVerifierKey(options.log);
  if (options === undefined || (options.log !== undefined && log === undefined)) return fail(usage);
  const kept: Checkpoint[] = [];
  for (const file of options.kept ?? []) {
    const checkpoint = parseCheckpoint(parseNote(await readFile(file, 'utf8'))?.text ?? '');
    if (checkpoint === undefined) return fail(`${file}不是检查点。`);
    kept.push(checkpoint);
  }
  const source = await openSource(options.database ?? process.env['DATABASE_URL']);
  if (source === undefined) return fail(usage);
  const database = openDatabase(source.url, { max: 2 });
  const began = performance.now();
  try {
    const now = new Date().toISOString();
    const settings = { law, now, kept, progress: showProgress() };
    const report = await audit(database, log === undefined ? settings : { ...settings, log });
    show(report, (performance.now() - began) / 1000);
    return report.ok ? 0 : 1;
  } finally {
    await database.close();
    await source.stop();
  }
}

async function openSource(
  url: string | undefined,
): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  if (url !== undefined) return { url, stop: async () => undefined };
  const folder = path.join(process.env['SIFANG_DATA'] ?? 'data', 'postgres');
  return existsSync(folder) ? startEmbedded({ folder }) : undefined;
}

/** One line a check, and a figure every few seconds of a long one. */
function showProgress(): NonNullable<Parameters<typeof audit>[1]['progress']> {
  let current: string | undefined;
  let shownAt = 0;
  return (check, counts) => {
    if (check !== current) console.log(checks[check]);
    else if (performance.now() - shownAt < 5_000) return;
    else console.log(`  ……记录${counts.entries}条，事项${counts.proceedings}件`);
    current = check;
    shownAt = performance.now();
  };
}

function show({ counts, difference }: AuditReport, seconds: number): void {
  const { entries, checkpoints, cosignatures, proceedings, dutyMonths } = counts;
  const { organisations, lots, erasures, documents } = counts;
  const done = `记录${entries}条，检查点${checkpoints}个，见证签名${cosignatures}个，事项${proceedings}件，位图${dutyMonths}行，单位${organisations}家，批次${lots}批，依法删除${erasures}条，追溯文件${documents}个，用时${seconds.toFixed(1)}秒`;
  if (difference === undefined) {
    console.log(`审计通过，账本与各表完全一致：${done}。`);
    return;
  }
  const { zh, en, table, column, entry, index, proceeding, organisation } = difference;
  const places = {
    表: table,
    列: column,
    记录: entry,
    账本序号: index === undefined ? undefined : placeText(index),
    事项: proceeding,
    单位: organisation,
  };
  console.error(`审计发现第一处不一致：${zh}\nFirst difference: ${en}`);
  for (const [name, value] of Object.entries(places)) {
    if (value !== undefined) console.error(`  ${name}：${value}`);
  }
  console.error(`此前已核对：${done}。`);
}

function fail(message: string): 2 {
  console.error(message);
  return 2;
}

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    const options = { database: text, log: text, kept: { ...text, multiple: true } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
