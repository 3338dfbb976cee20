import { describe, expect, it } from 'vitest';
import { bloodScheme, marrowScheme, withNeutrophilsCombined } from '../taxonomy/schemes.ts';
import { differentialOf } from './differential.ts';
import { chicagoBloodRanges, iowaMarrowRanges } from './referenceRanges.ts';

const row = (result: ReturnType<typeof differentialOf>, code: string) => result.rows.find((candidate) => candidate.code === code)!;

describe('the marrow differential', () => {
  const counts = { BLA: 24, PMO: 18, MYB: 40, MMZ: 45, NGB: 60, NGS: 100, EOS: 13, BAS: 1, MON: 11, LYT: 60, PLM: 6, PEB: 5, EBB: 17, EBP: 80, EBO: 20, MEG: 3, SMU: 31, UNK: 27 };
  const result = differentialOf({ counts, scheme: marrowScheme, ranges: iowaMarrowRanges });

  it('leaves megakaryocytes, smudges and unnamed cells out of the denominator, and shows them', () => {
    expect(result.counted).toBe(500);
    for (const code of ['MEG', 'SMU', 'UNK']) {
      expect(row(result, code).place).toBe('noted');
      expect(row(result, code).percent).toBeUndefined();
    }
    expect(row(result, 'UNK').count).toBe(27);
    expect(result.unknownShare).toBeCloseTo(27 / 527, 12);
  });

  it('prints a column that adds to 100.0', () => {
    expect(result.rows.reduce((tenths, { printed = 0 }) => tenths + Math.round(10 * printed), 0)).toBe(1000);
  });

  it('rounds each to the nearest where the scheme says so, on its side of every limit', () => {
    const thirds = { counts: { NGS: 1, LYT: 1, MON: 1 }, scheme: bloodScheme };
    const printed = (scheme: typeof bloodScheme, more = {}) => differentialOf({ ...thirds, scheme, ...more }).rows.flatMap((of) => (of.count > 0 ? [of.printed] : []));
    expect(printed(bloodScheme)!.reduce((sum, value) => sum! + Math.round(10 * value!), 0)).toBe(1000);
    expect(printed({ ...bloodScheme, rounding: 'eachNearest' })).toEqual([33.3, 33.3, 33.3]);
    expect(printed({ ...bloodScheme, rounding: 'eachNearest' }, { thresholds: [{ name: 'Monocytes', classes: ['MON'], percent: 33.3 }] })).toEqual([33.3, 33.4, 33.3]);
  });

  it('flags by the ranges and prompts near 5 % blasts', () => {
    expect(row(result, 'BLA')).toMatchObject({ printed: 4.8, flag: 'high' });
    expect(row(result, 'MMZ').flag).toBe('within');
    expect(result.sums[0]).toMatchObject({ code: 'ERYTHROID', count: 122, printed: 24.4, flag: 'within' });
    expect(result.thresholds.map(({ percent, result: { state } }) => `${percent} ${state}`)).toEqual(['5 near', '10 clear', '20 clear', '10 clear']);
  });

  it('tells whether the cells that the machine left unnamed, or misread, may put a result on the other side of a limit', () => {
    const holds = (input: Omit<Parameters<typeof differentialOf>[0], 'scheme'>, scheme = bloodScheme) => differentialOf({ scheme, thresholds: [{ name: 'Blasts', classes: ['BLA'], percent: 5 }], ...input }).thresholds[0].machineIntervalHolds;
    // No matrix knows blasts: of 22 unnamed cells nothing is known. Once a person has looked at them it is.
    expect(holds({ counts: { NGS: 200, UNK: 22 } })).toBe(true);
    expect(holds({ counts: { NGS: 200, UNK: 8 } })).toBe(false);
    expect(holds({ counts: { NGS: 200, UNK: 22 }, named: [{ code: 'UNK', machineCode: 'UNK', cells: 22 }] })).toBeUndefined();
    expect(holds({ counts: { BLA: 12, NGS: 188 } })).toBeUndefined();
    expect(holds({ counts: { BLA: 12, NGS: 188, UNK: 60 } })).toBe(true);
    // Lymphocytes are called blasts: with that in mind the share lies on the other side of the limit altogether.
    const confusion = { trueCodes: ['BLA', 'LYT', 'NGS'], calledCodes: ['BLA', 'LYT', 'NGS', 'UNK'], rows: [[40, 0, 0, 0], [80, 120, 0, 0], [0, 0, 400, 0]], source: 'made' };
    const input = { counts: { BLA: 50, LYT: 75, NGS: 375 }, confusion };
    const { withMachineErrors } = row(differentialOf({ scheme: bloodScheme, ...input }), 'BLA');
    expect(withMachineErrors!.upper).toBeLessThan(5);
    expect(holds(input)).toBe(true);
  });

  it('has no interval with machine errors where no matrix is known', () => {
    expect(row(result, 'BLA').withMachineErrors).toBeUndefined();
    const rows = [[20, 2], [5, 100]];
    const known = differentialOf({ counts, scheme: marrowScheme, confusion: { trueCodes: ['BLA', 'NGS'], calledCodes: ['BLA', 'NGS'], rows, source: 'made' }, simulation: { seed: 1, draws: 200, warmUp: 20 } });
    expect(row(known, 'BLA').withMachineErrors?.upper).toBeGreaterThan(row(known, 'BLA').percent!);
    expect(row(known, 'LYT').withMachineErrors).toBeUndefined();
  });

  it('counts unnamed cells where the scheme says so', () => {
    const counted = differentialOf({ counts, scheme: { ...marrowScheme, unknownInDenominator: true } });
    expect(counted.counted).toBe(527);
    expect(row(counted, 'UNK').percent).toBeCloseTo((100 * 27) / 527, 12);
  });

  it('adds bands and segmented neutrophils where they are combined', () => {
    expect(row(differentialOf({ counts, scheme: withNeutrophilsCombined(marrowScheme) }), 'NGB+NGS')).toMatchObject({ count: 160, printed: 32 });
  });
});

