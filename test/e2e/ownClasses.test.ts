import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDotCase } from '../integration/countedDotCase.ts';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';
import { classInGallery, differentialLine, galleryCount } from './readCounts.ts';

const found = chromiumForTests();
const patience = { timeout: 30_000 };

/** A laboratory adds a class, gives it a key, and names cells by it. */
describe.skipIf('reason' in found)('a laboratory\'s own class', () => {
  let dots: CountedDotCase, window: OpenWindow, page: Page;
  beforeAll(async () => {
    dots = await countDotCase();
    window = await openWindow(dots.copyLibrary());
    ({ page } = window);
    await window.workAs('Dr A');
  });
  afterAll(async () => {
    await window?.close();
    dots?.remove();
  });
  const look = async (name: string): Promise<void> => { if (process.env['MYELOSCOPE_LOOK']) await page.screenshot({ path: path.join(process.env['MYELOSCOPE_LOOK'], `${name}.png`) }); };

  it('is added, gets a key, names cells in the gallery, counts, and stays as long as a cell bears it', async () => {
    await window.show('/settings');
    const own = page.getByRole('region', { name: 'Own classes' });
    await own.getByRole('button', { name: 'Add a class' }).click();
    await own.getByRole('textbox', { name: 'Letters' }).fill('lyt');
    await own.getByRole('textbox', { name: 'Name' }).fill('Hairy cell');
    await own.getByText('LYT stand for another class').waitFor();
    expect(await own.getByRole('button', { name: 'Save: Own classes' }).isDisabled()).toBe(true);
    await own.getByRole('textbox', { name: 'Letters' }).fill('hcl');
    await own.getByRole('button', { name: 'Save: Own classes' }).click();
    await own.getByText('Saved').waitFor();
    await look('own-classes');
    const keys = page.getByRole('region', { name: 'Class keys' });
    await keys.getByRole('textbox', { name: 'Key for Hairy cell' }).fill('y');
    await keys.getByRole('button', { name: 'Save: Class keys' }).click();
    await keys.getByText('Saved').waitFor();

    await window.show(`/case/${dots.caseId}/gallery`);
    await expect.poll(async () => (await galleryCount(page, 'Segmented neutrophil')).cells, patience).toBe(32);
    await page.getByRole('rowgroup', { name: 'Segmented neutrophil' }).getByRole('gridcell', { name: /^Segmented neutrophil, / }).first().click();
    await page.keyboard.press('y');
    await expect.poll(async () => (await galleryCount(page, 'Hairy cell')).cells, patience).toBe(1);
    await page.getByRole('button', { name: /^Undo ?: name a cell Hairy cell/ }).waitFor();
    await classInGallery(page, 'Hairy cell').click();
    await look('gallery');
    await window.show(`/case/${dots.caseId}/slide`);
    await page.getByRole('button', { name: /^Filter/ }).click();
    await page.getByRole('checkbox', { name: 'Hairy cell' }).waitFor();
    await page.keyboard.press('Escape');
    await look('slide');
    await window.show(`/case/${dots.caseId}/differential`);
    await expect.poll(async () => (await differentialLine(page, 'Hairy cell')).count, patience).toBe('1');
    await look('differential');

    await window.show('/settings');
    await own.getByRole('button', { name: 'Remove Hairy cell' }).click();
    await own.getByRole('button', { name: 'Save: Own classes' }).click();
    await own.getByText('can\'t be taken away').waitFor();
    await own.getByRole('button', { name: 'Undo changes' }).click();
    // Another name is another matter, and every window of this one shows it at once.
    await own.getByRole('textbox', { name: 'Name' }).fill('Villous lymphocyte');
    await own.getByRole('button', { name: 'Save: Own classes' }).click();
    await keys.getByRole('textbox', { name: 'Key for Villous lymphocyte' }).waitFor();
  });
});
