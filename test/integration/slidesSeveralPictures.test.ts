// A TIFF of several pages is one picture at falling sizes, or several pictures. What is counted must be neither another picture nor in another place.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { resamplePicture } from '#shared/geometry/resamplePicture.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { pasteInto } from '#main/slides/pasteInto.ts';
import { writePyramidalTiff } from '#main/slides/tiff/writePyramidalTiff.ts';
import { drawField } from '#main/synthetic/drawField.ts';
import { stainLooks } from '#main/synthetic/stainLooks.ts';
import type { BuiltPage, BuiltTag } from '../fixtures/slides/buildTiff.ts';
import { buildTiff, rgbTags } from '../fixtures/slides/buildTiff.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'several-pictures-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const put = (name: string, pages: readonly BuiltPage[]): string => { writeFileSync(path.join(folder, name), buildTiff(pages)); return path.join(folder, name); };

const tilePx = 64;
const fieldOf = (seed: number): RgbPicture => drawField({ widthPx: 640, heightPx: 512, micrometresPerPixel: 0.25, look: stainLooks[0], seed, kind: 'marrow', density: 0.4 }).picture;
const [first, second] = [fieldOf(10), fieldOf(12)];
const shrunk = (picture: RgbPicture, downsample: number) => resamplePicture(picture, { widthPx: picture.widthPx / downsample, heightPx: picture.heightPx / downsample });
const describedAs = (text: string): BuiltTag => ({ tag: 270, type: 2, values: text });
const reduced: BuiltTag = { tag: 254, type: 4, values: [1] };

function inStrips({ widthPx, heightPx, rgb }: RgbPicture, ...more: BuiltTag[]): BuiltPage {
  return { tags: [...rgbTags(widthPx, heightPx, 16, more).filter(({ tag }) => tag !== 322 && tag !== 323), { tag: 278, type: 4, values: [heightPx] }], blocks: [rgb], offsetsTag: 273, byteCountsTag: 279 };
}

/** The size that is stated is that of the picture, or that of its tiles where `padded`. */
function inTiles(picture: RgbPicture, more: readonly BuiltTag[] = [], padded = false): BuiltPage {
  const [columns, rows] = [Math.ceil(picture.widthPx / tilePx), Math.ceil(picture.heightPx / tilePx)];
  const blocks = Array.from({ length: columns * rows }, (_, index) => {
    const tile = blankPicture(tilePx, tilePx, 255);
    pasteInto(tile, picture, -tilePx * (index % columns), -tilePx * Math.floor(index / columns));
    return tile.rgb;
  });
  const [widthPx, heightPx] = padded ? [columns * tilePx, rows * tilePx] : [picture.widthPx, picture.heightPx];
  return { tags: rgbTags(widthPx, heightPx, tilePx, more), blocks, offsetsTag: 324, byteCountsTag: 325 };
}

const levelsOf = async (file: string): Promise<number[][]> => {
  const slide = await openSlide(file);
  await slide.close();
  return slide.levels.map(({ widthPx, downsample }) => [widthPx, downsample]);
};
const refusedAs = (count: number) => ({ code: 'slide-unsupported', message: expect.stringContaining(`holds ${count} pictures, and only one is read from a file`) as string, remedy: expect.stringContaining('in one folder') as string });

test.each([
  ['a smaller field of the same proportions, in strips', 2, () => [inStrips(first), inStrips(shrunk(second, 2))]],
  ['the same in tiles', 2, () => [inTiles(first), inTiles(shrunk(second, 2))]],
  ['a larger field behind', 2, () => [inStrips(shrunk(second, 2)), inStrips(first)]],
  ['three fields of one size', 3, () => [inStrips(first), inStrips(second), inStrips(first)]],
  ['a part of the first', 2, () => [inTiles(first), inTiles(resamplePicture({ ...first, heightPx: 384, rgb: first.rgb.subarray(0, 3 * 640 * 384) }, { widthPx: 320, heightPx: 192 }))]],
  ['two series of OME', 2, () => [inTiles(first, [describedAs('<OME><Image ID="Image:0" Name="a"/><Image ID="Image:1" Name="b"/></OME>')]), inTiles(second)]],
])('%s: refused by the number of pictures', async (name, count, pages) => {
  await expect(openSlide(put(`${name}.tif`, pages()))).rejects.toMatchObject(refusedAs(count));
});

test('in a folder the file is a field with that problem', async () => {
  const fields = path.join(folder, 'fields');
  mkdirSync(fields);
  put('fields/one.tif', [inStrips(first)]);
  put('fields/two.tif', [inStrips(first), inStrips(shrunk(second, 2))]);
  const slide = await openSlide(fields);
  expect(slide.fields.map(({ problem }) => problem)).toEqual([undefined, 'it holds 2 pictures, and only one is read from a file']);
  await slide.close();
});

