import { expect, it } from 'vitest';
import type { StoredScaleCheck } from '#main/store/repositories/slideRepository.ts';
import { scaleDoubts } from './scaleDoubts.ts';

const ofSlide = { fields: null, fieldsLookedAt: null, firstField: null };
const file = (countedAt: number, micrometresPerPixel: number): StoredScaleCheck => ({ saidBy: 'file', countedAt, micrometresPerPixel, redCells: null, redCellSpread: null, ...ofSlide });
const cells = (countedAt: number, micrometresPerPixel: number, redCells = 200, redCellSpread = 0.07): StoredScaleCheck => ({ saidBy: 'redCells', countedAt, micrometresPerPixel, redCells, redCellSpread, ...ofSlide });

it('names both scales where the file states another than was given', () => {
  expect(scaleDoubts([file(0.44, 0.22)])).toEqual(['0.4400 µm a pixel were given, and the file states 0.2200']);
  expect(scaleDoubts([file(0.22, 0.2325)])).toHaveLength(1);
  expect(scaleDoubts([file(0.22, 0.23)])).toEqual([]);
});

it('names both scales where enough red cells measure another by more than a quarter, either way', () => {
  expect(scaleDoubts([cells(0.15, 0.096)])).toEqual(['it is counted at 0.1500 µm a pixel, and its red cells measure 0.0960 (200 single round ones, taken as 7.5 µm across)']);
  expect(scaleDoubts([cells(0.096, 0.15)])).toHaveLength(1);
  expect(scaleDoubts([cells(0.16, 0.19), cells(0.19, 0.16)])).toEqual([]);
});

it('says of how many fields it speaks, where others are not in question', () => {
  const ofFields = (fields: number): StoredScaleCheck => ({ ...cells(0.2, 0.1), fields, fieldsLookedAt: 10, firstField: 'b0.tif' });
  expect(scaleDoubts([cells(0.2, 0.2), ofFields(3), ofFields(1), ofFields(10)])).toEqual([
    '3 of the 10 fields looked at, b0.tif the first of them, are counted at 0.2000 µm a pixel, and their red cells measure 0.1000 (200 single round ones, taken as 7.5 µm across)',
    '1 of the 10 fields looked at, b0.tif, is counted at 0.2000 µm a pixel, and its red cells measure 0.1000 (200 single round ones, taken as 7.5 µm across)',
    'it is counted at 0.2000 µm a pixel, and its red cells measure 0.1000 (200 single round ones, taken as 7.5 µm across)',
  ]);
});

it('believes too few red cells, or such of too many sizes, nothing', () => {
  expect(scaleDoubts([cells(0.4, 0.1, 8), cells(0.4, 0.1, 15, 0.3)])).toEqual([]);
  // Off by 30 %, of which chance may have done 7.
  expect(scaleDoubts([cells(0.1, 0.13, 12, 0.07)])).toEqual([]);
});
