import { expect, it } from 'vitest';
import { placeOnSlide } from './placeOnSlide.ts';

it('tells a place on a scan from its corner, in a folder from the corner of its field by that field\'s scale', () => {
  const box = (xPx: number, side = 400) => ({ xPx, yPx: 0, widthPx: side, heightPx: side });
  expect(placeOnSlide({ micrometresPerPixel: 0.5, fields: [{ name: 'scan.svs', box: box(0) }] }, 700, 20)).toEqual({ xPx: 700, yPx: 20, micrometresPerPixel: 0.5 });
  const folder = { micrometresPerPixel: 0.25, fields: [{ name: 'broken.png', box: box(0, 0) }, { name: 'a.png', box: box(0) }, { name: 'b.png', box: box(528), micrometresPerPixel: 0.1 }] };
  expect(placeOnSlide(folder, 100, 20)).toEqual({ field: 'a.png', xPx: 100, yPx: 20, micrometresPerPixel: 0.25 });
  expect(placeOnSlide(folder, 628, 20)).toEqual({ field: 'b.png', xPx: 100, yPx: 20, micrometresPerPixel: 0.1 });
  expect(placeOnSlide(folder, 450, 20)).toBeUndefined();
  expect(placeOnSlide({ fields: folder.fields }, 100, 20)).toEqual({ field: 'a.png', xPx: 100, yPx: 20, micrometresPerPixel: undefined });
});