test('one picture at falling sizes needs no marks: its pixels tell', async () => {
  const sizes = [first, shrunk(first, 2), shrunk(first, 8)];
  expect(await levelsOf(put('tiles.tif', sizes.map((picture) => inTiles(picture))))).toEqual([[640, 1], [320, 2], [80, 8]]);
  expect(await levelsOf(put('strips.tif', sizes.map((picture) => inStrips(picture))))).toEqual([[640, 1], [320, 2], [80, 8]]);
});

test('pictures of label and glass beside a scan are no reason to refuse it', async () => {
  const [label, macro] = [blankPicture(100, 90, 120), blankPicture(150, 60, 90)];
  const pages = [inTiles(first), inTiles(shrunk(first, 2), [reduced])];
  expect(await levelsOf(put('unnamed.tif', [...pages, inStrips(label), inStrips(macro)]))).toEqual([[640, 1], [320, 2]]);
  expect(await levelsOf(put('named.tif', [...pages, inTiles(second, [describedAs('Macro -offset=(0,0)')]), inStrips(second, describedAs('Label'))]))).toEqual([[640, 1], [320, 2]]);
  const ome = '<OME><Image ID="Image:0" Name="Case 7, label 3.svs"><Pixels><TiffData IFD="0"/></Pixels></Image><Image ID="Image:1" Name="macro image"><Pixels><TiffData IFD="1" PlaneCount="1"/></Pixels></Image></OME>';
  const slide = await openSlide(put('named.ome.tif', [{ ...inTiles(first, [describedAs(ome)]), subPages: [inTiles(shrunk(first, 2))] }, inTiles(second)]));
  expect(slide).toMatchObject({ format: 'OME-TIFF', levels: [{ widthPx: 640 }, { widthPx: 320 }] });
  await slide.close();
});

test.each(['plain', 'aperio'] as const)('a slide whose own title holds the words label and macro keeps all its pixels (%s)', async (description) => {
  const file = path.join(folder, `${description}.svs`);
  await writePyramidalTiff({ path: file, widthPx: 640, heightPx: 512, micrometresPerPixel: 0.25, description, title: 'Case 7, slide label 3, macro', readStrip: (yPx, heightPx) => ({ widthPx: 640, heightPx, rgb: first.rgb.subarray(3 * 640 * yPx, 3 * 640 * (yPx + heightPx)) }) });
  const slide = await openSlide(file);
  expect(slide.levels.map(({ widthPx }) => widthPx)).toEqual([640, 320, 160]);
  expect(slide.micrometresPerPixel).toBe(0.25);
  await slide.close();
});

/** Where the dark disc lies across a level, in level-0 pixels. */
async function discAt(file: string, level: number): Promise<number> {
  const slide = await openSlide(file);
  const { widthPx, heightPx, downsample } = slide.levels[level];
  const { rgb } = await slide.readRegion(level, 0, 0, widthPx, heightPx);
  await slide.close();
  let [sum, count] = [0, 0];
  for (let pixel = 0; pixel < widthPx * heightPx; pixel += 1) if (rgb[3 * pixel + 1] < 100) { sum += pixel % widthPx; count += 1; }
  return (sum / count + 0.5) * downsample;
}

test('levels that Philips pads to whole tiles lie where level 0 does', async () => {
  // Five tiles each way, so that every level but the first is padded, across as much as down.
  const base = blankPicture(5 * tilePx, 5 * tilePx, 230);
  for (let y = 240; y < 272; y += 1) for (let x = 240; x < 272; x += 1) if (Math.hypot(x - 255.5, y - 255.5) < 16) base.rgb.fill(40, 3 * (y * base.widthPx + x), 3 * (y * base.widthPx + x + 1));
  const spacing = (millimetres: number) => `<DataObject ObjectType="PixelDataRepresentation"><Attribute Name="DICOM_PIXEL_SPACING" Group="0x0028">&quot;${millimetres}&quot; &quot;${millimetres}&quot;</Attribute></DataObject>`;
  const philips = describedAs(`<?xml version="1.0"?><DataObject ObjectType="DPUfsImport"><Attribute Name="PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE"><Array>${[1, 2, 4, 8].map((times) => spacing(0.00025 * times)).join('')}</Array></Attribute></DataObject>`);
  const below = [2, 4, 8].map((downsample) => inTiles(shrunk(base, downsample), [reduced], true));
  const stated = put('philips.tiff', [inTiles(base, [philips]), ...below]);
  expect(await levelsOf(stated)).toEqual([[320, 1], [160, 2], [80, 4], [40, 8]]);
  for (const level of [0, 1, 2, 3]) expect(Math.abs(await discAt(stated, level) - 256)).toBeLessThan(4);
  // Where nothing says how far they are reduced, levels of such sizes are not used.
  const unstated = put('padded.tiff', [inTiles(base), ...below]);
  for (const [level, [, downsample]] of (await levelsOf(unstated)).entries()) {
    expect(Number.isInteger(Math.log2(downsample))).toBe(true);
    expect(Math.abs(await discAt(unstated, level) - 256)).toBeLessThan(4);
  }
});
