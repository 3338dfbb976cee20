import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { countDotCase } from '../integration/countedDotCase.ts';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { seriousBarriers } from './barriers.ts';
import { dropFiles } from './dropFiles.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();
const patience = { timeout: 30_000 };

/** What the library keeps of what is dropped on a window, and how it goes again. */
describe.skipIf('reason' in found)('a copy of a dropped slide', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dropped-copies-'));
  const large = path.join(folder, 'large.tif');
  const group = '00000000-0000-4000-8000-000000000000';
  let dots: CountedDotCase, window: OpenWindow, page: Page;
  beforeAll(async () => {
    writeFileSync(large, Buffer.alloc(8_000_000, 1));
    dots = await countDotCase();
    const libraryDirectory = dots.copyLibrary();
    // As if its second slide had been dropped on a window.
    const copy = path.join(libraryDirectory, 'dropped', group, 'two.tif');
    mkdirSync(path.dirname(copy), { recursive: true });
    cpSync(dots.slides[1], copy, { preserveTimestamps: true });
    const library = openLibrary(libraryDirectory);
    library.slides.setPath(library.slides.ofCase(dots.caseId)[1].id, copy);
    library.close();
    window = await openWindow(libraryDirectory);
    ({ page } = window);
    await window.workAs('Dr A');
  });
  afterAll(async () => {
    await window?.close();
    dots?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What lies in the folder of copies now. */
  const kept = () => { try { return readdirSync(path.join(dots.libraryDirectory, 'dropped')); } catch { return []; } };
  const newCase = () => page.getByRole('dialog', { name: 'New case' });

  it('is not made to its end when that is cancelled, and leaves nothing', async () => {
    const network = await page.context().newCDPSession(page);
    const atSpeed = (uploadThroughput: number) => network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
    await network.send('Network.enable');
    await atSpeed(300_000);
    await dropFiles(page, [dots.slides[0], large]);
    const copying = page.getByRole('alertdialog', { name: 'Keeping a copy of the dropped files' });
    await copying.getByText(/\d+ % · less than a minute left/).waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
    expect(kept().length).toBeGreaterThan(1);
    await page.keyboard.press('Enter');
    await copying.waitFor({ state: 'detached' });
    await expect.poll(kept, patience).toEqual([group]);
    expect(await newCase().count()).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
    await atSpeed(-1);
    await network.detach();
  });

  it('goes when the dialogue is closed without a case', async () => {
    await dropFiles(page, [dots.slides[0]]);
    await newCase().getByText('one.tif').first().waitFor();
    expect(kept()).toHaveLength(3);
    await newCase().getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(kept, patience).toEqual([group]);
  });

  it('goes with its case, of which the question says so, and the user\'s own file stays', async () => {
    await page.getByRole('row', { name: /Zoë/ }).focus();
    await page.keyboard.press('Delete');
    const asked = page.getByRole('alertdialog', { name: 'Remove this case?' });
    await asked.getByText('Your own slide files stay where they are. The copy that was kept of a dropped slide is deleted, too, unless another case uses it.').waitFor();
    expect(kept()).toEqual([group]);
    await asked.getByRole('button', { name: 'Remove case' }).click();
    await page.getByRole('row', { name: /Zoë/ }).waitFor({ state: 'detached' });
    await expect.poll(kept, patience).toEqual([]);
    expect(existsSync(dots.slides[0])).toBe(true);
  });
});
