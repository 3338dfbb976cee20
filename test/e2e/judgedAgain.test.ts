// The pictures beside the calls are of the cells that the calls are of, also once a training was judged again under the window's eyes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addEarlierTraining, earlierPicturePx } from '../integration/earlierTraining.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();

describe.skipIf('reason' in found)('judging again in the window', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'judged-again-window-'));
  let window: OpenWindow, page: Page;
  beforeAll(async () => {
    window = await openWindow((await addEarlierTraining(directory)).libraryDirectory);
    ({ page } = window);
    await window.workAs('Dr A');
    await window.show('/training');
    await page.getByRole('button', { name: 'ours Done' }).click();
  });
  afterAll(async () => {
    await window?.close();
    rmSync(directory, { recursive: true, force: true });
  });
  /** Width of each picture in sight, once it is loaded. */
  const widths = () => page.getByRole('region', { name: 'Cells they name otherwise' }).getByRole('img').evaluateAll((images) => (images as HTMLImageElement[]).slice(0, 3).map(({ complete, naturalWidth }) => (complete ? naturalWidth : 0)));

  it('shows the pictures of the cells that are told of, and none of those before', async () => {
    await page.getByRole('region', { name: 'Cells they name otherwise' }).scrollIntoViewIfNeeded();
    await expect.poll(widths, { timeout: 30_000 }).toEqual([earlierPicturePx, earlierPicturePx, earlierPicturePx]);
    await page.getByRole('button', { name: 'Judge again' }).click();
    await page.getByText('ours against other 1, on cells that were kept apart from its training.').waitFor({ timeout: 240_000 });
    await expect.poll(async () => { const [first] = await widths(); return first > earlierPicturePx; }, { timeout: 30_000 }).toBe(true);
    expect(await widths()).not.toContain(earlierPicturePx);
  });
});
