import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGraebelExperiment } from '#main/service/experiments/graebelExperiment.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { stainLooks } from '#main/synthetic/stainLooks.ts';
import { countDotCase } from '../integration/countedDotCase.ts';
import type { CountedDotCase } from '../integration/countedDotCase.ts';
import { seriousBarriers } from './barriers.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();

/** The papers' experiments: a result from before, and a new one that is begun, stopped, gone on with and taken away. */
describe.skipIf('reason' in found)('the comparison of methods', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'experiments-walk-')), cells = path.join(folder, 'cells');
  let dots: CountedDotCase, window: OpenWindow, page: Page;
  beforeAll(async () => {
    const rows = ['file,patient'];
    for (const code of ['PMO', 'NGS'] as const) {
      mkdirSync(path.join(cells, code), { recursive: true });
      for (let i = 0; i < 8; i++) {
        const { heightPx, rgb, widthPx } = drawCellPicture({ code, look: stainLooks[0], seed: 10 + i, widthPx: 60, widthUm: 22 });
        await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(path.join(cells, code, `${i}.png`));
        rows.push(`${code}/${i}.png,${i}`);
      }
    }
    writeFileSync(path.join(cells, 'cells.csv'), rows.join('\n'));
    dots = await countDotCase();
    const library = dots.copyLibrary();
    await runGraebelExperiment({ pictures: { directory: cells, spanUm: 22 }, outDirectory: path.join(library, 'experiments', 'before'), quick: true, only: ['neutrophilic', 'lbp', 'svm', 'rfc'], splits: ['group'], sets: 2, seed: 1, threads: 1 });
    window = await openWindow(library);
    ({ page } = window);
    await window.workAs('Dr A');
    await window.show('/worklist');
  });
  afterAll(async () => {
    await window?.close();
    dots?.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  it('shows the tables and plots of a run from before, the published figures beside', async () => {
    await page.keyboard.press('Alt+8');
    const table = page.getByRole('group', { name: 'Neutrophilic cells: five stages' }).getByRole('table');
    await table.waitFor();
    // The heads, two pairs, and the paper's own row.
    await expect.poll(() => table.getByRole('row').count()).toBe(4);
    expect(await table.getByRole('row', { name: /^published ResNet-18/ }).innerText()).toContain('0.824');
    await page.getByText('REDUCED SEARCH (quick look): a first look, not the protocol.').waitFor();
    const plot = page.getByRole('img', { name: 'Neutrophilic cells: five stages (split by group)' });
    await expect.poll(() => plot.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(300);
    expect(await seriousBarriers(page)).toEqual([]);
  });

  it('reads a folder, keeps its patients apart, and says what is wrong', async () => {
    await button('New experiment…').click();
    await button('Start').click();
    await page.getByText('Choose a folder, and read it.').waitFor();
    await page.getByRole('textbox', { name: 'Folder of labelled cells' }).fill(folder);
    await button('Read').click();
    await page.getByRole('alert').getByText(/folders that are no class: cells/).waitFor();
    await page.getByRole('textbox', { name: 'Folder of labelled cells' }).fill(cells);
    await button('Read').click();
    await page.getByText('16 cells: PMO 8, NGS 8').waitFor();
    expect(await page.getByRole('combobox', { name: 'Which pictures belong together' }).locator('option:checked').innerText()).toBe('patient (cells.csv)');
  });

  it('begins, stops, goes on, and is taken away', async () => {
    await button('Start').click();
    await page.getByRole('heading', { name: 'graebel-cells' }).waitFor();
    await page.getByRole('progressbar').waitFor();
    await button('Stop').click();
    await button('Go on').click();
    await page.getByRole('progressbar').waitFor();
    await button('Stop').click();
    await button('Go on').waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
    await button('Remove…').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { name: 'graebel-cells' }).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'before' }).waitFor();
  });
});
