import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { composeCanvas, fieldPool } from './composeCanvas.ts';
import { drawnTestField } from './drawnTestField.ts';
import { randomView } from './fieldView.ts';
import { placeField } from './placeField.ts';
import { canvasPx, emptyCanvas } from './trainingCanvas.ts';
import type { TrainingField } from './trainingField.ts';

const pool = fieldPool([{ fields: [1, 2, 3, 4].map(drawnTestField), weight: 1 }]);
const whole = { xPx: 0, yPx: 0, widthPx: canvasPx, heightPx: canvasPx };

describe('composeCanvas', () => {
  it('gives the same picture for the same stream, another for another', () => {
    const planes = (seed: number) => composeCanvas(pool, seededRandom(seed)).planes;
    expect(planes(5)).toEqual(planes(5));
    expect(planes(5)).not.toEqual(planes(6));
  });

  it('keeps every box on the canvas and every value a light level', () => {
    let nucleated = 0;
    for (let seed = 0; seed < 12; seed += 1) {
      const { cells, planes } = composeCanvas(pool, seededRandom(seed));
      for (const { box } of cells) {
        expect(Math.min(box.xPx, box.yPx)).toBeGreaterThanOrEqual(0);
        expect(Math.max(box.xPx + box.widthPx, box.yPx + box.heightPx)).toBeLessThanOrEqual(canvasPx + 1e-9);
      }
      nucleated += cells.filter(({ kind }) => kind === 'nucleatedCell').length;
      expect(planes.every((value) => value >= 0 && value <= 255)).toBe(true);
    }
    expect(nucleated).toBeGreaterThan(24);
  });
});

describe('placeField', () => {
  const field = drawnTestField(9);

  it('paints a cell where it puts its box', () => {
    const canvas = emptyCanvas();
    const { box } = field.cells[0];
    placeField(canvas, whole, field, randomView(seededRandom(3), 0.2, 1, box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2, 60, 64));
    const own = canvas.cells.find(({ kind }) => kind === 'nucleatedCell')!.box;
    expect(own.xPx + own.widthPx / 2).toBeCloseTo(60, 6);
    expect(own.widthPx).toBeCloseTo(60 / 2.3, 6);
    const green = (x: number, y: number) => canvas.planes[canvasPx * canvasPx + y * canvasPx + x];
    expect(green(60, 64)).toBeLessThan(70);
    expect(green(Math.round(own.xPx) + 1, Math.round(own.yPx) + 1)).toBeGreaterThan(150);
  });

  it('asks for no cell that is nearly all cut away, and does not call its place empty either', () => {
    const canvas = emptyCanvas();
    const { box } = field.cells[0];
    // Only the outermost sixth of the cell lies on the canvas.
    placeField(canvas, whole, field, randomView(seededRandom(3), 0.2, 1, box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2, -8, 64));
    expect(canvas.cells.filter(({ kind }) => kind === 'nucleatedCell')).toEqual([]);
    expect(canvas.unlabelledNucleated[64 * canvasPx + 2]).toBe(1);
  });

  it('takes over what nobody labelled', () => {
    const unlabelled = new Uint8Array(field.picture.widthPx * field.picture.heightPx).fill(1);
    const partly: TrainingField = { ...field, cells: [], centres: [{ xPx: 80, yPx: 70 }], unlabelled, labelsRedCells: false };
    const canvas = emptyCanvas();
    placeField(canvas, whole, partly, randomView(seededRandom(3), 0.2, 1, 80, 70, 64, 64));
    expect(canvas.centres).toHaveLength(1);
    expect(canvas.centres[0].xPx).toBeCloseTo(64, 6);
    expect(canvas.unlabelledNucleated[64 * canvasPx + 80]).toBe(1);
    expect(canvas.unlabelledRed[64 * canvasPx + 80]).toBe(1);
    expect(canvas.unlabelledNucleated[0]).toBe(0);
  });

  it('learns nothing from the border of a set that leaves out cells there', () => {
    const canvas = emptyCanvas();
    placeField(canvas, whole, { ...field, source: 'bccd', picture: blankPicture(160, 140), cells: [] }, randomView(seededRandom(3), 0.2, 1, 80, 70, 64, 64));
    const marked = canvas.unlabelledNucleated.reduce((sum, value) => sum + value, 0);
    expect(marked).toBeGreaterThan(500);
    expect(canvas.unlabelledNucleated[64 * canvasPx + 64]).toBe(0);
  });
});
