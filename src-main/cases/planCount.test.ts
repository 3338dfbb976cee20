import { expect, it } from 'vitest';
import type { CellPlace } from './planCount.ts';
import { cutSmears, nextSmear } from './planCount.ts';

const repeated = (place: CellPlace, times: number): CellPlace[] => Array.from({ length: times }, () => place);
const smear = (counted: number, waiting: number, unnamed = 0) => ({ name: 's', places: [...repeated('unnamed', unnamed), ...repeated('counted', counted)], waiting });
const shares = (...asked: Parameters<typeof cutSmears>): number[] => cutSmears(...asked).map(({ counted }) => counted);

it('takes smears in turn until each has its share', () => {
  expect(nextSmear(500, [smear(0, 9), smear(0, 9)])).toBe(0);
  expect(nextSmear(500, [smear(250, 9), smear(0, 9)])).toBe(1);
  expect(nextSmear(500, [smear(250, 9), smear(260, 9)])).toBeUndefined();
});

it('goes back to a smear when another runs out', () => {
  expect(nextSmear(500, [smear(260, 9), smear(100, 0)])).toBe(0);
  expect(shares(500, [smear(400, 9), smear(100, 0)])).toEqual([400, 100]);
  expect(nextSmear(500, [smear(400, 9), smear(100, 0)])).toBeUndefined();
});

it('ends where there is nothing left, and counts all when asked', () => {
  expect(nextSmear(500, [smear(3, 0)])).toBeUndefined();
  expect(nextSmear('everything', [smear(9000, 1), smear(1, 1)])).toBe(0);
  expect(nextSmear('everything', [smear(9000, 0), smear(1, 0)])).toBeUndefined();
});

it('gives the same shares whether or not a smear was counted beyond its own', () => {
  const first = shares(100, [smear(55, 3), smear(60, 3), smear(7, 0)]);
  expect(first).toEqual([47, 46, 7]);
  expect(shares(100, [smear(90, 0), smear(60, 3), smear(7, 0)])).toEqual(first);
});

it('cuts after the cell that fills the share, and notes what lies before it', () => {
  const places: CellPlace[] = ['counted', 'noted', 'counted', 'unnamed', 'counted', 'counted'];
  const lengthFor = (target: number): number => cutSmears(target, [{ name: 's', places, waiting: 1 }])[0].length;
  expect([1, 2, 3].map(lengthFor)).toEqual([1, 3, 5]);
  expect(cutSmears(9, [{ name: 's', places: [], waiting: 0 }])).toEqual([{ length: 0, counted: 0, endedBy: 'end' }]);
});

it('gives up a smear whose cells can\'t be named, and asks the others for its share', () => {
  expect(nextSmear(100, [smear(10, 9, 389)])).toBe(0);
  expect(nextSmear(100, [smear(10, 9, 390)])).toBeUndefined();
  expect(cutSmears(100, [smear(50, 9, 390)])[0]).toEqual({ length: 400, counted: 10, endedBy: 'unnamed' });
  expect(cutSmears(100, [smear(50, 9, 195), smear(120, 9)]).map(({ counted }) => counted)).toEqual([5, 95]);
  expect(nextSmear('everything', [smear(10, 9, 5000)])).toBe(0);
});
