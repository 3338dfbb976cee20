import type { Page } from 'playwright-core';

/**
 * Waits for words that stand in the window for a moment only: looks at every frame, where a locator looks twice a second and can miss them.
 * To be called before that which brings the words.
 */
export async function seenInPassing(page: Page, words: string): Promise<void> {
  await page.waitForFunction((sought) => document.body.innerText.includes(sought), words, { polling: 'raf' });
}
