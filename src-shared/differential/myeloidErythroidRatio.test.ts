import { expect, it } from 'vitest';
import { myeloidErythroidRatio } from './myeloidErythroidRatio.ts';

it('gives 312:150 as 2.1 (1.7 to 2.5 by Wilson), and 31:15 exactly as SciPy has the beta quantiles', () => {
  const ratio = myeloidErythroidRatio({ NGS: 300, MON: 12, EBP: 150, LYT: 99, PLM: 4, MAS: 2 }, 'withMonocytes');
  expect(ratio?.myeloid).toBe(312);
  expect(ratio?.erythroid).toBe(150);
  expect([ratio?.ratio, ratio?.wilson.lower, ratio?.wilson.upper].map((value) => value?.toFixed(1))).toEqual(['2.1', '1.7', '2.5']);
  const exact = myeloidErythroidRatio({ NGS: 31, EBP: 15 }, 'withMonocytes')!.clopperPearson;
  expect(exact.lower).toBeCloseTo(1.0825868967, 9);
  expect(exact.upper).toBeCloseTo(4.1196608953, 9);
});

it('leaves the monocytes out on request', () => {
  expect(myeloidErythroidRatio({ NGS: 300, MON: 12, EBP: 150 }, 'withoutMonocytes')?.ratio).toBe(2);
});

it('counts every class of either side and no other', () => {
  const ratio = myeloidErythroidRatio({ BLA: 1, PMO: 2, MYB: 4, MMZ: 8, NGB: 16, NGS: 32, EOS: 64, BAS: 128, MON: 256, PEB: 1, EBB: 2, EBP: 4, EBO: 8, MEG: 1000, UNK: 1000 }, 'withMonocytes');
  expect(ratio).toMatchObject({ myeloid: 511, erythroid: 15 });
});

it('is infinite above without erythroid cells, zero without myeloid ones, and nothing without either', () => {
  const onlyMyeloid = myeloidErythroidRatio({ NGS: 50 }, 'withMonocytes');
  expect(onlyMyeloid).toMatchObject({ ratio: Infinity, wilson: { upper: Infinity }, clopperPearson: { upper: Infinity } });
  expect(onlyMyeloid?.wilson.lower).toBeGreaterThan(10);
  expect(myeloidErythroidRatio({ EBP: 50 }, 'withMonocytes')).toMatchObject({ ratio: 0, wilson: { lower: 0 }, clopperPearson: { lower: 0 } });
  expect(myeloidErythroidRatio({ LYT: 50 }, 'withMonocytes')).toBeUndefined();
});
