import { describe, expect, it } from 'vitest';
import { typedNumber, typedTarget, typedWholeNumber } from './typedNumber.ts';

describe('a whole number', () => {
  it.each([['500', 500], [' 50 ', 50], ['0', 0]])('%j is %d', (text, number) => { expect(typedWholeNumber(text)).toBe(number); });
  it.each(['', ' ', '1,000', '1.000', '10,00', '1 000', '0x64', '1e3', '5.0', '-5', '+5', 'none', '9'.repeat(16)])('%j is none', (text) => { expect(typedWholeNumber(text)).toBeNaN(); });
});

describe('a number', () => {
  it.each([['0,23', 0.23], ['0.23', 0.23], [' 22 ', 22], ['.5', 0.5], ['-1', -1], ['1e-4', 0.0001]])('%j is %d', (text, number) => { expect(typedNumber(text)).toBe(number); });
  it.each(['', ' ', '0x64', '1,000.5', '1.000,5', '0,2,3', 'Infinity', 'wide'])('%j is none', (text) => { expect(typedNumber(text)).toBeNaN(); });
});

it('a target is a whole number of cells that can be counted', () => {
  expect(['1', '500', '100000'].map(typedTarget)).toEqual([1, 500, 100_000]);
  expect(['', '0', '100001', '1,000', '1.5'].map(typedTarget)).toEqual(Array(5).fill(undefined));
});
