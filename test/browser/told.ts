import { afterEach } from 'node:test';
import type { Browser, Page } from 'playwright-core';

const longestTold = 6_000;

/**
 * After a journey that failed, writes down where each page of it stands: on another machine that is all there is to
 * understand it by. Called at the top level of a file.
 */
export function tellWhereItFailed(browser: () => Browser): void {
  afterEach(async (t) => {
    if (!('passed' in t) || t.passed) return;
    const pages = browser()
      .contexts()
      .flatMap((context) => context.pages());
    for (const page of pages) console.error(await told(page));
  });
}

/** Its address and its words. */
async function told(page: Page): Promise<string> {
  const words = await page.innerText('body', { timeout: 2_000 }).catch(String);
  return `${page.url()}\n${words.slice(0, longestTold)}`;
}
