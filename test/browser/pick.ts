import type { Page } from 'playwright-core';

const tries = 8;
const withinMs = 1_000;

/**
 * Picks an option of a list by its label. On a busy machine a press while the list still unfolds is lost, and a person
 * then tries again: so it is done until the box shows what was picked.
 * @throws where the box does not show it after several tries.
 */
export async function pick(page: Page, label: string, option: RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  const shown = page.locator('.ant-select', { has: box }).getByText(option);
  const offered = page.locator('.ant-select-item-option').and(page.getByTitle(option)).last();
  for (let left = tries; left > 0; left--) {
    if ((await box.getAttribute('aria-expanded')) !== 'true') await box.click();
    const isPressed = await comesAbout(offered.click({ timeout: withinMs }));
    if (isPressed && (await comesAbout(shown.first().waitFor({ timeout: withinMs })))) return;
    // Not by Escape: where the list is closed already, that would close what the box stands in.
    if ((await box.getAttribute('aria-expanded')) === 'true') await box.click();
  }
  throw new Error(`${label} does not show what was picked`);
}

/**
 * Answers a question of the page. On a busy machine a press while the question still unfolds is lost as well.
 * @throws where the question stays after several tries.
 */
export async function answer(page: Page, word: string): Promise<void> {
  const question = page.getByRole('dialog');
  const button = question.getByRole('button', { name: word, exact: true });
  for (let left = tries; left > 0; left--) {
    await comesAbout(button.click({ timeout: withinMs }));
    if (await comesAbout(question.waitFor({ state: 'detached', timeout: 2 * withinMs }))) return;
  }
  throw new Error(`the question stays after ${word}`);
}

function comesAbout(step: Promise<void>): Promise<boolean> {
  return step.then(
    () => true,
    () => false,
  );
}
