import { describe, expect, it } from 'vitest';
import { decodeDetections } from './decodeDetections.ts';
import { outputStridePx, referenceSizePx } from './detectorOutput.ts';

const [rows, columns] = [6, 8];

function output() {
  return {
    heat: { data: new Float32Array(3 * rows * columns).fill(-6), shape: [1, 3, rows, columns] },
    boxes: { data: new Float32Array(12 * rows * columns), shape: [1, 12, rows, columns] },
  };
}

describe('decodeDetections', () => {
  it('reads middle and size of a box from the place of most heat', () => {
    const { heat, boxes } = output();
    const plane = rows * columns;
    const place = 2 * columns + 3;
    heat.data[place] = 2;
    heat.data[place + 1] = 1;
    boxes.data[place] = 0.25;
    boxes.data[plane + place] = -0.25;
    boxes.data[2 * plane + place] = Math.log(1.5);
    const [cell, ...others] = decodeDetections({ heat, boxes }, 'nucleatedCell', 0.5);
    expect(others).toEqual([]);
    expect(cell.score).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    expect(cell.box.widthPx).toBeCloseTo(1.5 * referenceSizePx.nucleatedCell, 4);
    expect(cell.box.heightPx).toBeCloseTo(referenceSizePx.nucleatedCell, 4);
    expect(cell.box.xPx + cell.box.widthPx / 2).toBeCloseTo(3.75 * outputStridePx, 4);
    expect(cell.box.yPx + cell.box.heightPx / 2).toBeCloseTo(2.25 * outputStridePx, 4);
  });

  it('finds one cell where two neighbouring places are equally hot', () => {
    const { heat, boxes } = output();
    heat.data.fill(3, 10, 12);
    expect(decodeDetections({ heat, boxes }, 'nucleatedCell', 0.5)).toHaveLength(1);
  });

  it('keeps kinds and pictures of a batch apart', () => {
    const heat = { data: new Float32Array(2 * 3 * rows * columns).fill(-6), shape: [2, 3, rows, columns] };
    const boxes = { data: new Float32Array(2 * 12 * rows * columns), shape: [2, 12, rows, columns] };
    heat.data[(3 + 1) * rows * columns + 5] = 4;
    const count = (kind: 'nucleatedCell' | 'redCell', picture: number) => decodeDetections({ heat, boxes }, kind, 0.5, picture).length;
    expect([count('nucleatedCell', 0), count('redCell', 0), count('nucleatedCell', 1), count('redCell', 1)]).toEqual([0, 0, 0, 1]);
  });

  it('gives nothing for heat that is no number, and no endless box', () => {
    const { heat, boxes } = output();
    heat.data[0] = Number.NaN;
    heat.data[20] = 4;
    boxes.data.fill(1000, 2 * rows * columns, 4 * rows * columns);
    const cells = decodeDetections({ heat, boxes }, 'nucleatedCell', 0.5);
    expect(cells).toHaveLength(1);
    expect(cells[0].box.widthPx).toBeLessThan(6 * referenceSizePx.nucleatedCell);
  });
});
