import { describe, expect, it } from 'vitest';
import type { ThresholdState } from './decisionThresholds.ts';
import { decisionThresholds, thresholdState } from './decisionThresholds.ts';
import { clopperPearsonInterval } from './proportionInterval.ts';
import { wilsonInterval } from './proportionInterval.ts';

const holds = (share: number, total: number, threshold: number) => {
  const { lower, upper } = wilsonInterval(share * total, total);
  return lower <= threshold && threshold <= upper;
};

describe('decision thresholds', () => {
  it('are 5, 10 and 20 % blasts and 10 % plasma cells', () => {
    expect(decisionThresholds.map(({ name, percent }) => `${percent} ${name}`)).toEqual(['5 Blasts', '10 Blasts', '20 Blasts', '10 Plasma cells']);
  });

  it.each([[20, 500, 5], [33, 500, 5], [92, 500, 20], [35, 300, 10], [1, 30, 5]])('name the fewest cells that settle %d of %d at %d %%', (count, total, percent) => {
    const result = thresholdState(count, total, percent);
    if (result.state !== 'near' || result.cellsToSettle === undefined) throw new Error('expected a number of cells');
    expect(result.cellsToSettle).toBeGreaterThan(total);
    expect(holds(count / total, result.cellsToSettle, percent / 100)).toBe(false);
    expect(holds(count / total, result.cellsToSettle - 1, percent / 100)).toBe(true);
  });

  it('are clear where the interval does not hold them', () => {
    expect(thresholdState(0, 500, 5)).toEqual({ state: 'clear', side: 'below' });
    expect(thresholdState(150, 500, 20)).toEqual({ state: 'clear', side: 'above' });
  });

  it('say that counting will not settle a share on the threshold, or one too near it', () => {
    expect(thresholdState(25, 500, 5)).toEqual({ state: 'near', side: 'at', cellsToSettle: undefined });
    expect(thresholdState(26, 500, 5)).toEqual({ state: 'near', side: 'above', cellsToSettle: undefined });
  });

  it('goes by the exact interval where that is printed, which is wider', () => {
    expect(thresholdState(35, 500, 5)).toEqual({ state: 'clear', side: 'above' });
    const exact = thresholdState(35, 500, 5, 'clopperPearson') as Extract<ThresholdState, { state: 'near' }>;
    expect(exact).toMatchObject({ state: 'near', side: 'above' });
    const cells = exact.cellsToSettle!;
    expect(cells).toBeGreaterThan(500);
    expect(clopperPearsonInterval(Math.floor(0.07 * cells), cells).lower).toBeGreaterThan(0.05);
    expect(clopperPearsonInterval(Math.floor(0.07 * (cells - 1)), cells - 1).lower).toBeLessThanOrEqual(0.05);
    expect(thresholdState(26, 500, 5, 'clopperPearson')).toEqual({ state: 'near', side: 'above', cellsToSettle: undefined });
  });
});
