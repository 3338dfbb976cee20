import { describe, expect, it } from 'vitest';
import { buildDifferentialDocument } from '../buildDifferentialDocument.ts';
import { exampleInput } from '../exampleDocument.ts';
import { englishTexts } from '../texts.ts';
import { thresholdState } from '../../differential/decisionThresholds.ts';
import { nearThresholds } from './nearThresholds.ts';

const documentOf = (blasts: number) => buildDifferentialDocument({ ...exampleInput, confusion: undefined, counts: { BLA: blasts, NGS: 500 - blasts } });

describe('nearThresholds', () => {
  it('say how many more cells would settle a result, and that many do', () => {
    const [near] = nearThresholds(documentOf(30), englishTexts);
    expect(near.classes).toEqual(['BLA']);
    expect(near.toSettle!.inAll).toBe(500 + near.toSettle!.more);
    expect(near.sentence).toContain(`About ${near.toSettle!.more} more cells`);
    expect(thresholdState(0.06 * near.toSettle!.inAll, near.toSettle!.inAll, 5).state).toBe('clear');
  });

  it('offer no counting where it would not settle anything', () => {
    expect(nearThresholds(documentOf(25), englishTexts)).toMatchObject([{ key: 'Blasts 5', sentence: expect.stringContaining('on the decision threshold') as string }]);
    expect(nearThresholds(documentOf(25), englishTexts)[0].toSettle).toBeUndefined();
  });

  it('are silent where all is clear', () => { expect(nearThresholds(documentOf(0), englishTexts)).toEqual([]); });

  it('ask for a look at the cells where only the machine’s errors reach the threshold, until they are reviewed', () => {
    const clear = documentOf(0);
    const doubtful = { ...clear, thresholds: clear.thresholds.map((threshold, i) => (i === 0 ? { ...threshold, machineIntervalHolds: true } : threshold)) };
    expect(nearThresholds(doubtful, englishTexts)[0].sentence).toContain('Review these cells');
    expect(nearThresholds({ ...doubtful, review: { ...clear.review, state: 'reviewed' } }, englishTexts)).toEqual([]);
  });
});
