import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { median } from './redCellEvidence.ts';
import { scaleConfidence } from './scaleConfidence.ts';

describe('scaleConfidence', () => {
  it('holds the true median 95 times in 100', () => {
    const random = seededRandom(4);
    let within = 0;
    for (let trial = 0; trial < 2000; trial += 1) {
      const diameters = Array.from({ length: 40 }, () => 7.5 * (1 + 0.1 * random.normal()));
      const { giveOrTake } = scaleConfidence(40, 0.1 * 0.6745);
      if (Math.abs(median(diameters) / 7.5 - 1) < giveOrTake) within += 1;
    }
    expect(within / 2000).toBeGreaterThan(0.93);
    expect(within / 2000).toBeLessThan(0.97);
  });

  it('doubts few cells, and cells of many sizes', () => {
    expect(scaleConfidence(60, 0.06).doubtful).toBe(false);
    expect(scaleConfidence(8, 0.01).doubtful).toBe(true);
    expect(scaleConfidence(0, 0).doubtful).toBe(true);
    expect(scaleConfidence(20, 0.15).doubtful).toBe(true);
  });
});
