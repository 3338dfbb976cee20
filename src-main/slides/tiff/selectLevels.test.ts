import { expect, test } from 'vitest';
import { downsampleOf, selectLevels } from './selectLevels.ts';
import type { TiffPage } from './tiffPage.ts';

const page = (widthPx: number, heightPx: number, more: Partial<TiffPage> = {}) => ({ widthPx, heightPx, tiled: true, description: '', newSubfileType: 0, ...more }) as TiffPage;
const reduced = { newSubfileType: 1 };
/** Widths of the levels and of the other pictures; `same` are the widths of pages whose pixels would be found to be those of the level above. */
async function widths(pages: readonly TiffPage[], subPages: readonly (readonly TiffPage[])[] = [], same: readonly number[] = []): Promise<number[][]> {
  const { levels, otherPictures } = await selectLevels({ pages, subPages }, (_, { widthPx }) => Promise.resolve(same.includes(widthPx)));
  return [levels, otherPictures].map((some) => some.map(({ widthPx }) => widthPx));
}

test('marked reductions of the largest page are its levels, in falling size', async () => {
  expect(await widths([page(1000, 800), page(250, 200, reduced), page(500, 400, reduced), page(300, 300, reduced), page(500, 400, reduced), page(400, 320, { ...reduced, tiled: false })])).toEqual([[1000, 500, 250], []]);
  expect(await widths([page(60, 50, { description: 'thumbnail' }), page(1000, 800), page(62, 50, reduced)])).toEqual([[1000, 62], []]);
});

test('what nothing marks is a level where its pixels are those of the level above, and else another picture', async () => {
  expect(await widths([page(1000, 800), page(500, 400), page(250, 200)], [], [500, 250])).toEqual([[1000, 500, 250], []]);
  expect(await widths([page(1000, 800), page(500, 400), page(250, 200)], [], [500])).toEqual([[1000, 500], [250]]);
  expect(await widths([page(1000, 800), page(500, 400, { newSubfileType: 2 }), page(300, 300), page(1000, 800)])).toEqual([[1000], [500, 300, 1000]]);
});

test('a marked page that is smaller by no power of two may be padded, and is looked at too', async () => {
  expect(await widths([page(2560, 2560), page(1536, 1536, reduced), page(640, 640, reduced)])).toEqual([[2560, 640], []]);
  expect(await widths([page(900, 600), page(600, 400, reduced), page(300, 200, reduced)], [], [600, 300])).toEqual([[900, 600, 300], []]);
});

test('sub-directories of the base are its levels', async () => {
  const base = page(1000, 800);
  expect(await widths([base], [[page(500, 400), page(125, 100)]])).toEqual([[1000, 500, 125], []]);
  expect(await widths([base, page(500, 400)], [[page(250, 200)], []])).toEqual([[1000, 250], [500]]);
});

test('Aperio: tiled pages are levels; thumbnail, label and macro picture in strips are nothing to be counted', async () => {
  const about = (more: string) => ({ description: `Aperio Image Library v11.2.1 \r\n${more}` });
  expect(await widths([
    page(1600, 800, about('1600x800 [0,0 1600x800] (240x240) JPEG/RGB Q=70|Title = slide label 3')), page(160, 80, { ...about('1600x800 -> 160x80 - |'), tiled: false }),
    page(400, 200, about('1600x800 -> 400x200 JPEG/RGB Q=70|Title = macro 7')), page(387, 463, { ...about('label 387x463'), tiled: false }), page(1280, 431, { ...about('macro 1280x431'), tiled: false }),
  ])).toEqual([[1600, 400], []]);
});

test('words about a slide do not make it a picture of its label', async () => {
  expect(await widths([page(1000, 800, { description: 'Label 3, macro photograph' }), page(500, 400, reduced)])).toEqual([[1000, 500], []]);
  expect(await widths([page(1000, 800, { description: 'Myeloscope slide|Title = Case 7, slide label 3|MPP = 0.25' }), page(500, 400, reduced)])).toEqual([[1000, 500], []]);
});

test('OME-XML names its pictures of label and glass; other series are pictures of their own', async () => {
  const ome = (...names: string[]) => ({ description: `<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">${names.map((name, index) => `<Image ID="Image:${index}" Name="${name}"><Pixels SizeX="9"><TiffData IFD="${index}" PlaneCount="1"/></Pixels></Image>`).join('')}</OME>` });
  expect(await widths([page(1000, 800, ome('Case 7, slide label 3', 'label image', 'macro image')), page(300, 300), page(1200, 900)])).toEqual([[1000], []]);
  expect(await widths([page(1000, 800, ome('field 1', 'field 2', 'label')), page(700, 800), page(60, 60)])).toEqual([[1000], [700]]);
});

test('small pictures in strips beside a scan, and thumbnails beside a picture, are nothing to be counted', async () => {
  const strips = { tiled: false };
  expect(await widths([page(4000, 3000), page(600, 400, strips), page(900, 700), page(2000, 800, strips)])).toEqual([[4000], [900, 2000]]);
  expect(await widths([page(2560, 1920, strips), page(160, 120, strips), page(400, 300, strips)])).toEqual([[2560], [400]]);
});

test('a file of side pictures alone is taken for what it holds', async () => {
  expect(await widths([page(90, 60, { description: 'macro' })], [[]])).toEqual([[90], []]);
  expect(await widths([page(90, 60, { description: 'Label-free 1' }), page(90, 60, { description: 'Label-free 2' })])).toEqual([[90], [90]]);
});

test('downsample is whole where rounding explains the sizes', () => {
  expect(downsampleOf({ widthPx: 1001, heightPx: 803 }, { widthPx: 500, heightPx: 401 })).toBe(2);
  expect(downsampleOf({ widthPx: 1001, heightPx: 803 }, { widthPx: 501, heightPx: 402 })).toBe(2);
  expect(downsampleOf({ widthPx: 46_920, heightPx: 33_014 }, { widthPx: 2932, heightPx: 2063 })).toBe(16);
  expect(downsampleOf({ widthPx: 900, heightPx: 600 }, { widthPx: 600, heightPx: 400 })).toBe(1.5);
});
