import { expect, it } from 'vitest';
import { printedRatio, printedToOneDecimal, roundedOnItsSide } from './printedValue.ts';

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

it('keeps the sides in finer steps too, and gives small ratios a second decimal', () => {
  expect(roundedOnItsSide(9.999951, 10_000, [5, 10, 20])).toBe(9.9999);
  expect(roundedOnItsSide(9.999951, 10_000)).toBe(10);
  expect([12 / 290, 0.096, 0.96, 2.04].map((ratio) => printedRatio(ratio, [2, 4]))).toEqual([0.04, 0.1, 1, 2.1]);
});
