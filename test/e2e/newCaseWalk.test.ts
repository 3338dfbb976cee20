import { rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSmear } from '#main/synthetic/makeSmear.ts';
import { countDotCase } from '../integration/countedDotCase.ts';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { seriousBarriers } from './barriers.ts';
import { dropFiles } from './dropFiles.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();
const patience = { timeout: 30_000 };
/** A count with the shipped models, on a machine that may do other things. */
const countWithinMs = 300_000;
const drawnCells = 60;

/** From a file on the desktop to a counted case, with the models that are shipped. */
describe.skipIf('reason' in found)('a new case', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'new-case-'));
  const smear = path.join(folder, 'smear.tif'), notes = path.join(folder, 'notes.tif');
  let dots: CountedDotCase, window: OpenWindow, page: Page;
  beforeAll(async () => {
    writeFileSync(notes, 'Ring the ward about case 12.\n');
    await makeSmear({ path: smear, cells: drawnCells, seed: 3, kind: 'marrow' }, {});
    // A library that holds a case already: a new one would count its sample first.
    dots = await countDotCase();
    window = await openWindow(dots.copyLibrary());
    ({ page } = window);
    await window.workAs('Dr A');
  });
  afterAll(async () => {
    await window?.close();
    dots?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const dialog = () => page.getByRole('dialog', { name: 'New case' });
  const line = () => page.getByRole('row', { name: /Rosa Kern/ });

  it('says of a file that is no slide what it is, and goes on with another', async () => {
    await dropFiles(page, [notes]);
    await dialog().getByText('notes.tif').first().waitFor();
    await dialog().getByRole('button', { name: 'Count' }).click();
    await dialog().getByRole('alert').getByText(/notes\.tif/).waitFor();
    await dialog().getByRole('button', { name: 'Leave out notes.tif' }).click();
    await dropFiles(page, [smear]);
    await dialog().getByText('smear.tif').first().waitFor();
  });

  it('asks for what is missing, and begins the count', async () => {
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Rosa Kern');
    await dialog().getByRole('textbox', { name: 'Patient number' }).fill('P-204');
    const target = dialog().getByRole('textbox', { name: 'Cells to count' });
    await target.fill('none');
    await dialog().getByRole('button', { name: 'Count' }).click();
    await dialog().getByText('A whole number from 1 to 100,000.').waitFor();
    // The field may be empty while another number is typed.
    for (const key of ['ControlOrMeta+a', 'Backspace']) await target.press(key);
    expect(await target.inputValue()).toBe('');
    await target.pressSequentially('40');
    expect(await target.inputValue()).toBe('40');
    await dialog().getByRole('button', { name: 'Count' }).click();
    await dialog().waitFor({ state: 'detached' });
    await line().waitFor();
    expect(await line().innerText()).toContain('P-204');
  });

  it('shows how far the count is, stops, and goes on to the end', async () => {
    const progress = line().getByRole('progressbar');
    await progress.waitFor();
    await line().getByRole('button', { name: 'Stop counting' }).click();
    await line().getByText('stopped').waitFor();
    await line().getByRole('button', { name: 'Go on counting' }).click();
    await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow').catch(() => null)), { timeout: countWithinMs }).toBeGreaterThan(0);
    await line().getByText('To review').waitFor({ timeout: countWithinMs });
    await progress.waitFor({ state: 'detached' });
    expect(Number(/(\d+) of 40/.exec(await line().innerText())![1])).toBeGreaterThan(10);
  });

  it('says whose case a slide is already, keeps what was entered for another patient, and opens that case when asked', async () => {
    await dropFiles(page, [smear]);
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Bela Lang');
    await dialog().getByRole('button', { name: 'Count' }).click();
    const said = dialog().getByRole('alert').filter({ hasText: 'are a case already' });
    await said.waitFor();
    expect(await said.innerText()).toMatch(/Rosa Kern · P-204 · Bone marrow · added here \d{4}-\d\d-\d\d/);
    expect(await dialog().getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Bela Lang');
    expect(await seriousBarriers(page)).toEqual([]);
    await said.getByRole('button', { name: 'Open that case' }).click();
    await page.getByRole('heading', { name: 'Rosa Kern' }).waitFor();
    await window.show('/worklist');
    await line().waitFor();
  });

  it('refuses what does not look like a smear, and counts it all the same when asked', async () => {
    const print = path.join(folder, 'print.tif');
    await sharp(smear).greyscale().toColourspace('srgb').tiff({ tile: true, tileWidth: 256, tileHeight: 256, pyramid: true, compression: 'jpeg' }).toFile(print);
    await dropFiles(page, [print]);
    await dialog().getByRole('textbox', { name: 'Name' }).fill('Grey Print');
    await dialog().getByRole('textbox', { name: 'Scale, µm per pixel' }).fill('0.22');
    await dialog().getByRole('button', { name: 'Count' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /Grey Print/ }).click();
    const refused = page.getByRole('alert').filter({ hasText: 'does not look like a smear' });
    await refused.waitFor({ timeout: countWithinMs });
    expect(await refused.getByRole('button', { name: 'Go on counting' }).count()).toBe(0);
    // The same is said where the case is opened.
    await page.getByRole('row', { name: /Grey Print/ }).dblclick();
    await page.getByRole('heading', { name: 'Grey Print' }).waitFor();
    await refused.getByRole('button', { name: 'Count it all the same…' }).click();
    const asked = page.getByRole('alertdialog', { name: 'Count it all the same?' });
    await asked.getByText(/the report will say that it did not look like a smear/).waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Count all the same' }).click();
    // It is looked for cells now, of which the models find none in a colourless print.
    await page.getByRole('alert').filter({ hasText: 'No nucleated cell was found' }).waitFor({ timeout: countWithinMs });
    await window.show('/worklist');
    await page.getByRole('row', { name: /Grey Print/ }).getByText('does not look like a smear').waitFor();
  });

  it('opens ready to review, with its cells as pictures', async () => {
    await line().dblclick();
    await page.getByRole('heading', { name: 'Rosa Kern' }).waitFor();
    const cells = page.getByRole('grid', { name: 'Cells by class' }).getByRole('gridcell', { name: /not reviewed$/ });
    await expect.poll(() => cells.first().getByRole('presentation').evaluate((picture: HTMLImageElement) => picture.naturalWidth), patience).toBeGreaterThan(30);
    expect(await cells.count()).toBeGreaterThan(10);
  });
});
