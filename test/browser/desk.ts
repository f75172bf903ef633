import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { seedPassword } from '../client.ts';
import type { Service } from '../service.ts';

/** How somebody sits down at the workbench. */
export interface Seat {
  readonly login: string;
  /** The address below the server's, e.g. `/app/traces`. */
  readonly path: string;
  /** Pixels; a phone of 375 with fingers where `isPhone` is set. */
  readonly width?: number | undefined;
  readonly isPhone?: boolean | undefined;
}

/**
 * Opens a page of the workbench and signs in, at the time of the service.
 * @throws AssertionError later in the test, where a script of the page fails.
 */
export async function sitDown(
  browser: Browser,
  service: Service,
  { login, path, width = 1440, isPhone = false }: Seat,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: service.baseUrl,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...(isPhone
      ? { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true }
      : { viewport: { width, height: 900 } }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => assert.fail(error));
  await page.clock.install({ time: service.clock.now() });
  await page.goto(path);
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(seedPassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-in'));
  return page;
}
