import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { featureStatistics } from './familiarity.ts';

function distance({ whitening, means, classCount }: ReturnType<typeof featureStatistics>, n: number, features: readonly number[]): number {
  const white = Array.from({ length: n }, (_, j) => features.reduce((sum, value, k) => sum + whitening[j * n + k] * value, 0));
  return Math.min(...Array.from({ length: classCount }, (_, c) => white.reduce((sum, value, j) => sum + (value - means[c * n + j]) ** 2, 0)));
}

describe('featureStatistics', () => {
  it('whitens: known cells lie about n away on average, whatever the features are scaled by', () => {
    const random = seededRandom(4), n = 5, count = 3000;
    const features = new Float32Array(count * n), groups: number[] = [];
    for (let i = 0; i < count; i++) {
      groups.push(i % 2);
      for (let j = 0; j < n; j++) features[i * n + j] = 10 ** j * (random.normal() + (i % 2 ? 4 : 0));
    }
    const statistics = featureStatistics(features, n, groups, 3);
    expect(statistics.classCount).toBe(2);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += distance(statistics, n, [...features.subarray(i * n, (i + 1) * n)]);
    expect(sum / count).toBeGreaterThan(0.9 * n);
    expect(sum / count).toBeLessThan(1.1 * n);
    expect(distance(statistics, n, [20, 200, -2000, 0, 0])).toBeGreaterThan(20 * n);
  });
});
