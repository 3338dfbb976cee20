import { expect, it } from 'vitest';
import type { CaseDetail, SlideSummary } from '#shared/contract/caseCommands.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { scaleOfCell } from './scaleOfCell.ts';

const slide = (position: number, more: Partial<SlideSummary>): SlideSummary => ({ id: position + 1, position, name: 'fields', path: '/fields', format: 'Folder', sha256: '', widthPx: 900, heightPx: 400, ...more });
const camera = { box: { xPx: 500, yPx: 0, widthPx: 400, heightPx: 400 }, micrometresPerPixel: 0.1 };
const detail = { slides: [slide(0, { micrometresPerPixel: 0.25, otherScales: [camera] }), slide(1, { micrometresPerPixel: 0.5 }), slide(2, {})] } as CaseDetail;
/** One cell of 40 px a side whose middle lies there. */
const cellAt = (slideOfCase: number, xPx: number, yPx: number) => ({ slides: Uint16Array.of(slideOfCase), boxes: Float32Array.of(xPx - 20, yPx - 20, 40, 40) }) as unknown as CellColumns;

it('takes the scale of the field in which the middle of the cell lies, else that of its slide', () => {
  expect(scaleOfCell(detail, cellAt(0, 100, 100), 0)).toBe(0.25);
  expect(scaleOfCell(detail, cellAt(0, 500, 399), 0)).toBe(0.1);
  expect(scaleOfCell(detail, cellAt(0, 899, 100), 0)).toBe(0.1);
  for (const [xPx, yPx] of [[499, 100], [900, 100], [600, 400]]) expect(scaleOfCell(detail, cellAt(0, xPx, yPx), 0)).toBe(0.25);
  expect(scaleOfCell(detail, cellAt(1, 600, 100), 0)).toBe(0.5);
  expect(scaleOfCell(detail, cellAt(2, 600, 100), 0)).toBeUndefined();
});
