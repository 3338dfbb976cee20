import { describe, expect, it } from 'vitest';
import { beginCompositions, machineErrorInterval, trueCompositions, usualSimulation } from './machineErrorInterval.ts';
import type { ConfusionMatrix, NamedCells } from './machineErrorInterval.ts';
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
      const compositions = trueCompositions({ called }, matrix, settings(round))!;
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

  it('holds the truth, too, where a slide is named much more readily than the matrix says, or less', () => {
    const random = randomSource(43), truth = [0.03, 0.07, 0.2, 0.3, 0.15, 0.25], names = codes.length;
    for (const odds of [0.1, 5]) {
      let inside = 0;
      const rounds = 60;
      for (let round = 0; round < rounds; round++) {
        // A third of each class is unnamed, of some more; of the rest 85 % are right.
        const reading = readingShares(random, 0.85).map((row, i) => {
          const unnamed = 0.2 + 0.05 * i, ofNames = row.slice(0, names).reduce((sum, share) => sum + share, 0);
          return Float64Array.from(calls, (_, j) => (j === names ? unnamed : ((1 - unnamed) * row[j]) / ofNames));
        });
        const onSlide = reading.map((row) => {
          const unnamed = (odds * row[names]) / (odds * row[names] + 1 - row[names]);
          return row.map((share, j) => (j === names ? unnamed : (share * (1 - unnamed)) / (1 - row[names])));
        });
        const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: reading.map((shares, i) => multinomial(random, [8, 20, 40, 54, 38, 54][i], shares)), source: 'simulated' };
        const called: Record<string, number> = {};
        multinomial(random, 500, truth).forEach((cells, i) => {
          multinomial(random, cells, onSlide[i]).forEach((count, j) => { called[calls[j]] = (called[calls[j]] ?? 0) + count; });
        });
        const compositions = trueCompositions({ called }, matrix, { ...settings(round), apart: 3 })!;
        truth.forEach((share, i) => {
          const { lower, upper } = machineErrorInterval(compositions, [codes[i]], codes)!;
          if (lower <= share && share <= upper) inside++;
        });
      }
      expect(inside / (rounds * names)).toBeGreaterThan(0.92);
    }
  });

  it('is about the percentages where nearly all cells are named though the matrix left half unnamed, for every seed alike', () => {
    // As a first classifier reads marrow: few errors among the named, half unnamed, of two classes none ever named.
    const trueCodes = ['BLA', 'MYB', 'NGB', 'NGS', 'BAS', 'LYT', 'EBP'];
    const rows = [[0, 0, 0, 0, 0, 0, 0, 6], [0, 18, 1, 0, 0, 0, 0, 18], [0, 1, 14, 1, 0, 0, 0, 23], [0, 0, 0, 32, 0, 0, 0, 22], [0, 0, 0, 0, 0, 0, 0, 2], [0, 0, 0, 0, 0, 26, 0, 12], [0, 0, 0, 0, 0, 1, 24, 28]];
    const matrix: ConfusionMatrix = { trueCodes, calledCodes: [...trueCodes, 'UNK'], rows, source: 'made' };
    const counts: Record<string, number> = { BLA: 5, MYB: 80, NGB: 85, NGS: 140, LYT: 90, EBP: 100 };
    const endsOf = (seed: number, unnamed: number) => {
      const compositions = trueCompositions({ called: { ...counts, UNK: unnamed } }, matrix, { ...usualSimulation, seed })!;
      return trueCodes.map((code) => machineErrorInterval(compositions, [code], trueCodes)!);
    };
    const [once, again] = [endsOf(1, 20), endsOf(2, 20)];
    trueCodes.forEach((code, i) => {
      const share = (counts[code] ?? 0) / 500;
      expect([code, once[i].lower <= share && share <= once[i].upper]).toEqual([code, true]);
      expect(Math.abs(once[i].lower - again[i].lower)).toBeLessThan(0.02);
      expect(Math.abs(once[i].upper - again[i].upper)).toBeLessThan(0.02);
    });
    // Basophils and blasts were never named: all of the unnamed may be of them, and no more.
    expect(once[trueCodes.indexOf('BAS')].upper).toBeLessThan(0.045);
    const blasts = [0, 20, 150].map((unnamed) => endsOf(1, unnamed)[0].upper);
    expect(blasts[0]).toBeLessThan(0.03);
    expect(blasts[1]).toBeGreaterThan(blasts[0] + 0.005);
    expect(blasts[2]).toBeGreaterThan(blasts[1] + 0.03);
  });

  it('takes unnamed cells for what a person found them to be, and keeps those that nobody can name in the denominator', () => {
    const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: codes.map((_, i) => calls.map((__, j) => (i === j ? 30 : j === codes.length ? 20 : 0))), source: 'made' };
    const unnamed = (found: number) => machineErrorInterval(trueCompositions({ called: { NGS: 200, LYT: 100, UNK: 200 - found }, named: found === 0 ? [] : [{ code: 'BLA', machineCode: 'UNK', cells: found }] }, matrix, settings(6))!, ['BLA'], codes)!;
    expect(unnamed(0).lower).toBe(0);
    // Half of them were found to be blasts: those that there were, or, if they came as they lay, all others too.
    const chance = wilsonInterval(100, 500), found = unnamed(100);
    expect(Math.abs(found.lower - chance.lower)).toBeLessThan(0.015);
    expect(found.upper).toBeGreaterThan(0.38);
    expect(found.upper).toBeLessThan(0.45);
    const half = trueCompositions({ called: { BLA: 100, LYT: 100 }, named: [{ code: 'UNK', machineCode: 'UNK', cells: 300 }] }, matrix, settings(6))!;
    const { lower, upper } = machineErrorInterval(half, ['BLA'], [...codes, 'UNK'])!;
    expect(lower).toBeLessThan(0.2);
    expect(upper).toBeGreaterThan(0.2);
    expect(upper).toBeLessThan(0.27);
    expect(machineErrorInterval(half, ['UNK'], [...codes, 'UNK'])).toBeUndefined();
  });

  it('holds the truth where a class is never named, however many of the unnamed cells are of it', () => {
    const random = randomSource(44), reading = codes.map((_, i) => Float64Array.from(calls, (__, j) => (i === 0 ? Number(j === codes.length) : j === codes.length ? 0.5 : i === j ? 0.48 : 0.02 / 5)));
    const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: reading.map((shares, i) => multinomial(random, [6, 14, 40, 54, 38, 54][i], shares)), source: 'simulated' };
    for (const blasts of [0, 0.05, 0.15, 0.3, 0.6]) {
      const truth = [blasts, ...[0.07, 0.2, 0.31, 0.17, 0.25].map((share) => share * (1 - blasts))], rounds = 12;
      let inside = 0;
      for (let round = 0; round < rounds; round++) {
        const called: Record<string, number> = {};
        multinomial(random, 900, truth).forEach((cells, i) => {
          multinomial(random, cells, reading[i]).forEach((count, j) => { called[calls[j]] = (called[calls[j]] ?? 0) + count; });
        });
        const compositions = trueCompositions({ called }, matrix, settings(round))!;
        truth.forEach((share, i) => {
          const { lower, upper } = machineErrorInterval(compositions, [codes[i]], codes)!;
          if (lower <= share && share <= upper) inside++;
        });
      }
      expect([blasts, inside / (rounds * codes.length) > 0.92]).toEqual([blasts, true]);
    }
  });

  it('holds the truth of a class that is seldom named, also where the matrix saw one or two named by chance', () => {
    const random = randomSource(45), counted = { inside: 0, all: 0 };
    for (const q of [0.02, 0.04, 0.08]) {
      for (let slide = 0; slide < 25; slide++) {
        const reading = codes.map((_, i) => Float64Array.from(calls, (__, j) => (i === 0 ? (j === 0 ? q : j === codes.length ? 1 - q : 0) : j === codes.length ? 0.58 : i === j ? 0.4 : 0.02 / 5)));
        const rows = reading.map((shares, i) => multinomial(random, [12, 14, 40, 54, 38, 54][i], shares));
        // Of all matrices those are looked at in which it was named at all.
        if (rows[0][0] === 0) continue;
        const truth = [0.15, 0.06, 0.17, 0.26, 0.14, 0.22], called: Record<string, number> = {};
        multinomial(random, 800, truth).forEach((cells, i) => {
          multinomial(random, cells, reading[i]).forEach((count, j) => { called[calls[j]] = (called[calls[j]] ?? 0) + count; });
        });
        const { lower, upper } = machineErrorInterval(trueCompositions({ called }, { trueCodes: codes, calledCodes: calls, rows, source: 'simulated' }, settings(slide))!, ['BLA'], codes)!;
        counted.all++;
        if (lower <= 0.15 && upper >= 0.15) counted.inside++;
      }
    }
    expect(counted.all).toBeGreaterThan(20);
    expect(counted.inside / counted.all).toBeGreaterThan(0.85);
  });

  it('leaves open whether what a person found was all that there was', () => {
    const rows = codes.map((_, i) => calls.map((__, j) => (i === 0 ? (j === codes.length ? 6 : 0) : i === j ? 20 : j === codes.length ? 15 : 0)));
    const of = (named: NamedCells[], called: Record<string, number>) => machineErrorInterval(trueCompositions({ called, named }, { trueCodes: codes, calledCodes: calls, rows, source: 'made' }, settings(7))!, ['BLA'], codes)!;
    // 40 blasts picked out of 200 unnamed cells, or out of 100 that were called promyelocytes.
    const unnamed = of([{ code: 'BLA', machineCode: 'UNK', cells: 40 }], { NGS: 150, LYT: 150, UNK: 160 });
    expect(unnamed.lower).toBeLessThan(40 / 500);
    expect(unnamed.upper).toBeGreaterThan(150 / 500);
    const misread = of([{ code: 'BLA', machineCode: 'PMO', cells: 40 }], { NGS: 200, LYT: 200, PMO: 60 });
    expect(misread.lower).toBeLessThan(40 / 500);
    expect(misread.upper).toBeGreaterThan(80 / 500);
  });

  it('comes near Wilson\'s where the machine is known to be right', () => {
    const rows = codes.map((_, i) => calls.map((__, j) => (i === j ? 100_000 : 0)));
    const compositions = trueCompositions({ called: { BLA: 25, NGS: 475 } }, { trueCodes: codes, calledCodes: calls, rows, source: 'perfect' })!;
    const interval = machineErrorInterval(compositions, ['BLA'], codes)!;
    const wilson = wilsonInterval(25, 500);
    expect(interval.lower).toBeCloseTo(wilson.lower, 2);
    expect(interval.upper).toBeCloseTo(wilson.upper, 2);
    expect(machineErrorInterval(compositions, ['LYT'], codes)!.lower).toBe(0);
  });

  it('narrows as a person names the cells, down to chance alone', () => {
    const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: codes.map((_, i) => calls.map((__, j) => (i === j ? 30 : Math.abs(i - j) === 1 ? 6 : 0))), source: 'made' };
    const all: Record<string, number> = { BLA: 40, PMO: 60, NGB: 100, NGS: 150, LYT: 100, EBP: 50 };
    const width = (right: Record<string, number>): number => {
      const called = Object.fromEntries(Object.entries(all).map(([code, cells]) => [code, cells - (right[code] ?? 0)]));
      const named = Object.entries(right).map(([code, cells]) => ({ code, machineCode: code, cells }));
      const { lower, upper } = machineErrorInterval(trueCompositions({ called, named }, matrix, { seed: 3, draws: 4000, warmUp: 300 })!, ['BLA'], codes)!;
      return upper - lower;
    };
    const widths = ([{}, { BLA: 40 }, { ...all, EBP: 49 }] as Record<string, number>[]).map(width);
    expect(widths[1]).toBeLessThan(widths[0]);
    expect(widths[2]).toBeLessThan(widths[1]);
    const { lower, upper } = wilsonInterval(40, 500);
    expect(widths[2]).toBeCloseTo(upper - lower, 2);
  });

  it('learns from what a person changed how the machine reads this slide', () => {
    const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: codes.map((_, i) => calls.map((__, j) => (i === j ? 9 : Math.abs(i - j) === 1 ? 1 : 0))), source: 'made' };
    const upperOf = (code: string) => machineErrorInterval(trueCompositions({ called: { NGS: 100, PMO: 60, LYT: 100 }, named: [{ code, machineCode: 'PMO', cells: 40 }] }, matrix, settings(4))!, ['BLA'], codes)!.upper;
    expect(upperOf('BLA')).toBeGreaterThan(upperOf('PMO') + 0.2);
  });

  it('adds cells counted by eye without reading the others by them', () => {
    const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: codes.map((_, i) => calls.map((__, j) => (i === j ? 36 : Math.abs(i - j) === 1 ? 1 : 0))), source: 'made' };
    const called = { BLA: 20, NGB: 60, NGS: 100, LYT: 60, EBP: 100 };
    const of = (eye: number) => machineErrorInterval(trueCompositions({ called, named: [{ code: 'NGS', cells: eye }] }, matrix, settings(5))!, ['NGS'], codes)!;
    const { lower, upper } = of(60);
    const chance = wilsonInterval(160, 400);
    expect(lower).toBeLessThan(0.4);
    expect(upper).toBeGreaterThan(0.4);
    expect(upper - lower).toBeLessThan(1.5 * (chance.upper - chance.lower));
    expect(of(0).lower).toBeLessThan(100 / 340);
    expect(of(0).upper).toBeGreaterThan(100 / 340);
  });

  it('is the same whether it is drawn at once or in parts', () => {
    const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: codes.map((_, i) => calls.map((__, j) => (i === j ? 20 : 1))), source: 'made' };
    const cells = { called: { BLA: 30, NGS: 200 }, named: [{ code: 'LYT', machineCode: 'NGS', cells: 4 }, { code: 'EBP', cells: 2 }] };
    const simulation = beginCompositions(cells, matrix, settings(1))!;
    let parts = 1;
    while (!simulation.advance(100)) parts++;
    expect(parts).toBe(9);
    expect(simulation.result).toEqual(trueCompositions(cells, matrix, settings(1)));
  });

  it('is the same for the same seed', () => {
    const matrix: ConfusionMatrix = { trueCodes: codes, calledCodes: calls, rows: codes.map((_, i) => calls.map((__, j) => (i === j ? 20 : 1))), source: 'made' };
    const once = () => machineErrorInterval(trueCompositions({ called: { BLA: 30, NGS: 200, UNK: 10 } }, matrix, settings(1))!, ['BLA'], codes);
    expect(once()).toEqual(once());
  });

  it('takes a call of a class the matrix lacks as right, in the denominator and without an interval', () => {
    const rows = codes.map((_, i) => calls.map((__, j) => (i === j ? 100_000 : 0)));
    const compositions = trueCompositions({ called: { BLA: 100, NGS: 300, MAS: 100 } }, { trueCodes: codes, calledCodes: calls, rows, source: 'perfect' })!;
    const denominator = [...codes, 'MAS'];
    const interval = machineErrorInterval(compositions, ['BLA'], denominator)!;
    expect(interval.lower).toBeCloseTo(wilsonInterval(100, 500).lower, 2);
    expect(interval.upper).toBeCloseTo(wilsonInterval(100, 500).upper, 2);
    expect(machineErrorInterval(compositions, ['MAS'], denominator)).toBeUndefined();
  });

  it('knows nothing of a class that the matrix lacks, or of a case without cells', () => {
    const matrix: ConfusionMatrix = { trueCodes: ['NGS', 'BLA'], calledCodes: ['NGS', 'BLA'], rows: [[9, 1], [0, 0]], source: 'made' };
    expect(machineErrorInterval(trueCompositions({ called: { NGS: 30 } }, matrix, settings(1))!, ['BLA'], ['NGS', 'BLA'])).toBeUndefined();
    expect(trueCompositions({ called: {} }, matrix, settings(1))).toBeUndefined();
    expect(trueCompositions({ called: { LYT: 12 } }, matrix, settings(1))).toBeUndefined();
  });
});
