/**
 * Verifies a receipt offline: `npm run verify -- <receipt file> [--policy policy.json]`; computes a published draw again:
 * `npm run verify -- --draw <bundle.json or address of its page>`. A receipt needs no server and no network. Exit code 0: genuine; 1: not genuine; 2: could not be checked (usage, unreadable files, bad policy).
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { decodeUtf8, toHex } from '#ledger/bytes.ts';
import { parsePolicy, type Policy } from '#ledger/cosignature.ts';
import { placeText } from '#ledger/position.ts';
import { verifyReceipt, type ReceiptResult } from '#ledger/receipt.ts';
import { openPublished, verifyPublished } from './verify-draw.ts';

const USAGE = `用法：npm run verify -- <回执文件> [--policy <信任策略文件>]
  或者：npm run verify -- --draw <抽取公示页的网址，或者保存的bundle.json> [--policy <信任策略文件>]
  信任策略默认取当前目录的 policy.json，内容为：
  {"log": "<账本公钥>", "witnesses": ["<见证方公钥>"], "quorum": <最少见证数>}
  平台公布在“<平台网址>/ledger/policy.json”，可以下载；其中的公钥应当另从可信渠道核对，不应与回执出自同一来源。`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  const options = parseOptions(args);
  if (options === undefined) return fail(USAGE);
  const policyText = await readText(options.policy);
  if (policyText === undefined) {
    return fail(`无法读取信任策略文件 ${options.policy}。\n${USAGE}`);
  }
  const policy = parsePolicy(parseJson(policyText));
  if (!policy.ok) return fail(policy.sentence);
  if (options.draw !== undefined) return checkDraw(options.draw, policy.policy);
  const receipt = await readText(options.receipt);
  if (receipt === undefined) return fail(`无法读取回执文件 ${options.receipt}。`);

  const result = await verifyReceipt(receipt, policy.policy);
  if (!result.ok) {
    console.error(`核验未通过（${result.reason}）：${result.sentence}`);
    return 1;
  }
  console.log(report(result, policy.policy));
  return 0;
}

async function checkDraw(place: string, policy: Policy): Promise<0 | 1 | 2> {
  const published = await openPublished(place);
  if (published === undefined) return fail(`无法读取抽取公示 ${place}。`);
  const { ok, report } = await verifyPublished(published, policy);
  (ok ? console.log : console.error)(report);
  return ok ? 0 : 1;
}

function report(result: ReceiptResult & { ok: true }, { witnesses, quorum }: Policy): string {
  const { checkpoint, cosignatures, index, value, erased } = result;
  const seen = cosignatures.map(({ witness, timestamp }) => `  ${witness}  ${when(timestamp)}`);
  return [
    erased
      ? '核验通过：确有一条记录以此哈希入账。记录内容已依法删除，回执不能证明其内容。'
      : '核验通过：该记录确已入账，此后未被改动。',
    `账本：${checkpoint.origin}`,
    `序号：${placeText(index)}（自0起为${index}），检查点共 ${checkpoint.size} 条`,
    `根哈希：${toHex(checkpoint.root)}`,
    `见证：${seen.length} 方（信任策略列 ${witnesses.length} 方，要求不少于 ${quorum} 方）`,
    ...seen,
    ...(erased ? [] : ['记录内容：', JSON.stringify(value, null, 2)]),
  ].join('\n');
}

/** Seconds since the epoch as Beijing time. */
function when(timestamp: number): string {
  const date = new Date(timestamp * 1000);
  if (Number.isNaN(date.getTime())) return `${timestamp}`;
  return date.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false });
}

function fail(message: string): 2 {
  console.error(message);
  return 2;
}

interface Options {
  readonly receipt: string;
  readonly policy: string;
  readonly draw: string | undefined;
}

function parseOptions(args: readonly string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { policy: { type: 'string', default: 'policy.json' }, draw: { type: 'string' } },
    });
    const { policy, draw } = values;
    const [receipt = '', ...more] = positionals;
    if (more.length > 0 || (receipt === '') === (draw === undefined)) return undefined;
    return { receipt, policy, draw };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** @returns undefined where the file cannot be read; bytes that are not UTF-8 read as empty and are refused later. */
async function readText(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  });
  return bytes && (decodeUtf8(bytes) ?? '');
}

/** @returns undefined where the text is no JSON, which is no policy either. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