describe('the blood differential', () => {
  it('compares all neutrophils with their range, given apart or as one row, and the others with theirs', () => {
    const counts = { NGB: 20, NGS: 136, LYT: 24, MON: 12, EOS: 8 };
    const apart = differentialOf({ counts, scheme: bloodScheme, ranges: chicagoBloodRanges });
    expect(apart.sums).toMatchObject([{ code: 'NEUTROPHILS', count: 156, printed: 78, flag: 'high', range: { low: 39, high: 75 } }]);
    expect(['NGB', 'NGS', 'LYT', 'MON', 'EOS'].map((code) => row(apart, code).flag)).toEqual(['high', undefined, 'low', 'within', 'within']);
    const together = differentialOf({ counts, scheme: withNeutrophilsCombined(bloodScheme), ranges: chicagoBloodRanges });
    expect(together.sums).toEqual([]);
    expect(row(together, 'NGB+NGS')).toMatchObject({ count: 156, flag: 'high', range: { low: 39, high: 75 } });
  });

  it('gives erythroblasts per 100 white cells, outside the denominator', () => {
    const result = differentialOf({ counts: { NGS: 120, LYT: 80, EBO: 26, EBP: 4 }, scheme: bloodScheme });
    expect(result.counted).toBe(200);
    expect(row(result, 'NRBC')).toMatchObject({ count: 30, percent: 15, printed: 15, place: 'per100' });
    expect(row(result, 'NRBC').wilson!.lower).toBeLessThan(15);
    // The odds of the beta quantiles for 30 of 230, by SciPy.
    expect(row(result, 'NRBC').clopperPearson!.lower).toBeCloseTo(9.8615455102, 9);
    expect(row(result, 'NRBC').clopperPearson!.upper).toBeCloseTo(22.0913300592, 9);
    expect(result.ratio).toBeUndefined();
    expect(result.sums).toMatchObject([{ code: 'NEUTROPHILS', count: 120, printed: 60 }]);
  });

  it('watches no limit on cells outside the denominator, however many they are', () => {
    const thresholds = [{ name: 'Erythroblasts', classes: ['PEB', 'EBB', 'EBP', 'EBO'], percent: 10 }, { name: 'Artefacts', classes: ['LYT', 'ART'], percent: 10 }, { name: 'Lymphocytes', classes: ['LYT'], percent: 30 }];
    const counts = { NGS: 20, LYT: 10, EBO: 50, ART: 60 };
    expect(differentialOf({ counts, scheme: bloodScheme, thresholds }).thresholds).toMatchObject([{ name: 'Lymphocytes', count: 10, result: { state: 'near' } }]);
    expect(differentialOf({ counts, scheme: marrowScheme, thresholds }).thresholds.map(({ name }) => name)).toEqual(['Erythroblasts', 'Lymphocytes']);
  });

  it('can go over 100 per 100', () => {
    expect(row(differentialOf({ counts: { NGS: 10, EBO: 30 }, scheme: bloodScheme }), 'NRBC').percent).toBe(300);
  });
});

describe('counts at the edge', () => {
  it('gives no percentage where nothing was counted', () => {
    const empty = differentialOf({ counts: { SMU: 4, UNK: 9 }, scheme: marrowScheme, ranges: iowaMarrowRanges });
    expect(empty).toMatchObject({ counted: 0, sums: [], thresholds: [], unknownShare: 1 });
    expect(empty.rows.every(({ percent }) => percent === undefined)).toBe(true);
  });

  it.each([[{ XYZ: 1 }, /XYZ/], [{ BLA: -1 }, /-1 cells/], [{ BLA: 1.5 }, /1\.5 cells/]])('refuses %j', (counts, reason) => {
    expect(() => differentialOf({ counts: counts as unknown as Record<string, number>, scheme: marrowScheme })).toThrow(reason);
  });

  it('refuses marrow ranges for blood', () => {
    expect(() => differentialOf({ counts: {}, scheme: bloodScheme, ranges: iowaMarrowRanges })).toThrow(/marrow/);
  });
});
