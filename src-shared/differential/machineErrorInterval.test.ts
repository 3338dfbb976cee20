import { describe, expect, it } from 'vitest';
import { machineErrorInterval, trueCompositions } from './machineErrorInterval.ts';
import type { ConfusionMatrix } from './machineErrorInterval.ts';
import { wilsonInterval } from './proportionInterval.ts';
import { drawDirichlet, randomSource } from './randomSource.ts';
import type { RandomSource } from './randomSource.ts';

const codes = ['BLA', 'PMO', 'NGB', 'NGS', 'LYT', 'EBP'];
const calls = [...codes, 'UNK'];
const settings = (seed: number) => ({ seed, draws: 600, warmUp: 150 });

function multinomial(random: RandomSource, cells: number, shares: ArrayLike<number>): number[] {
  const counts = new Array<number>(shares.length).fill(0);
  for (let cell = 0; cell < cells; cell++) {
    let left = random.uniform();
    let i = 0;
    while (i < shares.length - 1 && (left -= shares[i]) > 0) i++;
    counts[i]++;
  }
  return counts;
}

/** A machine that reads `right` of each class rightly, the rest mostly as a neighbour. */
function readingShares(random: RandomSource, right: number): Float64Array[] {
  return codes.map((_, i) => {
    const weights = calls.map((__, j) => (i === j ? right * 30 : Math.abs(i - j) === 1 ? (1 - right) * 10 : (1 - right) * 2 + 0.01));
    const shares = new Float64Array(calls.length);
    drawDirichlet(random, weights, shares);
    return shares;
  });
}

describe('the interval that carries the machine\'s errors', () => {
  it('holds the truth about 95 times in a hundred, where Wilson\'s does not', () => {
    const random = randomSource(42);
    const truth = [0.03, 0.07, 0.2, 0.3, 0.15, 0.25];
    let inside = 0;
    let insideWilson = 0;
    const rounds = 50;
    for (let round = 0; round < rounds; round++) {
      const reading = readingShares(random, 0.8);
      const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: reading.map((shares, i) => multinomial(random, [8, 20, 40, 54, 38, 54][i], shares)), source: 'simulated' };
      const called: Record<string, number> = {};
      multinomial(random, 500, truth).forEach((cells, i) => {
        multinomial(random, cells, reading[i]).forEach((count, j) => { called[calls[j]] = (called[calls[j]] ?? 0) + count; });
      });
      const named = codes.reduce((sum, code) => sum + called[code], 0);
      const compositions = trueCompositions(called, matrix, settings(round))!;
      truth.forEach((share, i) => {
        const interval = machineErrorInterval(compositions, [codes[i]], codes)!;
        const wilson = wilsonInterval(called[codes[i]], named);
        if (interval.lower <= share && share <= interval.upper) inside++;
        if (wilson.lower <= share && share <= wilson.upper) insideWilson++;
      });
    }
    const coverage = inside / (rounds * codes.length);
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.985);
    expect(insideWilson / (rounds * codes.length)).toBeLessThan(0.85);
  });

  it('comes near Wilson\'s where the machine is known to be right', () => {
    const rows = codes.map((_, i) => calls.map((__, j) => (i === j ? 100_000 : 0)));
    const compositions = trueCompositions({ BLA: 25, NGS: 475 }, { trueCodes: codes, calledCodes: calls, rows, source: 'perfect' })!;
    const interval = machineErrorInterval(compositions, ['BLA'], codes)!;
    const wilson = wilsonInterval(25, 500);
    expect(interval.lower).toBeCloseTo(wilson.lower, 2);
    expect(interval.upper).toBeCloseTo(wilson.upper, 2);
    expect(machineErrorInterval(compositions, ['LYT'], codes)!.lower).toBe(0);
  });

  it('is the same for the same seed', () => {
    const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: codes.map((_, i) => calls.map((__, j) => (i === j ? 20 : 1))), source: 'made' };
    const once = () => machineErrorInterval(trueCompositions({ BLA: 30, NGS: 200, UNK: 10 }, matrix, settings(1))!, ['BLA'], codes);
    expect(once()).toEqual(once());
  });

  it('takes a call of a class the matrix lacks as right, in the denominator and without an interval', () => {
    const rows = codes.map((_, i) => calls.map((__, j) => (i === j ? 100_000 : 0)));
    const compositions = trueCompositions({ BLA: 100, NGS: 300, MAS: 100 }, { trueCodes: codes, calledCodes: calls, rows, source: 'perfect' })!;
    const denominator = [...codes, 'MAS'];
    const interval = machineErrorInterval(compositions, ['BLA'], denominator)!;
    expect(interval.lower).toBeCloseTo(wilsonInterval(100, 500).lower, 2);
    expect(interval.upper).toBeCloseTo(wilsonInterval(100, 500).upper, 2);
    expect(machineErrorInterval(compositions, ['MAS'], denominator)).toBeUndefined();
  });

  it('knows nothing of a class that the matrix lacks, or of a case without cells', () => {
    const matrix: ConfusionMatrix = { trueCodes: ['NGS', 'BLA'], calledCodes: ['NGS', 'BLA'], rows: [[9, 1], [0, 0]], source: 'made' };
    expect(machineErrorInterval(trueCompositions({ NGS: 30 }, matrix, settings(1))!, ['BLA'], ['NGS', 'BLA'])).toBeUndefined();
    expect(trueCompositions({}, matrix, settings(1))).toBeUndefined();
    expect(trueCompositions({ LYT: 12 }, matrix, settings(1))).toBeUndefined();
  });
});
