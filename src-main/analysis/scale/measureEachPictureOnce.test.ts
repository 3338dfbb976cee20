import { expect, it } from 'vitest';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { pictureSlide } from '../detection/pictureSlide.ts';
import { measureEachPictureOnce } from './measureEachPictureOnce.ts';

const slide = pictureSlide(blankPicture(40, 10, 235), ['a', 'b', 'c', 'd'].map((name, index) => ({ name, box: { xPx: 10 * index, yPx: 0, widthPx: 10, heightPx: 10 } })));

it('measures one of several copies, and gives the others its scale', async () => {
  const measured = await measureEachPictureOnce(slide, new Map([['a', '1'], ['b', '2'], ['c', '1']]), (once) => {
    expect(once.fields).toEqual([slide.fields[0], slide.fields[1], slide.fields[3]]);
    return Promise.resolve({ redCells: 7, scaleOfField: (name) => ({ a: 0.1, d: 0.2 })[name] });
  });
  expect(['a', 'b', 'c', 'd', 'e'].map((name) => measured.scaleOfField(name))).toEqual([0.1, undefined, 0.1, 0.2, undefined]);
  expect(measured.redCells).toBe(7);
});
