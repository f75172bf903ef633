import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Policy } from '#ledger/cosignature.ts';
import type { DrawBundle } from '#server/draws/present.ts';
import { checkBundle } from '#web/draw/check.ts';
import type { ReadFile, Verdict } from '#web/draw/check.ts';

/** A published draw with the way to its files. */
export interface Published {
  readonly bundle: DrawBundle;
  readonly read: ReadFile;
}

/**
 * Opens a published draw: the address of its page or bundle, or a saved `bundle.json` with the files in `files` beside it.
 * @returns undefined where it cannot be read.
 */
export function openPublished(place: string): Promise<Published | undefined> {
  return /^https?:/.test(place) ? openAddress(place) : openFile(place);
}

/** Checks a published draw. @returns a report in Chinese and whether it is right. */
export async function verifyPublished(
  { bundle, read }: Published,
  policy: Policy,
): Promise<{ readonly ok: boolean; readonly report: string }> {
  const verdict = await checkBundle(bundle, policy, read);
  return { ok: verdict.ok, report: verdict.ok ? right(verdict) : wrong(verdict) };
}

async function openAddress(place: string): Promise<Published | undefined> {
  const base = place.replace(/\/(bundle\.json)?$/, '');
  const get = async (path: string) => {
    const response = await fetch(`${base}/${path}`).catch((error: unknown) => {
      if (error instanceof TypeError) return undefined;
      throw error;
    });
    return response?.ok === true ? new Uint8Array(await response.arrayBuffer()) : undefined;
  };
  return published(await get('bundle.json'), (hash) => get(`files/${hash}`));
}

async function openFile(place: string): Promise<Published | undefined> {
  const get = (path: string) =>
    readFile(path).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error) return undefined;
      throw error;
    });
  const isHash = (hash: string) => /^[0-9a-f]{64}$/.test(hash);
  return published(await get(place), async (hash) =>
    isHash(hash) ? get(join(dirname(place), 'files', hash)) : undefined,
  );
}

function published(bytes: Uint8Array | undefined, read: ReadFile): Published | undefined {
  if (bytes === undefined) return undefined;
  try {
    return { bundle: JSON.parse(new TextDecoder().decode(bytes)) as DrawBundle, read };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function right(verdict: Verdict & { ok: true }): string {
  const { record, extent, rounds } = verdict;
  if (extent === 'announced') {
    return `核对通过：“${record.name}”的名录库锁定和随机源公告确已入账，公告在先；名录库尚未公开，结果还不能重算。`;
  }
  const last = rounds.at(-1);
  return [
    `重算正确：“${record.name}”，共${rounds.length}轮，与公布的结果逐行一致。`,
    `对象库 SHA-256：${record.pools.objects}`,
    `人员库 SHA-256：${record.pools.inspectors}`,
    `抽取${last?.drawn.length ?? 0}个检查对象。种子由以下文字的 SHA-256 得出：`,
    last?.seedText ?? '',
  ].join('\n');
}

function wrong({ sentence, expected, found }: Verdict & { ok: false }): string {
  const detail = expected === undefined ? [] : [`应为：${expected}`, `公布的是：${found ?? ''}`];
  return [`重算不一致：${sentence}`, ...detail].join('\n');
}
