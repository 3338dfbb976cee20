import { describe, expect, it } from 'vitest';
import { bloodScheme } from '../taxonomy/schemes.ts';
import { buildDifferentialDocument } from './buildDifferentialDocument.ts';
import { parseDifferentialDocument } from './differentialDocument.ts';
import { exampleDocuments, exampleInput, exampleSlide } from './exampleDocument.ts';

describe('the differential document', () => {
  const documents = exampleDocuments();

  it.each(Object.entries(documents))('%s survives being written and read', (_, made) => {
    expect(parseDifferentialDocument(JSON.parse(JSON.stringify(made)), 'differential.json')).toEqual(made);
  });

  it('is the same for the same input', () => {
    expect(JSON.stringify(buildDifferentialDocument(exampleInput))).toBe(JSON.stringify(documents.usual));
  });

  it('carries counts, both intervals, the ratio and the thresholds', () => {
    const { rows, counted, myeloidErythroid, thresholds, unknown, machineErrors } = documents.usual;
    expect(counted).toBe(500);
    expect(rows[0]).toMatchObject({ code: 'BLA', count: 24, percent: 4.8, printedPercent: 4.8, range: { low: 0, high: 2 }, flag: 'high' });
    const widths = (kind: 'wilson' | 'withMachineErrors') => rows.reduce((sum, { interval95 }) => sum + (interval95?.[kind] ? interval95[kind].upper - interval95[kind].lower : 0), 0);
    expect(widths('withMachineErrors')).toBeGreaterThan(widths('wilson') * 1.1);
    expect(myeloidErythroid).toMatchObject({ definition: 'withMonocytes', myeloid: 312, erythroid: 122, printed: 2.6 });
    expect(thresholds.map(({ state }) => state)).toEqual(['near', 'clear', 'clear', 'clear']);
    expect(unknown).toEqual({ cells: 27, share: 0.0512, inDenominator: false });
    expect(machineErrors).toMatchObject({ known: true, draws: 400 });
  });

  it('says so where nobody has reviewed, no matrix is known, and no cell was counted', () => {
    expect(documents.usual.review.state).toBe('notReviewed');
    expect(documents.allUnknown.machineErrors).toEqual({ known: false, source: expect.stringContaining('not known') as string });
    expect(documents.noCells.warnings[0]).toMatch(/No cell was counted/);
    expect(documents.noCells.rows.every(({ percent }) => percent === undefined)).toBe(true);
  });

  it('has no interval with machine errors once a person has reviewed', () => {
    const reviewed = buildDifferentialDocument({ ...exampleInput, review: { state: 'reviewed', by: 'Dr B', cellsReviewed: 500, cellsChanged: 4 } });
    expect(reviewed.machineErrors).toEqual({ known: false, source: 'a person has reviewed the calls' });
    expect(reviewed.rows.some(({ interval95 }) => interval95?.withMachineErrors)).toBe(false);
  });

  it('warns of few cells, of one smear, of many unnamed cells and of pictures left out', () => {
    const { warnings } = buildDifferentialDocument({
      ...exampleInput, counts: { NGS: 200, UNK: 50 }, warnings: ['The slide is out of focus.'],
      slides: [exampleSlide(1, 200, { problemFields: [{ name: 'a.jpg', problem: 'empty' }] })], target: { cells: 500, everything: false, shares: [500], short: 300 },
    });
    expect(warnings).toEqual([
      expect.stringContaining('Only 200 of the 500'), expect.stringContaining('fewer than the 300'), expect.stringContaining('One smear only'),
      expect.stringContaining('50 cells (20.0 %)'), expect.stringContaining('could not be used: 1.'), 'The slide is out of focus.',
    ]);
    expect(documents.usual.warnings).toEqual([]);
  });

  it('writes an infinite ratio as a word, which JSON can carry', () => {
    const { myeloidErythroid } = buildDifferentialDocument({ ...exampleInput, counts: { NGS: 500 } });
    expect(myeloidErythroid).toMatchObject({ ratio: 'infinite', upper: 'infinite' });
  });

  it('has no marrow ranges and no ratio for blood', () => {
    const blood = buildDifferentialDocument({ ...exampleInput, scheme: bloodScheme, confusion: undefined });
    expect(blood.referenceRanges).toBeUndefined();
    expect(blood.myeloidErythroid).toBeUndefined();
  });

  it('refuses a slide without a true hash, by the name of the field', () => {
    expect(() => buildDifferentialDocument({ ...exampleInput, slides: [exampleSlide(1, 9, { sha256: 'ABC' })] })).toThrow(/slides\.0\.sha256/);
  });

  it('refuses a document of another version', () => {
    expect(() => parseDifferentialDocument({ ...documents.usual, version: 2 }, 'old.json')).toThrow(/old\.json.*"version"/);
  });
});
