import type { Page } from 'playwright-core';

/** Drops files of this machine in the middle of the window, as the desktop does: the page hears the browser's own events. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const { width, height } = page.viewportSize()!;
  const browser = await page.context().newCDPSession(page);
  const copyOnly = 1;
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data: { items: [], files: [...files], dragOperationsMask: copyOnly } });
  }
  await browser.detach();
}
