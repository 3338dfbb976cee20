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

  it('offer no counting where every cell is counted', () => {
    const document = documentOf(30);
    expect(nearThresholds({ ...document, target: { ...document.target, everything: true } }, englishTexts)[0].toSettle).toBeUndefined();
  });

  it('are silent where all is clear', () => { expect(nearThresholds(documentOf(0), englishTexts)).toEqual([]); });

  it('ask for a look at the cells where only the machine’s errors reach the threshold, until they are reviewed', () => {
    const clear = documentOf(0);
    const doubtful = { ...clear, thresholds: clear.thresholds.map((threshold, i) => (i === 0 ? { ...threshold, machineIntervalHolds: true } : threshold)) };
    expect(nearThresholds(doubtful, englishTexts)[0].sentence).toContain('Review these cells');
    expect(nearThresholds({ ...doubtful, review: { ...clear.review, state: 'reviewed' } }, englishTexts)).toEqual([]);
  });

  it('name thresholds of one result, of which the same is to be said, in one sentence', () => {
    const clear = documentOf(0);
    const all = { ...clear, thresholds: clear.thresholds.map((threshold) => ({ ...threshold, machineIntervalHolds: true })) };
    const blasts = all.thresholds.filter(({ name }) => name === 'Blasts').map(({ percent }) => percent);
    expect(blasts.length).toBeGreaterThan(1);
    const near = nearThresholds(all, englishTexts).filter(({ key }) => key.startsWith('Blasts'));
    expect(near).toHaveLength(1);
    expect(near[0].sentence).toContain(`the decision thresholds of ${blasts.slice(0, -1).join(', ')} and ${blasts.at(-1)!} %, but cells that the machine misread or left unnamed may.`);
    // One of them is near by chance too: then each says its own.
    const mixed = { ...all, thresholds: all.thresholds.map((threshold, i) => (i === 0 ? { ...threshold, state: 'near' as const } : threshold)) };
    expect(nearThresholds(mixed, englishTexts).filter(({ key }) => key.startsWith('Blasts'))).toHaveLength(2);
  });

  it('put the review before counting on where the machine’s errors reach the threshold too, with the cells that have no name', () => {
    const input = { ...exampleInput, counts: { BLA: 30, PMO: 20, NGS: 450, UNK: 20 } };
    const document = buildDifferentialDocument(input);
    expect(document.thresholds[0]).toMatchObject({ state: 'near', cellsToSettle: expect.any(Number) as number, machineIntervalHolds: true });
    const [near] = nearThresholds(document, englishTexts);
    expect(near).toMatchObject({ classes: ['BLA', 'UNK'], sentence: expect.stringMatching(/Counting alone may not settle it: review these cells and those without a name first\.$/) as string });
    expect(near.toSettle).toBeUndefined();
    // While that is being computed nobody knows: no button comes and goes.
    expect(nearThresholds(buildDifferentialDocument({ ...input, compositions: 'pending' }), englishTexts)[0].toSettle).toBeUndefined();
    const review = { state: 'reviewed' as const, cellsReviewed: 520, cellsChanged: 0 };
    const [reviewed] = nearThresholds(buildDifferentialDocument({ ...input, review }), englishTexts);
    expect(reviewed).toMatchObject({ classes: ['BLA'], toSettle: { more: document.thresholds[0].cellsToSettle! - 500 } });
  });

  it('give the share of a sum as the table prints it', () => {
    // 19.33 %, of rows that are printed as 9.7 each: a reader adds them up.
    const thresholds = [{ name: 'Erythroid cells', classes: ['PEB', 'EBB', 'EBP', 'EBO'], percent: 20 }];
    const made = buildDifferentialDocument({ ...exampleInput, confusion: undefined, thresholds, counts: { EBB: 290, EBP: 290, NGS: 1210, LYT: 1210 } });
    expect(made.sums).toMatchObject([{ code: 'ERYTHROID', printedPercent: 19.4 }]);
    expect(nearThresholds(made, englishTexts)[0].sentence).toMatch(/^Erythroid cells 19\.4 % \(580 of 3000\)/);
  });
});
