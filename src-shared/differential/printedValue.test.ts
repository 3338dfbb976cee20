import { expect, it } from 'vitest';
import { printedRatio, printedToOneDecimal, roundedOnItsSide, writtenRatio } from './printedValue.ts';

it('rounds to the nearest tenth where no limit stands between', () => {
  expect(printedToOneDecimal(2.08)).toBe(2.1);
  expect(printedToOneDecimal(2.08, [2, 4])).toBe(2.1);
  expect(printedToOneDecimal(2, [2, 4])).toBe(2);
});

it('keeps a value on its side of a limit', () => {
  expect(printedToOneDecimal(1.97, [2, 4])).toBe(1.9);
  expect(printedToOneDecimal(4.03, [2, 4])).toBe(4.1);
  expect(printedToOneDecimal(3.96, [2, 4])).toBe(3.9);
});

it('keeps the sides in finer steps too', () => {
  expect(roundedOnItsSide(9.999951, 10_000, [5, 10, 20])).toBe(9.9999);
  expect(roundedOnItsSide(9.999951, 10_000)).toBe(10);
});

it('gives a small ratio two digits, and prints none as none', () => {
  const ratios = [0, 1 / 30_000, 1 / 399, 0.00996, 12 / 290, 0.0996, 0.96, 2.04];
  expect(ratios.map((ratio) => printedRatio(ratio, [2, 4]))).toEqual([0, 0.0001, 0.0025, 0.01, 0.041, 0.1, 1, 2.1]);
  expect(ratios.map((ratio) => writtenRatio(ratio, [2, 4]))).toEqual(['0.0', '0.0001', '0.0025', '0.010', '0.041', '0.1', '1.0', '2.1']);
});
