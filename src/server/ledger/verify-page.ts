import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Packs the built verification page into a single file that needs no server: style and scripts inside, and the policy of
 * the day. It can be kept for years and opened from a disk.
 * @param webFolder what the build wrote.
 * @param saved policy and words as the page keeps them.
 * @returns undefined where the page has not been built.
 */
export async function packVerifyPage(
  webFolder: string,
  saved: object,
): Promise<string | undefined> {
  const html = await readIfThere(path.join(webFolder, 'verify', 'index.html'));
  if (html === undefined) return undefined;
  const asset = (url: string) => path.join(webFolder, url.slice('/assets/'.length));
  let script = '';
  let style = '';
  let page = html;
  for (const [tag, url] of html.matchAll(/<link\b[^>]*\bhref="(\/assets\/[^"]+)"[^>]*>/g)) {
    page = page.replace(tag, '');
    if (/rel="stylesheet"/.test(tag)) style += await readFile(asset(url!), 'utf8');
  }
  for (const [tag, url] of html.matchAll(
    /<script\b[^>]*\bsrc="(\/assets\/[^"]+)"[^>]*><\/script>/g,
  )) {
    page = page.replace(tag, '');
    script += await packModule(asset(url!));
  }
  const json = JSON.stringify(saved).replaceAll('<', '\\u003c');
  const tail = [
    `<script type="application/json" id="saved">${json}</script>`,
    `<script type="module">${script.replaceAll('</script', '<\\/script')}</script>`,
  ];
  // By function: a replacement text would read `$` in scripts as a pattern.
  return page
    .replace('</head>', () => `<style>${style}</style></head>`)
    .replace('</body>', () => `${tail.join('')}</body>`);
}

/** A module with the modules that it imports inside it as data addresses: a file on a disk may import nothing else. */
async function packModule(file: string): Promise<string> {
  const source = await readFile(file, 'utf8');
  const imported = new Map<string, string>();
  for (const [, name] of source.matchAll(importPattern)) {
    const inner = await packModule(path.join(path.dirname(file), name!));
    imported.set(name!, `data:text/javascript;base64,${Buffer.from(inner).toString('base64')}`);
  }
  return source.replace(importPattern, (whole, name: string) =>
    whole.replace(name, () => imported.get(name) ?? name),
  );
}

const importPattern = /\b(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g;

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
