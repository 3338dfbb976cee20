import { expect, it } from 'vitest';
import { cellsInDenominator, denominatorOf } from './denominator.ts';
import { withOwnClasses } from './ownClasses.ts';
import { bloodScheme, marrowScheme } from './schemes.ts';

const counts = { NGS: 40, EBP: 7, SMU: 5, UNK: 3, OW2: 2 };
const own = (marrow: 'counted' | 'noted', blood: 'counted' | 'per100') => [{ code: 'OW2', letters: 'HC', name: 'Hairy cell', marrow, blood }] as const;

it('holds the counted classes of a specimen, those of the laboratory too, and unnamed cells where they are counted', () => {
  expect(cellsInDenominator(counts, marrowScheme)).toBe(47);
  expect(cellsInDenominator(counts, bloodScheme)).toBe(40);
  expect(cellsInDenominator(counts, { ...marrowScheme, unknownInDenominator: true })).toBe(50);
  expect(cellsInDenominator(counts, withOwnClasses(marrowScheme, own('counted', 'per100')))).toBe(49);
  expect(cellsInDenominator(counts, withOwnClasses(marrowScheme, own('noted', 'counted')))).toBe(47);
  expect(denominatorOf(withOwnClasses(bloodScheme, own('noted', 'counted')))).toContain('OW2');
  expect(denominatorOf(withOwnClasses(bloodScheme, own('noted', 'per100')))).not.toContain('OW2');
});
