import { expect, test } from 'vitest';
import { fieldGapPx, layOutFields } from './layOutFields.ts';

test('fields lie in rows, apart, in about a square', () => {
  const sizes = Array.from({ length: 50 }, (_, index) => (index === 7 ? undefined : { widthPx: 300 + (index % 3) * 100, heightPx: 200 + (index % 4) * 50 }));
  const { boxes, widthPx, heightPx } = layOutFields(sizes);
  expect(boxes[7]).toBeUndefined();
  const placed = boxes.flatMap((box) => box ?? []);
  for (const [index, a] of placed.entries()) for (const b of placed.slice(index + 1)) {
    const gapAcross = Math.max(b.xPx - a.xPx - a.widthPx, a.xPx - b.xPx - b.widthPx);
    const gapDown = Math.max(b.yPx - a.yPx - a.heightPx, a.yPx - b.yPx - b.heightPx);
    expect(Math.max(gapAcross, gapDown)).toBeGreaterThanOrEqual(fieldGapPx);
  }
  expect(Math.max(...placed.map((box) => box.xPx + box.widthPx))).toBe(widthPx);
  expect(Math.max(...placed.map((box) => box.yPx + box.heightPx))).toBe(heightPx);
  expect(widthPx / heightPx).toBeGreaterThan(0.5);
  expect(widthPx / heightPx).toBeLessThan(2);
});

test('a single field is the whole, without a gap around it', () => {
  expect(layOutFields([{ widthPx: 640, heightPx: 480 }])).toEqual({ boxes: [{ xPx: 0, yPx: 0, widthPx: 640, heightPx: 480 }], widthPx: 640, heightPx: 480 });
});
