import { copyFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { writeDotSlide } from '../integration/dotSlides.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';
import { galleryCount } from './readCounts.ts';
import { seenInPassing } from './seenInPassing.ts';
import { useWindowOnDotCase } from './windowOnDotCase.ts';

const found = chromiumForTests();
const patience = { timeout: 30_000 };
/** The service looks at a file it has open so often, with time to spare. */
const fileTrustedMs = 2_500;

/** What goes wrong around a reviewer: said in words in the window, nothing lost, and a way on. */
describe.skipIf('reason' in found)('when something goes wrong during a review', () => {
  let dots: CountedDotCase, window: OpenWindow, page: Page, place: string;
  useWindowOnDotCase((atHand) => {
    ({ dots, window, place } = atHand);
    ({ page } = window);
  });
  const alert = (words: RegExp) => page.getByRole('alert').filter({ hasText: words });

  it.skipIf(process.platform !== 'linux')('the service killed: what is on disk stays, and the review goes on', async () => {
    await window.show(`${place}/gallery`);
    await page.getByRole('grid', { name: 'Cells by class' }).focus();
    await page.keyboard.press('m');
    await expect.poll(() => galleryCount(page, 'Myelocyte'), patience).toEqual({ cells: 1, reviewed: 1 });
    await expect.poll(() => page.getByRole('button', { name: /^Undo/ }).isEnabled(), patience).toBe(true);
    const [killed] = window.host.servicePids();
    const said = seenInPassing(page, 'is starting again');
    process.kill(killed, 'SIGKILL');
    await said;
    await page.getByText('The counting service runs again.').waitFor();
    await page.keyboard.press('m');
    await expect.poll(() => galleryCount(page, 'Myelocyte'), patience).toEqual({ cells: 2, reviewed: 2 });
    await page.reload();
    await expect.poll(() => galleryCount(page, 'Myelocyte'), patience).toEqual({ cells: 2, reviewed: 2 });
  });

  it('the slide gone while it is looked at: said, and shown again when it is back', async () => {
    const [slide] = dots.slides;
    const said = alert(/A part of the slide could not be read/);
    // In a small window the whole slide is shown by a smaller level, so that looking closer asks for new tiles.
    await page.setViewportSize({ width: 960, height: 600 });
    await window.show(`${place}/slide`);
    await page.getByRole('application', { name: /^Slide picture/ }).waitFor();
    await page.waitForLoadState('networkidle');
    renameSync(slide, `${slide}.away`);
    await page.waitForTimeout(fileTrustedMs);
    await page.getByRole('button', { name: 'Magnification 100 times' }).click();
    await said.waitFor();
    await page.getByRole('button', { name: /^Say where one\.tif is/ }).waitFor();
    renameSync(`${slide}.away`, slide);
    await said.getByRole('button', { name: 'Try again' }).click();
    await said.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Say where one\.tif is/ }).waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('a slide moved: another is refused in its place, itself is taken', async () => {
    const [slide, other] = dots.slides;
    const moved = path.join(path.dirname(slide), 'archive.tif');
    renameSync(slide, moved);
    await window.show('/worklist');
    await window.show(`${place}/gallery`);
    const where = page.getByRole('button', { name: /^Say where one\.tif is/ });
    const choose = async (file: string) => {
      await where.click();
      const dialog = page.getByRole('dialog', { name: 'Choose slides' });
      await dialog.getByRole('textbox', { name: 'Folder' }).fill(path.dirname(file));
      await dialog.getByRole('button', { name: 'Go' }).click();
      await dialog.getByRole('row', { name: path.basename(file) }).click();
      await dialog.getByRole('button', { name: 'Choose' }).click();
    };
    await choose(other);
    await alert(/is not the slide that was counted/).waitFor();
    // Large enough to be read for seconds: how far it is shows, and it can be stopped.
    const large = path.join(path.dirname(slide), 'large.tif');
    copyFileSync(moved, large);
    truncateSync(large, 2 ** 31);
    await choose(large);
    const progress = page.getByRole('progressbar', { name: /^Comparing large\.tif/ });
    await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow')), patience).toBeGreaterThan(0);
    await where.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    await where.waitFor();
    expect(await alert(/is not the slide that was counted/).count()).toBe(0);
    rmSync(large);
    await choose(moved);
    await where.waitFor({ state: 'detached' });
  });

  it('a slide with another content: not shown for the one that was counted, and the calls stay', async () => {
    const [, other] = dots.slides;
    copyFileSync(other, `${other}.kept`);
    await writeDotSlide(other, 1000, 77);
    // A look at a file is trusted for two seconds, and the list of slides has just looked at this one.
    await page.waitForTimeout(2100);
    await window.show(`${place}/slide`);
    await page.getByRole('button', { name: /^Slide 1 of 2/ }).click();
    await page.getByRole('menuitem', { name: /two\.tif/ }).click();
    await alert(/two\.tif is not the slide that was counted/).first().waitFor();
    await window.show(`${place}/gallery`);
    await expect.poll(() => galleryCount(page, 'Myelocyte'), patience).toEqual({ cells: 2, reviewed: 2 });
    rmSync(other);
    renameSync(`${other}.kept`, other);
    await window.show('/worklist');
    await window.show(`${place}/slide`);
    await alert(/is not the slide that was counted/).waitFor({ state: 'detached' });
  });

  it('a library of a newer version: said at once, and nothing in it is changed', async () => {
    const library = dots.copyLibrary();
    const file = path.join(library, 'library.sqlite');
    const newer = new Database(file);
    newer.exec("INSERT INTO migrations SELECT max(position) + 1, 'mirrors', 'later', '2031-01-01' FROM migrations");
    newer.close();
    const second = await openWindow(library);
    try {
      const said = second.page.getByText(/was made by a newer version of Myeloscope/).first();
      await said.waitFor();
      expect(await second.page.getByRole('main').or(second.page.getByRole('alert')).allInnerTexts().then((texts) => texts.join(' '))).not.toMatch(/--library|\.ts|undefined/);
    } finally {
      await second.close();
    }
  });
});
