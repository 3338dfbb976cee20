// Pictures of 16 bits a sample that a camera's 12 or 14 do not fill: read as black, and told as such, not as empty.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { darkPieceDetector } from '#main/analysis/detection/darkPieceDetector.ts';
import { chooseRegions } from '#main/analysis/regions/chooseRegions.ts';
import { measureScale } from '#main/analysis/scale/measureScale.ts';
import { countAndReport } from '#main/service/countAndReport.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { dotModels, dotPicture, findDots } from './dotSlides.ts';
import { drawnMicrometresPerPixel, writeDrawnFields } from './drawnFields.ts';

let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(tmpdir(), 'deep-fields-')); });
afterEach(() => { rmSync(directory, { recursive: true, force: true }); });
const at = (...names: string[]): string => path.join(directory, ...names);

async function count(micrometresPerPixel?: number): Promise<DifferentialDocument> {
  const models = { ...dotModels(), measureScale, chooseRegions, detector: { ...darkPieceDetector, detect: async (picture: Parameters<typeof findDots>[0]) => ({ ...(await darkPieceDetector.detect(picture)), nucleated: findDots(picture) }) } };
  const request = { provider: 'cpu', paths: [at('fields')], outDirectory: at('out'), scheme: 'marrow', target: 'everything', libraryDirectory: at('library'), paper: 'a4', force: false, restart: false, ...(micrometresPerPixel !== undefined && { micrometresPerPixel }) } as const;
  return (await countAndReport(request, {}, () => Promise.resolve(models))).document;
}

/** The samples of a picture of 8 bits as a camera has them that gives so many bits, kept in 16. */
const asOf = (bits: number, samples: Uint8Array): Uint16Array => Uint16Array.from(samples, (value) => Math.round((value / 255) * (2 ** bits - 1)));

/** Writes a field of the folder again with so many bits of 16. */
async function deepen(name: string, bits: number, to: 'png' | 'tif'): Promise<void> {
  const { data, info } = await sharp(at('fields', name)).raw().toBuffer({ resolveWithObject: true });
  const deep = sharp(asOf(bits, data), { raw: { width: info.width, height: info.height, channels: 3 } }).toColourspace('rgb16');
  await (to === 'png' ? deep.png() : deep.tiff({ compression: 'lzw' })).toFile(at('fields', `${path.parse(name).name}.${to}`));
  rmSync(at('fields', name));
}

it.each([['measured', undefined], ['given', drawnMicrometresPerPixel]])('lists fields whose bits are not spread with that reason, and counts those that are, at a scale that is %s', async (_, given) => {
  await writeDrawnFields(at('fields'), ['good', 'good', 'good', 'good']);
  await deepen('field-1.jpg', 12, 'png');
  await deepen('field-2.jpg', 14, 'tif');
  await deepen('field-3.jpg', 16, 'tif');
  const { slides: [slide], counted } = await count(given);
  const dark = (bits: number): unknown => expect.stringMatching(`dark all over: its values fill only the lower ${String(bits)} of its 16 bits`);
  expect(slide.problemFields).toEqual([{ name: 'field-1.png', problem: dark(12) }, { name: 'field-2.tif', problem: dark(14) }]);
  expect([slide.regionsCounted, counted > 0]).toEqual([2, true]);
}, 120_000);

it('says of a folder in which nothing else lies why none of it is counted', async () => {
  await writeDrawnFields(at('fields'), ['good', 'good']);
  for (const name of ['field-0.jpg', 'field-1.jpg']) await deepen(name, 12, 'tif');
  for (const given of [undefined, drawnMicrometresPerPixel]) await expect(count(given)).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining('lower 12 of its 16 bits') as string });
}, 120_000);

it('refuses a scan whose bits are not spread when it is opened, and opens one whose are', async () => {
  const { rgb, widthPx, heightPx } = dotPicture(1200, 900, 5);
  mkdirSync(at('scans'));
  const write = async (bits: number, pyramid: boolean): Promise<string> => {
    const file = at('scans', `${String(bits)}-${String(pyramid)}.tif`);
    await sharp(asOf(bits, rgb), { raw: { width: widthPx, height: heightPx, channels: 3 } }).toColourspace('rgb16').tiff({ compression: 'deflate', tile: true, tileWidth: 256, tileHeight: 256, pyramid }).toFile(file);
    return file;
  };
  for (const pyramid of [true, false]) {
    for (const bits of [12, 14]) await expect(openSlide(await write(bits, pyramid))).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining(`lower ${String(bits)} of its 16 bits`) as string });
    const slide = await openSlide(await write(16, pyramid));
    expect(slide.levels[0]).toMatchObject({ widthPx: 1200, heightPx: 900 });
    await slide.close();
  }
});
