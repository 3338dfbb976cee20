import { expect, test } from 'vitest';
import { cellState } from '#shared/contract/cellCommands.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { cellPalette, firstClassInk, uncountedInk } from './cellInks.ts';
import { columnsOfBoxes } from './columnsOfBoxes.fixture.ts';
import { CellIndex } from './cellIndex.ts';
import { cellLook } from './cellLook.ts';
import { paintBoxes, paintDots } from './paintCells.ts';
import type { CellPainting } from './paintCells.ts';
import { PixelSheet } from './pixelSheet.ts';
import { affineMap } from './viewTransform.ts';

const stamp = (colour: number): { width: number; height: number; pixels: Uint32Array } => ({ width: 3, height: 2, pixels: new Uint32Array(6).fill(colour) });
const named = 0xff111111;
const machine = 0xff222222;
const colour = cellPalette[firstClassInk + 3];
const letters = { named: classCodes.map(() => stamp(named)), machine: classCodes.map(() => stamp(machine)) };

function painted(columns: CellPainting['columns'], scale: number, shown = new Uint8Array(columns.ids.length).fill(1)): (x: number, y: number) => number {
  const sheet = new PixelSheet(100, 80, cellPalette);
  const view = { scale, rotationDegrees: 0, centreXPx: 50 / scale, centreYPx: 40 / scale, screenWidth: 100, screenHeight: 80 };
  const typicalSide = columns.boxes[2] * scale;
  const painting = { columns, shown, map: affineMap(view), pixelRatio: 1, typicalSide, letters };
  const index = new CellIndex(columns, 0);
  if (cellLook(typicalSide) === 'dots') paintDots(sheet, index.placesIn({ xPx: 0, yPx: 0, widthPx: 10_000, heightPx: 10_000 }), index, painting);
  else paintBoxes(sheet, Array.from(columns.ids, (_, row) => row), painting);
  const pixels = new Uint32Array(sheet.bytes.buffer);
  return (x, y) => pixels[y * 100 + x];
}

test('small cells are dots in their class\'s colour where they lie, hidden ones none', () => {
  const columns = columnsOfBoxes([[100, 100, 40, 40], [400, 300, 40, 40]], [], [3, 7]);
  const at = painted(columns, 0.1, Uint8Array.from([1, 0]));
  expect(at(12, 12)).toBe(colour);
  expect(at(15, 15)).toBe(0);
  expect(at(42, 32)).toBe(0);
});

test('a named cell has a whole box, a machine\'s call only its corners', () => {
  const columns = columnsOfBoxes([[10, 20, 20, 20], [60, 20, 20, 20]], [], [3, 3]);
  columns.states[0] = cellState.reviewed;
  const at = painted(columns, 1);
  expect(at(20, 20)).toBe(colour);
  expect(at(70, 20)).toBe(0);
  expect(at(61, 20)).toBe(colour);
  expect(at(20, 30)).toBe(0);
});

test('large ones carry the letters of who named them', () => {
  const columns = columnsOfBoxes([[10, 20, 30, 30], [60, 20, 30, 30]], [], [3, 3]);
  columns.states[0] = cellState.reviewed;
  const at = painted(columns, 1);
  expect(at(9, 19)).toBe(named);
  expect(at(59, 19)).toBe(machine);
});

test('what is not counted is grey, and what was removed is struck out', () => {
  const columns = columnsOfBoxes([[10, 20, 20, 20]], [], [3]);
  columns.states[0] = cellState.removed | cellState.reviewed;
  const at = painted(columns, 1);
  expect(at(20, 20)).toBe(cellPalette[uncountedInk]);
  expect(at(20, 30)).toBe(cellPalette[uncountedInk]);
});
