import { MyeloscopeError } from '../errors/myeloscopeError.ts';

/** A count with the percentages (decision thresholds, reference limits) that its printed value may not cross. */
export interface CountWithLimits { readonly count: number; readonly limits: readonly number[] }

/** Throws `bad-input` unless the limits are whole tenths, 0.2 or more apart: else no printed value could keep every side. */
export function checkLimits(limits: readonly number[]): void {
  const tenths = limits.map((limit) => Math.round(limit * 10));
  const whole = limits.every((limit, i) => Math.abs(limit * 10 - tenths[i]) < 1e-9);
  const ordered = [...new Set(tenths)].sort((a, b) => a - b);
  if (whole && ordered.every((tenth, i) => i === 0 || tenth - ordered[i - 1] >= 2)) return;
  throw new MyeloscopeError('bad-input', `The limits ${limits.join(', ')} are not whole tenths at least 0.2 apart.`,
    'Give reference limits and thresholds to one decimal, at least 0.2 apart.');
}

/**
 * Percentages to one decimal that add to 100.0: each is rounded down, and the tenths still missing go to the largest
 * remainders (Hamilton's method). No printed value lies on or across one of its limits unless the exact one does; where that
 * holds a tenth back, it goes to the row it distorts least. Returns percentages in the order given; all zero where nothing
 * was counted. If the limits leave no place for a tenth, the limits win and the column adds to 99.9 or 100.1.
 */
export function largestRemainderPercentages(rows: readonly CountWithLimits[]): number[] {
  for (const { limits } of rows) checkLimits(limits);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return rows.map(() => 0);
  // In whole numbers: a tenth of a percent is total / 1000 cells, so tenths are compared as tenth * total with count * 1000.
  const allowed = (i: number, tenth: number): boolean => tenth >= 0 && tenth <= 1000 && rows[i].limits.every((limit) => {
    const limitTenths = Math.round(limit * 10);
    return Math.sign(rows[i].count * 1000 - limitTenths * total) === Math.sign(tenth - limitTenths);
  });
  const tenths = rows.map(({ count }) => Math.floor((count * 1000) / total));
  rows.forEach((_, i) => { if (!allowed(i, tenths[i])) tenths[i] += 1; });
  let missing = 1000 - tenths.reduce((sum, tenth) => sum + tenth, 0);
  while (missing !== 0) {
    const step = Math.sign(missing);
    let best = -1;
    let bestGain = -Infinity;
    for (let i = 0; i < rows.length; i++) {
      const gain = step * (rows[i].count * 1000 - tenths[i] * total);
      // An empty row stays 0.0: a class nobody saw is never printed as seen.
      if (rows[i].count > 0 && gain > bestGain && allowed(i, tenths[i] + step)) { best = i; bestGain = gain; }
    }
    // Past two tenths from the truth the sum is no longer worth it.
    if (best < 0 || bestGain <= -total) break;
    tenths[best] += step;
    missing -= step;
  }
  return tenths.map((tenth) => tenth / 10);
}
