import { expect, it } from 'vitest';
import { myeloidErythroidRatio } from './myeloidErythroidRatio.ts';

it('gives 312:150 as 2.1 (1.7 to 2.5)', () => {
  const ratio = myeloidErythroidRatio({ NGS: 300, MON: 12, EBP: 150, LYT: 99, PLM: 4, MAS: 2 }, 'withMonocytes');
  expect(ratio?.myeloid).toBe(312);
  expect(ratio?.erythroid).toBe(150);
  expect([ratio?.ratio, ratio?.lower, ratio?.upper].map((value) => value?.toFixed(1))).toEqual(['2.1', '1.7', '2.5']);
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
  expect(onlyMyeloid).toMatchObject({ ratio: Infinity, upper: Infinity });
  expect(onlyMyeloid?.lower).toBeGreaterThan(10);
  expect(myeloidErythroidRatio({ EBP: 50 }, 'withMonocytes')).toMatchObject({ ratio: 0, lower: 0 });
  expect(myeloidErythroidRatio({ LYT: 50 }, 'withMonocytes')).toBeUndefined();
});
