import { describe, expect, it } from 'vitest';
import { decodeDetections } from '#main/analysis/detection/decodeDetections.ts';
import type { DetectedKind } from '#main/analysis/detection/detectorOutput.ts';
import { detectorTargets, placesPerSide } from './detectorTargets.ts';
import { emptyCanvas } from './trainingCanvas.ts';

const places = placesPerSide * placesPerSide;
const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);

describe('detectorTargets', () => {
  it('asks for what the decoder reads back: the same boxes', () => {
    const canvas = emptyCanvas();
    const wanted = [{ kind: 'nucleatedCell', box: { xPx: 20.5, yPx: 31, widthPx: 33, heightPx: 27 } }, { kind: 'nucleatedCell', box: { xPx: 50, yPx: 33, widthPx: 25, heightPx: 30 } },
      { kind: 'redCell', box: { xPx: 90, yPx: 80, widthPx: 16, heightPx: 17.5 } }, { kind: 'platelet', box: { xPx: 10, yPx: 100, widthPx: 6, heightPx: 5 } }] as const;
    canvas.cells.push(...wanted);
    const targets = detectorTargets([canvas]);
    const heat = { data: Float32Array.from(targets.positive, (weight) => (weight > 0 ? 6 : -6)), shape: [1, 3, placesPerSide, placesPerSide] };
    const boxes = { data: targets.boxes, shape: [1, 12, placesPerSide, placesPerSide] };
    for (const kind of ['nucleatedCell', 'redCell', 'platelet'] satisfies DetectedKind[]) {
      const read = decodeDetections({ heat, boxes }, kind, 0.5).map(({ box }) => box);
      const own = wanted.filter((cell) => cell.kind === kind).map(({ box }) => box);
      expect(read).toHaveLength(own.length);
      own.forEach((box, index) => {
        for (const side of ['xPx', 'yPx', 'widthPx', 'heightPx'] as const) expect(read[index][side]).toBeCloseTo(box[side], 4);
      });
    }
  });

  it('weighs a batch by its number of cells, not by their crowd', () => {
    const crowded = emptyCanvas();
    for (let i = 0; i < 12; i += 1) crowded.cells.push({ kind: 'nucleatedCell', box: { xPx: (i % 4) * 32, yPx: Math.floor(i / 4) * 40, widthPx: 28, heightPx: 28 } });
    expect(sum(detectorTargets([crowded]).positive)).toBeCloseTo(1, 5);
    expect(sum(detectorTargets([crowded, crowded]).positive)).toBeCloseTo(1, 5);
  });

  it('learns nothing where nobody labelled, but a labelled middle there', () => {
    const canvas = emptyCanvas();
    canvas.unlabelledNucleated.fill(1);
    canvas.centres.push({ xPx: 62, yPx: 62 });
    const { positive, negative, boxWeights } = detectorTargets([canvas]);
    expect(positive[15 * placesPerSide + 15]).toBeGreaterThan(0);
    expect(negative[2 * placesPerSide + 2]).toBe(0);
    // Next to the middle it is known that no other cell has its middle there.
    expect(negative[15 * placesPerSide + 16]).toBeGreaterThan(0);
    expect(sum(negative.subarray(places, 2 * places))).toBeGreaterThan(0);
    expect(sum(boxWeights)).toBe(0);
  });
});
