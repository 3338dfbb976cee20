import { describe, expect, it } from 'vitest';
import { detectorFigures, detectorIntervals } from './detectorFigures.ts';
import { matchByBoxCentre, matchByCentre, matchByOverlap } from './matchDetections.ts';
import { oneToOneMatching } from './oneToOneMatching.ts';
import { seededRandom } from '../random/seededRandom.ts';

const box = (xPx: number, yPx: number, widthPx = 10, heightPx = 10) => ({ xPx, yPx, widthPx, heightPx });

describe('matching', () => {
  it('takes IoU 0.5 as enough and less as not', () => {
    expect([...matchByOverlap([box(0, 0, 10, 5)], [box(0, 0)])]).toEqual([0]);
    expect([...matchByOverlap([box(0, 0, 10, 4.9)], [box(0, 0)])]).toEqual([-1]);
  });

  it('counts a cell once, however often it was detected', () => {
    expect([...matchByOverlap([box(1, 0), box(0, 0), box(0, 1)], [box(0, 0)])]).toEqual([1]);
  });

  it('finds the largest matching where the best single pair would waste one', () => {
    // Detection 0 suits both truths and truth 0 best; detection 1 suits truth 0 alone.
    const matching = oneToOneMatching(2, 2, [
      { prediction: 0, truth: 0, cost: 0.1 }, { prediction: 0, truth: 1, cost: 0.2 }, { prediction: 1, truth: 0, cost: 0.3 },
    ]);
    expect([...matching]).toEqual([1, 0]);
  });

  it('agrees with trying every matching on small random cases', () => {
    const random = seededRandom(5);
    const largest = (truth: number, used: number, possible: Set<number>[]): number => {
      if (truth === possible.length) return 0;
      let best = largest(truth + 1, used, possible);
      for (const prediction of possible[truth]) if (!(used >> prediction & 1)) best = Math.max(best, 1 + largest(truth + 1, used | 1 << prediction, possible));
      return best;
    };
    for (let trial = 0; trial < 200; trial++) {
      const possible = Array.from({ length: 6 }, () => new Set(Array.from({ length: 6 }, (_, i) => i).filter(() => random.uniform() < 0.3)));
      const pairs = possible.flatMap((predictions, truth) => [...predictions].map((prediction) => ({ prediction, truth, cost: random.uniform() })));
      const matching = [...oneToOneMatching(6, 6, pairs)];
      const paired = matching.filter((prediction) => prediction >= 0);
      expect(new Set(paired).size).toBe(paired.length);
      expect(matching.every((prediction, truth) => prediction < 0 || possible[truth].has(prediction))).toBe(true);
      expect(paired.length).toBe(largest(0, 0, possible));
    }
  });

  it('takes a centre in the middle half of a box', () => {
    expect([...matchByBoxCentre([box(2.5, 0)], [box(0, 0)])]).toEqual([0]);
    expect([...matchByBoxCentre([box(2.6, 0)], [box(0, 0)])]).toEqual([-1]);
    expect([...matchByBoxCentre([box(0, 0, 40, 40)], [box(15, 15)])]).toEqual([0]); // size does not matter
  });

  it('takes a centre within 5 µm', () => {
    expect([...matchByCentre([box(0, 0)], [{ xPx: 25, yPx: 5 }], 0.25)]).toEqual([0]);
    expect([...matchByCentre([box(0, 0)], [{ xPx: 25.1, yPx: 5 }], 0.25)]).toEqual([-1]);
  });
});

describe('figures of a detector', () => {
  it('adds up pictures', () => {
    const figures = detectorFigures([{ truths: 4, detections: 5, byOverlap: 3, byCentre: 4 }, { truths: 2, detections: 1, byOverlap: 1, byCentre: 1 }]);
    expect(figures).toEqual({
      precision: 4 / 6, recall: 4 / 6, f1: 8 / 12, centrePrecision: 5 / 6, centreRecall: 5 / 6, centreF1: 10 / 12, detectionsPerField: 3, classAccuracy: null,
    });
  });

  it('speaks of centres only where boxes are not known, and of classes where they are', () => {
    const figures = detectorFigures([{ truths: 4, detections: 10, byCentre: 3, classRight: 2, classKnown: 3 }]);
    expect(figures).toMatchObject({ precision: null, recall: null, f1: null, centreRecall: 0.75, classAccuracy: 2 / 3, detectionsPerField: 10 });
  });

  it('gives null and not a perfect score where nothing was there', () => {
    expect(detectorFigures([{ truths: 0, detections: 0, byOverlap: 0, byCentre: 0 }])).toMatchObject({ precision: null, recall: null, f1: null });
    expect(detectorFigures([]).detectionsPerField).toBeNull();
  });

  it('draws intervals over pictures', () => {
    const pictures = Array.from({ length: 100 }, (_, i) => ({ truths: 2, detections: 2, byOverlap: i % 10 ? 2 : 0, byCentre: 2 }));
    const { recall, centreRecall, classAccuracy } = detectorIntervals(pictures);
    expect(recall[0]).toBeGreaterThan(0.8);
    expect(recall[0]).toBeLessThan(0.88);
    expect(centreRecall).toBeUndefined(); // all found: the sample can't say how many might not be
    expect(classAccuracy).toBeUndefined();
  });
});
