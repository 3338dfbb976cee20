import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { detectorMicrometresPerPixel } from '#main/analysis/detection/detectorOutput.ts';
import { boxOnCanvas, pixelsPerCanvasPixel, pointOnCanvas, randomView } from './fieldView.ts';

describe('randomView', () => {
  it('puts a picture point where it is asked to, at the detector’s scale, in every turn and mirror image', () => {
    const random = seededRandom(1);
    const turns = new Set<string>();
    for (let i = 0; i < 60; i += 1) {
      const view = randomView(random, 0.2, 1.25, 33, 44, 60, 70);
      expect(pointOnCanvas(view, 33, 44).xPx).toBeCloseTo(60, 9);
      expect(pointOnCanvas(view, 33, 44).yPx).toBeCloseTo(70, 9);
      expect(pixelsPerCanvasPixel(view)).toBeCloseTo(detectorMicrometresPerPixel / 0.2 / 1.25, 9);
      const box = boxOnCanvas(view, { xPx: 30, yPx: 40, widthPx: 10, heightPx: 20 });
      const shape = [box.widthPx, box.heightPx].toSorted((a, b) => a - b).map((side) => side * pixelsPerCanvasPixel(view));
      expect(shape[0]).toBeCloseTo(10, 9);
      expect(shape[1]).toBeCloseTo(20, 9);
      turns.add([view.columnX, view.rowX, view.columnY, view.rowY].map(Math.sign).join());
    }
    expect(turns.size).toBe(8);
  });
});
