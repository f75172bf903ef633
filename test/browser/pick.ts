import type { Page } from 'playwright-core';

const tries = 5;
const shownWithinMs = 1_000;

/**
 * Picks an option of a list by its label. A click while the list still unfolds is lost, and a person then clicks again:
 * so it is done until the box shows what was picked.
 * @throws where the box does not show it after several tries.
 */
export async function pick(page: Page, label: string, option: RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  const shown = page.locator('.ant-select', { has: box }).getByText(option);
  for (let left = tries; left > 0; left--) {
    if ((await box.getAttribute('aria-expanded')) !== 'true') await box.click();
    await page.locator('.ant-select-item-option').and(page.getByTitle(option)).last().click();
    const isShown = await shown
      .first()
      .waitFor({ timeout: shownWithinMs })
      .then(
        () => true,
        () => false,
      );
    if (isShown) return;
  }
  throw new Error(`${label} does not show what was picked`);
}
