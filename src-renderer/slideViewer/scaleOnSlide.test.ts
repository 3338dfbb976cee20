import { expect, it } from 'vitest';
import type { ScaledSlide } from './scaleOnSlide.ts';
import { scaleAt, scaleOfBox } from './scaleOnSlide.ts';

const box = (xPx: number, yPx: number, widthPx = 400, heightPx = 400) => ({ xPx, yPx, widthPx, heightPx });
/** Two fields of one camera, one of another beside them, and one that could not be read and has no place. */
const folder: ScaledSlide = {
  micrometresPerPixel: 0.25,
  fields: [{ name: 'broken.png', box: box(0, 0, 0, 0), problem: 'damaged' }, { name: 'a.png', box: box(0, 0) }, { name: 'b.png', box: box(528, 0), micrometresPerPixel: 0.1 }, { name: 'c.png', box: box(0, 528) }],
};
const scan: ScaledSlide = { micrometresPerPixel: 0.5, fields: [{ name: 'scan.svs', box: box(0, 0, 9000, 8000) }] };

it('takes the scale of the field a point lies in, between fields of the nearest', () => {
  expect([scaleAt(folder, 200, 200), scaleAt(folder, 600, 200), scaleAt(folder, 200, 600)]).toEqual([0.25, 0.1, 0.25]);
  expect([scaleAt(folder, 450, 100), scaleAt(folder, 500, 100), scaleAt(folder, 900, 900)]).toEqual([0.25, 0.1, 0.1]);
  expect([scaleAt(scan, 10, 10), scaleAt(scan, -500, 10)]).toEqual([0.5, 0.5]);
  expect(scaleAt({ fields: [], micrometresPerPixel: 0.3 }, 10, 10)).toBe(0.3);
  expect(scaleAt({ fields: scan.fields }, 10, 10)).toBeUndefined();
});

it('knows a scale of a box only where all fields in it share one', () => {
  expect([scaleOfBox(folder, box(100, 100, 50, 50)), scaleOfBox(folder, box(600, 10, 50, 50)), scaleOfBox(folder, box(10, 300, 100, 300))]).toEqual([0.25, 0.1, 0.25]);
  expect(scaleOfBox(folder, box(300, 100, 300, 50))).toBeUndefined();
  // Edge to edge is not in it, and what lies between fields is measured as the nearest.
  expect([scaleOfBox(folder, box(400, 0, 128, 100)), scaleOfBox(folder, box(480, 0, 40, 40))]).toEqual([0.25, 0.1]);
  expect(scaleOfBox(scan, box(0, 0, 9000, 8000))).toBe(0.5);
});
