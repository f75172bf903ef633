import { parsePolicy } from '#ledger/cosignature.ts';
import type { DrawBundle } from '#server/draws/present.ts';
import { checkBundle } from './check.ts';
import type { Verdict } from './check.ts';

/**
 * Computes a published draw again in the visitor's browser, on the page that the server wrote: the page is complete
 * without this.
 */
const section = document.getElementById('check');
if (section !== null) offer(section, section.dataset['draw'] ?? '');

function offer(section: HTMLElement, address: string): void {
  section.hidden = false;
  const button = section.querySelector('button');
  const output = section.querySelector('output');
  if (button === null || output === null) throw new Error('the page has no place for the result');
  button.addEventListener('click', () => {
    button.disabled = true;
    say(output, 'busy', '正在本机重新计算……');
    // The sentence is painted before the computation takes the browser for a moment.
    setTimeout(() => {
      void run(address)
        .then(({ verdict, ms }) => report(output, verdict, ms))
        .catch((error: unknown) => {
          console.error(error);
          say(output, 'bad', '网络没有连通，未能取得公示文件，请稍后重试。');
        })
        .finally(() => {
          button.disabled = false;
        });
    }, 30);
  });
}

async function run(address: string): Promise<{ verdict: Verdict; ms: number }> {
  const [bundle, policyText] = await Promise.all([
    getJson(`${address}/bundle.json`),
    getJson('/ledger/policy.json'),
  ]);
  const policy = parsePolicy(policyText);
  if (!policy.ok) return { verdict: { ok: false, sentence: policy.sentence }, ms: 0 };
  const files = await fetchAll(address, bundle as DrawBundle);
  const startedAt = performance.now();
  const verdict = await checkBundle(bundle as DrawBundle, policy.policy, async (hash) =>
    files.get(hash),
  );
  return { verdict, ms: performance.now() - startedAt };
}

/** Fetched before the clock starts: what is measured is the computation. */
async function fetchAll(address: string, { files }: DrawBundle): Promise<Map<string, Uint8Array>> {
  const read = new Map<string, Uint8Array>();
  await Promise.all(
    files.map(async (hash) => {
      const response = await fetch(`${address}/files/${hash}`);
      if (response.ok) read.set(hash, new Uint8Array(await response.arrayBuffer()));
    }),
  );
  return read;
}

async function getJson(path: string): Promise<unknown> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} ${response.status}`);
  return response.json();
}

function report(output: HTMLElement, verdict: Verdict, ms: number): void {
  output.dataset['ms'] = String(Math.round(ms));
  if (!verdict.ok) {
    const detail =
      verdict.expected === undefined
        ? []
        : [`应为：${verdict.expected}`, `公布的是：${verdict.found ?? ''}`];
    return say(output, 'bad', `不正确：${verdict.sentence}`, ...detail);
  }
  if (verdict.extent === 'announced') {
    return say(
      output,
      'good',
      '已核对：名录库的锁定和随机源的公告确已入账，随机源公布在先。名录库公开之后可以重算结果。',
    );
  }
  const last = verdict.rounds.at(-1);
  const seconds = (ms / 1000).toFixed(1);
  say(
    output,
    'good',
    `正确：在本机用${seconds}秒由公开的名录库和随机源重算了${verdict.rounds.length}轮抽取，与公布的结果逐行一致。`,
    `共${last?.drawn.length ?? 0}个检查对象。种子由以下文字的SHA-256得出：`,
    last?.seedText ?? '',
  );
}

function say(output: HTMLElement, kind: 'busy' | 'good' | 'bad', ...lines: string[]): void {
  output.className = kind;
  output.replaceChildren(
    ...lines.map((line, at) => {
      const part = document.createElement(line.includes('\n') ? 'pre' : 'p');
      if (at === 0) part.className = 'headline';
      part.textContent = line;
      return part;
    }),
  );
}
