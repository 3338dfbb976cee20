import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSlide } from '#main/slides/openSlide.ts';
import { openLibrary } from '#main/store/library.ts';
import { writeDotFolder } from '../integration/dotSlides.ts';
import { chromiumForTests } from './openBrowser.ts';
import type { OpenWindow } from './openWindow.ts';
import { openWindow } from './openWindow.ts';

const found = chromiumForTests();
const patience = { timeout: 30_000 };
const fields = [{ name: 'field-0.png', micrometresPerPixel: 0.25 }, { name: 'field-1.png', micrometresPerPixel: 0.1 }] as const;

/** Makes a library with a counted case of one folder of two field pictures of different cameras. */
async function libraryOfTwoCameras(folder: string): Promise<string> {
  const slidePath = path.join(folder, 'fields'), libraryDirectory = path.join(folder, 'library');
  await writeDotFolder(slidePath, [0.5, 0.5]);
  const source = await openSlide(slidePath);
  const library = openLibrary(libraryDirectory);
  try {
    const settings = { formatVersion: 1, kind: 'marrow', everywhere: true, seed: 1, models: [], provider: 'cpu' };
    const caseId = library.cases.add({ identity: 'two cameras', settings: JSON.stringify(settings), details: '{}', createdAt: new Date().toISOString() });
    const [{ widthPx, heightPx }] = source.levels;
    const slideId = library.slides.add({ caseId, position: 0, path: slidePath, format: source.format, hash: await source.hash(), widthPx, heightPx });
    library.regions.addChoice(slideId, { verdict: 'smear', reasons: [], qualityMap: '{}' }, source.fields.map(({ name, box }) => ({ field: name, box })), []);
    library.slides.setScale(slideId, { micrometresPerPixel: fields[0].micrometresPerPixel, scaleOrigin: 'redCells', redCells: 30, redCellSpread: 0.1 }, new Map([[fields[1].name, fields[1].micrometresPerPixel]]));
    for (const [place, { id, box }] of library.regions.ofSlide(slideId).entries()) {
      library.regions.markCounted(id);
      library.cells.addToRegion(id, [{
        box: { xPx: box.xPx + 180, yPx: box.yPx + 80, widthPx: 40, heightPx: 40 }, score: 0.9,
        machineCall: { code: place === 0 ? 'LYT' : 'NGS', forcedCode: 'LYT', probabilities: Float32Array.of(0.1, 0.1, 0.7, 0.1), familiarity: 0.5, modelVersion: 'cells@1.0.0:abc' },
      }]);
    }
  } finally {
    library.close();
    await source.close();
  }
  return libraryDirectory;
}

describe.skipIf('reason' in found)('a folder of field pictures of two cameras', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cameras-'));
  let window: OpenWindow, page: Page;
  beforeAll(async () => {
    window = await openWindow(await libraryOfTwoCameras(folder));
    ({ page } = window);
    await window.show('/case/1/slide');
    await page.getByRole('button', { name: 'Cells in view' }).click();
  });
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const readout = () => page.locator('.slideReadout').innerText().then((words) => words.replaceAll(/\s+/g, ' '));
  /** Brings the one cell of a field into the middle of the view. */
  const goTo = async (cellId: number) => {
    const before = await readout();
    await window.show(`/case/1/slide?cell=${cellId}`);
    // Going there sets a zoom of its own.
    await expect.poll(readout, patience).not.toBe(before);
  };
  /** What the scale bar says, and how many micrometres a CSS pixel it stands for. */
  const bar = async () => {
    const words = await page.locator('.scaleBar').innerText(), { width } = (await page.locator('.scaleBarLine').boundingBox())!;
    return Number(words.split(' ')[0]) / width;
  };
  /** As the program defines a magnification of 63: micrometres a CSS pixel, whatever the camera. */
  const at63 = 10 / 63;

  it('tells where cells lie within their field, by the pixels of that field', async () => {
    const places = async () => (await page.getByRole('listbox', { name: 'Cells in view' }).getByRole('option').allInnerTexts()).map((line) => line.replace(/.*, in/s, 'in')).sort();
    await expect.poll(places, patience).toEqual(['in field-0.png at 0.050, 0.025 mm', 'in field-1.png at 0.020, 0.010 mm']);
  });

  it('says that scale bar and magnification are of the field in the middle, where others are in view', async () => {
    await expect.poll(readout, patience).toContain('in the field in the middle');
  });

  it.each([[fields[0], 1], [fields[1], 2]] as const)('measures by the pixels of the field that stands in the middle: $name', async ({ name }, cellId) => {
    await goTo(cellId);
    await page.getByRole('button', { name: 'Magnification 63 times' }).click();
    await expect.poll(readout, patience).toContain(' 63×');
    expect(await bar()).toBeCloseTo(at63, 2);
    await page.locator('.slidePicture').hover();
    await expect.poll(readout, patience).toMatch(new RegExp(`x .* mm in ${name}$`));

    // A missed cell gets a box of 14 µm, at the pointer and by the keyboard.
    await page.getByRole('button', { name: 'Add cell' }).click();
    for (const place of [() => page.keyboard.press('Enter'), () => page.locator('.slidePicture').click()]) {
      await place();
      const box = page.locator('.draftBox');
      await expect.poll(async () => ((await box.boundingBox())?.width ?? 0) * at63, patience).toBeCloseTo(14, 0);
      await page.keyboard.press('Escape');
      await box.waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Escape');

    for (let i = 0; i < 6; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
    // Now this field alone is in view.
    await expect.poll(readout, patience).not.toContain('in the field in the middle');
  });
});
