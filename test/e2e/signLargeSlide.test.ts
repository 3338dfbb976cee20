import { mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDotSlide } from '../integration/dotSlides.ts';
import { openTestWorkstation } from '../integration/testWorkstation.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();
const patience = { timeout: 90_000 };
/** Enough that to read it all takes seconds: nothing but a hole in the file behind the slide's pixels. */
const largeBytes = 2_500_000_000;

describe.skipIf('reason' in found)('signing on a large slide', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'large-'));
  const [large, small] = ['large.tif', 'small.tif'].map((name) => path.join(folder, 'slides', name));
  let window: OpenWindow, page: Page;
  beforeAll(async () => {
    const libraryDirectory = path.join(folder, 'library');
    mkdirSync(path.join(folder, 'slides'));
    for (const [index, slide] of [large, small].entries()) await writeDotSlide(slide, 700, index + 1);
    truncateSync(large, largeBytes);
    const workstation = openTestWorkstation(libraryDirectory);
    const { caseId } = await workstation.call('cases.create', { paths: [large, small], fields: {}, specimen: 'marrow', target: 40 });
    await workstation.jobIs(caseId, 'done');
    await workstation.call('settings.set', { settings: { users: [{ name: 'Dr A', role: 'hematologist' }] } });
    await workstation.close();
    touch(large);
    window = await openWindow(libraryDirectory);
    ({ page } = window);
    await window.workAs('Dr A');
    await window.show(`/case/${caseId}/report`);
  });
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  let touched = 0;
  /** Has a file look as if it was written to. */
  function touch(file: string): void {
    touched += 1;
    utimesSync(file, new Date(), new Date(2001, 1, touched));
  }
  const dialog = () => page.getByRole('dialog', { name: 'Sign out the report' });
  const comparing = (words: string) => page.getByRole('progressbar', { name: words });
  const pagesStand = () => page.getByRole('region', { name: /Page 1 of/ }).locator('canvas').first().waitFor(patience);
  const signOut = async () => {
    const button = dialog().getByRole('button', { name: 'Sign out', exact: true });
    await expect.poll(() => button.isEnabled(), patience).toBe(true);
    // By the keyboard: the dialogue grows and shrinks by what is to be confirmed, and the button moves with it.
    await button.press('Enter');
  };
  const openDialog = async () => {
    await page.getByRole('button', { name: 'Sign out…' }).click();
    for (const box of await dialog().getByRole('checkbox').all()) await box.check();
  };

  it('says how far it is with comparing the slides before the pages stand', async () => {
    const bar = comparing('Comparing large.tif with what was counted');
    await bar.waitFor(patience);
    await expect.poll(() => bar.innerText(), patience).toMatch(/Comparing large\.tif with what was counted · \d+ % · .+/);
    await pagesStand();
    expect(await bar.count()).toBe(0);
  });

  it('says so while it signs, can be stopped, and signs nothing then', async () => {
    touch(large);
    await openDialog();
    await signOut();
    const bar = dialog().getByRole('progressbar');
    await expect.poll(() => bar.innerText(), patience).toMatch(/Comparing large\.tif with what was counted · \d+ %/);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().getByText('Stopped: nothing was signed.').waitFor(patience);
    expect(await bar.count()).toBe(0);
    expect(await page.getByRole('heading', { name: /Signed, version 1/ }).count()).toBe(0);
    // The dialogue stays, with all that was entered.
    expect(await dialog().getByRole('checkbox', { checked: false }).count()).toBe(0);
  });

  it('asks to confirm that a slide can\'t be read once signing met it, and signs then', async () => {
    rmSync(small);
    await signOut();
    await dialog().getByText('Nothing was signed. Put the slide where it can be read, or confirm that you know of this; then sign.').waitFor(patience);
    const unread = dialog().getByRole('checkbox', { name: /^small\.tif can't be read now, so it can't be compared/ });
    await unread.waitFor(patience);
    await expect.poll(() => dialog().getByRole('button', { name: 'Sign out', exact: true }).isEnabled(), patience).toBe(false);
    // What is no slide, and no longer the one that was counted, is refused whoever confirms it.
    writeFileSync(small, 'no slide');
    await unread.check();
    await signOut();
    await dialog().getByText(/small\.tif is not the slide that was counted/).first().waitFor(patience);
    rmSync(small);
    await signOut();
    await page.getByRole('heading', { name: /Signed, version 1/ }).waitFor(patience);
  });
});
