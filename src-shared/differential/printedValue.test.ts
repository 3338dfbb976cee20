import { expect, it } from 'vitest';
import { printedToOneDecimal } from './printedValue.ts';

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
