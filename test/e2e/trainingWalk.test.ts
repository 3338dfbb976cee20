import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary } from '#main/store/library.ts';
import { addReviewedPatients, patientsNamedOtherwise } from '../integration/reviewedLibrary.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();
const trainingMs = 240_000;

/** A reader names one more cell, trains a candidate from the shipped classifier, looks at it, lets it name cells and goes back. */
describe.skipIf('reason' in found)('training in the window', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'training-walk-')), libraryDirectory = path.join(folder, 'library');
  let window: OpenWindow, page: Page;
  beforeAll(async () => {
    const slides = path.join(folder, 'slides');
    mkdirSync(slides);
    const [first, ...others] = patientsNamedOtherwise(8, 12);
    await addReviewedPatients(libraryDirectory, slides, [{ ...first, calls: first.calls.slice(0, -2) }, ...others]);
    const library = openLibrary(libraryDirectory);
    library.settings.keep(new Map([['users', JSON.stringify([{ name: 'Dr A', role: 'hematologist' }])]]));
    library.close();
    window = await openWindow(libraryDirectory);
    ({ page } = window);
    await window.workAs('Dr A');
  });
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const inDialog = (name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  const row = (name: RegExp) => page.getByRole('row', { name });
  const allLoaded = (pictures: string) => expect.poll(() => page.locator(pictures).evaluateAll((images) => (images as HTMLImageElement[]).map(({ complete, naturalWidth }) => complete && naturalWidth > 0)), { timeout: 30_000 }).not.toContain(false);

  it('shows what would be learnt from, and the cells behind a number', async () => {
    await page.keyboard.press('Alt+7');
    await page.getByRole('heading', { name: 'What would be learnt from' }).waitFor();
    await row(/^All \d+ \d+/).waitFor();
    expect(await row(/^Patient \d Judge by/).count()).toBe(2);
    await press(/Show \d+ cells: Lymphocyte, learn from/);
    const dialog = page.getByRole('dialog', { name: /^Lymphocyte, learn from: \d+ cells/ });
    await dialog.waitFor();
    expect(await dialog.getByRole('listitem').count()).toBeGreaterThan(30);
    await allLoaded('.cellPictures img');
    await page.keyboard.press('Escape');
  });

  it('counts a cell that is named now, and leaves a case out with a reason', async () => {
    await page.getByRole('button', { name: /Show 10 cells: Patient 0/ }).waitFor();
    await window.show('/case/1/gallery');
    await page.getByRole('gridcell', { name: /not reviewed/ }).first().click();
    await page.keyboard.press('l');
    await expect.poll(() => page.getByRole('gridcell', { name: /not reviewed/ }).count()).toBe(1);
    await window.show('/training');
    await page.getByRole('button', { name: /Show 11 cells: Patient 0/ }).waitFor();
    await press('Leave out Patient 7');
    await page.getByRole('textbox', { name: 'Reason' }).fill('Badly stained');
    await inDialog('Leave out');
    await row(/^Patient 7 Nothing Left out by Dr A: Badly stained/).waitFor();
    await press('Take in Patient 7');
    await page.getByRole('textbox', { name: 'Reason' }).fill('Looked again');
    await inDialog('Take in');
    await row(/^Patient 7 (Learn from|Judge by)/).waitFor();
  });

  it('trains a candidate and says how it stands beside the classifier in use', async () => {
    await press('Train a candidate…');
    const dialog = page.getByRole('dialog', { name: 'Train a candidate' });
    await dialog.getByText('More settings').click();
    await dialog.getByRole('textbox', { name: /^Epochs/ }).fill('none');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await dialog.getByText('A whole number from 1 to 2000, or nothing.').waitFor();
    await dialog.getByRole('textbox', { name: /^Epochs/ }).fill('60');
    await dialog.getByRole('textbox', { name: /^Cells in a batch/ }).fill('32');
    await dialog.getByRole('textbox', { name: /^Learning rate/ }).fill('0.01');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: 'laboratory-1' }).waitFor();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('img', { name: /^Loss Without part 1, from/ }).waitFor({ timeout: trainingMs });
    const result = page.getByRole('region', { name: 'Candidate against current' });
    await result.waitFor({ timeout: trainingMs });
    // Drawn cells stand for what was known before, and these are drawn, too: the gate must say that it forgets.
    await result.getByText(/changed what it says of cells that it knew before/).waitFor();
    await result.getByRole('row', { name: /Lymphocyte 12 0\.\d+ 0\.[6-9]|Lymphocyte 12 0\.\d+ 1\.00/ }).waitFor();
    await page.locator('.differingPictures').scrollIntoViewIfNeeded();
    await allLoaded('.differingPictures li:nth-child(-n+6) img');
  });

  it('names cells once a person promotes it with a reason, and no more after going back', async () => {
    await press('Promote…');
    const dialog = page.getByRole('dialog', { name: /laboratory-1/ });
    // It forgets drawn cells: whoever promotes it all the same is told so here, too.
    await dialog.getByText(/changed what it says of cells that it knew before/).waitFor();
    const promote = dialog.getByRole('button', { name: 'Promote all the same' });
    expect(await promote.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Our stain');
    await promote.click();
    await page.getByRole('button', { name: 'laboratory-1 In use' }).waitFor();
    await press('Reviewed cells');
    await page.getByText(/laboratory-1 1 names cells now/).waitFor();
    await press(/^laboratory-1/);
    await press('Go back to the model before');
    await page.getByRole('button', { name: 'laboratory-1 Done' }).waitFor();
    const library = openLibrary(libraryDirectory);
    expect(library.modelPromotions.all()).toMatchObject([{ name: 'laboratory-1', promotedBy: 'Dr A', reason: 'Our stain', wentBack: false, judged: expect.stringContaining('"verdict":"worse"') as string }, { name: 'cells', wentBack: true, judged: null }]);
    library.close();
  });

  it('stops a training, takes it out of the list, and exports the cells', async () => {
    await press('Train a candidate…');
    await inDialog('Start');
    await page.getByRole('heading', { name: 'laboratory-2' }).waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'laboratory-2 Stopped' }).waitFor();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await press('Remove from the list');
    await page.getByRole('button', { name: /^laboratory-2/ }).waitFor({ state: 'detached' });
    const exported = path.join(folder, 'exported');
    await press('Export as folders…');
    await page.getByRole('textbox', { name: 'Folder' }).fill(exported);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByText(`95 cells lie in ${exported}.`).waitFor();
    expect(readdirSync(exported)).toContain('manifest.csv');
  });
});
