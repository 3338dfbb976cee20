import { expect, it } from 'vitest';
import { cellsOfShare, nextSmear, smearShares } from './planCount.ts';

const smear = (countable: number, waiting: number) => ({ name: 's', countable, waiting });

it('takes smears in turn until each has its share', () => {
  expect(nextSmear(500, [smear(0, 9), smear(0, 9)])).toBe(0);
  expect(nextSmear(500, [smear(250, 9), smear(0, 9)])).toBe(1);
  expect(nextSmear(500, [smear(250, 9), smear(260, 9)])).toBeUndefined();
});

it('goes back to a smear when another runs out', () => {
  expect(nextSmear(500, [smear(260, 9), smear(100, 0)])).toBe(0);
  expect(smearShares(500, [smear(400, 9), smear(100, 0)])).toEqual([400, 100]);
  expect(nextSmear(500, [smear(400, 9), smear(100, 0)])).toBeUndefined();
});

it('ends where there is nothing left, and counts all when asked', () => {
  expect(nextSmear(500, [smear(3, 0)])).toBeUndefined();
  expect(nextSmear('everything', [smear(9000, 1), smear(1, 1)])).toBe(0);
  expect(nextSmear('everything', [smear(9000, 0), smear(1, 0)])).toBeUndefined();
});

it('gives the same shares whether or not a smear was counted beyond its own', () => {
  const first = smearShares(100, [smear(55, 3), smear(60, 3), smear(7, 0)]);
  const beyond = smearShares(100, [smear(90, 0), smear(60, 3), smear(7, 0)]);
  expect(first).toEqual([47, 46, 7]);
  expect(beyond).toEqual(first);
});

it('cuts after the cell that fills the share, and notes what lies before it', () => {
  const countable = [true, false, true, false, true];
  expect(cellsOfShare(2, countable)).toBe(3);
  expect(cellsOfShare(3, countable)).toBe(5);
  expect(cellsOfShare(Infinity, countable)).toBe(5);
  expect(cellsOfShare(0, countable)).toBe(0);
  expect(cellsOfShare(9, [])).toBe(0);
});
