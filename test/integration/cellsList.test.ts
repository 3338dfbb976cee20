// The list of cells: from each line a person must find the very cell in the very picture.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DetectedCell } from '#main/analysis/cells.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { dotModels, dotPicture, findDots, writeDotSlide } from './dotSlides.ts';

let directory: string;
beforeAll(() => { directory = mkdtempSync(path.join(tmpdir(), 'cells-list-')); });
afterAll(() => { rmSync(directory, { recursive: true, force: true }); });

/** A folder of two pictures of different sizes; gives the dots of each as its file has them. */
async function writeFields(folder: string, seed: number): Promise<Map<string, DetectedCell[]>> {
  mkdirSync(folder, { recursive: true });
  const dots = new Map<string, DetectedCell[]>();
  for (const [index, [widthPx, heightPx]] of [[400, 300], [340, 420]].entries()) {
    const picture = dotPicture(widthPx, heightPx, seed + index);
    const name = `field ${String(index + 1)}.png`;
    await sharp(picture.rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).png().toFile(path.join(folder, name));
    dots.set(name, findDots(picture));
  }
  return dots;
}
const middle = ({ box }: DetectedCell): [number, number] => [box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2];
const inOrder = (points: readonly (readonly number[])[]): (readonly number[])[] => [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);

it('says in which picture of which slide a cell lies, and where in it', async () => {
  // Of the same base name, as the cameras of microscopes make them.
  const folders = ['left', 'right'].map((side) => path.join(directory, side, 'fields'));
  const dots = [await writeFields(folders[0], 10), await writeFields(folders[1], 20)];
  const scan = path.join(directory, 'scan.tif');
  await writeDotSlide(scan, 500, 30);
  const outDirectory = path.join(directory, 'out');
  const { document } = await countAndReport({
    paths: [...folders, scan], outDirectory, libraryDirectory: path.join(directory, 'library'), scheme: 'marrow', target: 'everything', micrometresPerPixel: 0.46,
    provider: 'cpu', paper: 'a4', force: false, restart: false,
  }, {}, () => Promise.resolve(dotModels()));

  const [head, ...lines] = readFileSync(path.join(outDirectory, 'cells.csv'), 'utf8').trimEnd().split('\r\n').map((line) => line.split(','));
  expect(head.slice(0, 9)).toEqual(['slide', 'centre_x_px', 'centre_y_px', 'box_x_px', 'box_y_px', 'box_width_px', 'box_height_px', 'class', 'forced_class']);
  expect(head.slice(-5)).toEqual(['slide_number', 'slide_sha256', 'field', 'centre_x_in_field_px', 'centre_y_in_field_px']);
  const cells = lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i]])));
  const numbers = (cell: Record<string, string>, ...names: string[]): number[] => names.map((name) => Number(cell[name]));
  for (const [place, folder] of folders.entries()) {
    const ofSlide = cells.filter((cell) => cell['slide_number'] === String(place + 1));
    const hash = document.slides[place].sha256.slice(0, 16);
    expect(new Set(ofSlide.map((cell) => `${cell['slide']} ${cell['slide_sha256']}`))).toEqual(new Set([`fields ${hash}`]));
    for (const [name, painted] of dots[place]) {
      const listed = ofSlide.filter((cell) => cell['field'] === name).map((cell) => numbers(cell, 'centre_x_in_field_px', 'centre_y_in_field_px'));
      expect(listed.length).toBeGreaterThan(5);
      expect(inOrder(listed), `${folder}/${name}`).toEqual(inOrder(painted.map(middle)));
    }
    expect(new Set(ofSlide.map((cell) => cell['field']))).toEqual(new Set(dots[place].keys()));
  }
  const ofScan = cells.filter((cell) => cell['slide_number'] === '3');
  expect(ofScan.length).toBeGreaterThan(5);
  for (const cell of ofScan) {
    expect(cell).toMatchObject({ slide: 'scan.tif', field: '' });
    expect(numbers(cell, 'centre_x_in_field_px', 'centre_y_in_field_px')).toEqual(numbers(cell, 'centre_x_px', 'centre_y_px'));
  }
  // On the slide they lie elsewhere than in their pictures: the layout is this program's alone.
  const source = await openSlide(folders[0]);
  expect(source.fields.every(({ box }) => box.xPx === 0 && box.yPx === 0)).toBe(false);
  await source.close();
});
