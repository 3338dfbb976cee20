import { describe, expect, it } from 'vitest';
import type { NamedCells } from '../differential/machineErrorInterval.ts';
import { bloodScheme } from '../taxonomy/schemes.ts';
import { buildDifferentialDocument } from './buildDifferentialDocument.ts';
import { drawnSmearFormat } from './drawnSmear.ts';
import { parseDifferentialDocument } from './differentialDocument.ts';
import { tableNotes } from './printed/tableNotes.ts';
import { englishTexts } from './texts.ts';
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

  it('has none either in the classes of which a person has named every cell', () => {
    const ofBlasts = [{ code: 'BLA', machineCode: 'BLA', cells: 22 }, { code: 'BLA', machineCode: 'PMO', cells: 2 }, { code: 'NGS', machineCode: 'NGS', cells: 60 }];
    const withNamed = (named: NamedCells[]) => buildDifferentialDocument({ ...exampleInput, named, review: { state: 'partlyReviewed', by: 'Dr B', cellsReviewed: 84, cellsChanged: 2 } });
    // A cell that is still unnamed may be a blast.
    expect(withNamed(ofBlasts).rows.find(({ code }) => code === 'BLA')?.interval95?.withMachineErrors).toBeDefined();
    const { rows, thresholds } = withNamed([...ofBlasts, { code: 'UNK', machineCode: 'UNK', cells: exampleInput.counts.UNK }]);
    const machineOf = (code: string) => rows.find((row) => row.code === code)?.interval95?.withMachineErrors;
    expect(machineOf('BLA')).toBeUndefined();
    expect(machineOf('NGS')).toBeDefined();
    expect(machineOf('MAS')).toBeUndefined();
    expect(thresholds.map(({ name, machineIntervalHolds }) => `${name} ${machineIntervalHolds === undefined ? 'none' : 'known'}`)).toEqual(['Blasts none', 'Blasts none', 'Blasts none', 'Plasma cells known']);
    expect(() => buildDifferentialDocument({ ...exampleInput, named: [{ code: 'BLA', cells: 25 }] })).toThrow(/25 of 24 cells of BLA/);
  });

  it('names the counted classes that the matrix never met, and says when no call of the machine is left in the count', () => {
    const matrix = exampleInput.confusion!, without = (...codes: string[]) => ({ ...matrix, rows: matrix.rows.map((row, i) => (codes.includes(matrix.trueCodes[i]) ? row.map(() => 0) : row)) });
    const withoutBlasts = without('BLA');
    const { machineErrors, rows } = buildDifferentialDocument({ ...exampleInput, confusion: withoutBlasts });
    expect(machineErrors).toMatchObject({ known: true, notKnownFor: ['BLA', 'MAS'] });
    expect(rows.find(({ code }) => code === 'BLA')?.interval95?.withMachineErrors).toBeUndefined();
    expect(tableNotes(buildDifferentialDocument({ ...exampleInput, confusion: withoutBlasts }), englishTexts).join(' ')).toContain('Classes that the model was never tried on: Blast, Mast cell.');
    // Smudges and artefacts that nobody has named stand in no percentage.
    const named = Object.entries(exampleInput.counts).filter(([code]) => code !== 'SMU' && code !== 'ART').map(([code, cells]) => ({ code, machineCode: code, cells }));
    expect(buildDifferentialDocument({ ...exampleInput, confusion: without('SMU', 'ART'), named, review: { state: 'partlyReviewed', cellsReviewed: 500, cellsChanged: 0 } }).machineErrors)
      .toEqual({ known: false, source: 'a person has named every cell that counts' });
  });

  it('gives the ratio an interval with machine errors: wide where lineages are mixed up, as chance where only stages are', () => {
    const width = ({ lower, upper }: { lower: number | 'infinite'; upper: number | 'infinite' }): number => Number(upper) - Number(lower);
    const { withMachineErrors, ...chance } = documents.usual.myeloidErythroid!;
    expect(width(withMachineErrors!) / width(chance)).toBeGreaterThan(0.9);
    expect(width(withMachineErrors!) / width(chance)).toBeLessThan(1.6);
    const mixed = { trueCodes: ['NGS', 'EBP'], calledCodes: ['NGS', 'EBP'], rows: [[20, 10], [10, 20]], source: 'made' };
    const made = buildDifferentialDocument({ ...exampleInput, counts: { NGS: 300, EBP: 200 }, confusion: mixed }).myeloidErythroid!;
    expect(width(made.withMachineErrors!)).toBeGreaterThan(3 * width(made));
  });

  it('counts cells seen down the eyepiece with the others, and shows them apart', () => {
    const counts = { ...exampleInput.counts, NGS: 140, SMU: 33 };
    expect(buildDifferentialDocument({ ...exampleInput, counts, named: [{ code: 'NGS', cells: 40 }, { code: 'SMU', cells: 2 }], manual: { NGS: 40, SMU: 2 } })).toMatchObject({ counted: 540, manual: { counts: { NGS: 40, SMU: 2 }, counted: 40 } });
    expect(documents.usual.manual).toBeUndefined();
  });

  it('says that a simulation is under way, and that cells were drawn', () => {
    const { machineErrors, rows } = buildDifferentialDocument({ ...exampleInput, compositions: 'pending' });
    expect(machineErrors).toEqual({ known: false, source: 'it is being computed' });
    expect(rows.some(({ interval95 }) => interval95?.withMachineErrors)).toBe(false);
    const { warnings } = buildDifferentialDocument({ ...exampleInput, slides: [exampleSlide(1, 250, { format: drawnSmearFormat }), exampleSlide(2, 250)] });
    expect(warnings[0]).toMatch(/no patient/);
  });

  it('warns of few cells, of one smear, of many unnamed cells and of pictures left out', () => {
    const { warnings } = buildDifferentialDocument({
      ...exampleInput, counts: { NGS: 200, UNK: 50 }, warnings: ['The slide is out of focus.'],
      slides: [exampleSlide(1, 200, { problemFields: [{ name: 'a.jpg', problem: 'empty' }] })], target: { cells: 500, everything: false, shares: [500], short: 300 },
    });
    expect(warnings).toEqual([
      expect.stringContaining('Only 200 of the 500'), expect.stringContaining('fewer than the 300'), expect.stringContaining('One smear only'),
      expect.stringContaining('50 cells (20.0 % of the counted and unnamed ones)'), expect.stringContaining('without a nucleated cell: 1.'), 'The slide is out of focus.',
    ]);
    expect(documents.usual.warnings).toEqual([]);
    const oneCell = buildDifferentialDocument({ ...exampleInput, counts: { NGS: 1, UNK: 1 } }).warnings;
    expect(oneCell).toEqual(expect.arrayContaining([expect.stringMatching(/^1 cell is fewer/), expect.stringMatching(/^1 cell \(50\.0 % of the counted and unnamed ones\) could/)]));
  });

  it('writes an infinite ratio as a word, which JSON can carry', () => {
    const { myeloidErythroid } = buildDifferentialDocument({ ...exampleInput, counts: { NGS: 500 } });
    expect(myeloidErythroid).toMatchObject({ ratio: 'infinite', upper: 'infinite' });
  });

  it('has the ranges of blood and no ratio for blood', () => {
    const blood = buildDifferentialDocument({ ...exampleInput, scheme: bloodScheme, confusion: undefined });
    expect(blood.referenceRanges).toMatchObject({ name: 'Chicago adult blood' });
    expect(blood.myeloidErythroid).toBeUndefined();
  });

  it('refuses a slide without a true hash, by the name of the field', () => {
    expect(() => buildDifferentialDocument({ ...exampleInput, slides: [exampleSlide(1, 9, { sha256: 'ABC' })] })).toThrow(/slides\.0\.sha256/);
  });

  it('refuses a document of another version', () => {
    expect(() => parseDifferentialDocument({ ...documents.usual, version: 2 }, 'old.json')).toThrow(/old\.json.*"version"/);
  });
});
