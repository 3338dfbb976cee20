import { expect, it } from 'vitest';
import { blockGrid } from './blockGrid.ts';

const block = (xPx: number, yPx: number, widthPx: number, heightPx: number, quality: string) => ({ field: 'f', box: { xPx, yPx, widthPx, heightPx }, quality });
const kept = (...blocks: ReturnType<typeof block>[]) => JSON.stringify({ blocks });

it('gives a scan its own blocks back, with the narrow rest at the edges', () => {
  const map = kept(block(0, 0, 100, 100, 'good'), block(100, 0, 100, 100, 'thick'), block(200, 0, 30, 100, 'edge'), block(0, 100, 100, 20, 'edge'), block(100, 100, 100, 20, 'empty'), block(200, 100, 30, 20, 'dirt'));
  expect(blockGrid(map, { widthPx: 230, heightPx: 120 })).toEqual({
    columns: 3, rows: 2, blockWidthPx: 100, blockHeightPx: 100, kinds: ['good', 'thick', 'edge', 'edge', 'empty', 'dirt'],
  });
});

it('shows the whole of a last block that is wider and higher than the others', () => {
  const map = kept(block(0, 0, 100, 100, 'good'), block(100, 0, 130, 100, 'thick'), block(0, 100, 100, 115, 'empty'), block(100, 100, 130, 115, 'dirt'));
  expect(blockGrid(map, { widthPx: 230, heightPx: 215 })).toEqual({
    columns: 3, rows: 3, blockWidthPx: 100, blockHeightPx: 100, kinds: ['good', 'thick', 'thick', 'empty', 'dirt', 'dirt', 'empty', 'dirt', 'dirt'],
  });
});

it('leaves what nobody looked at empty', () => {
  expect(blockGrid(kept(block(100, 0, 100, 100, 'good')), { widthPx: 300, heightPx: 100 })?.kinds).toEqual(['', 'good', '']);
});

it('shows fields that lie anywhere where they lie', () => {
  const map = blockGrid(kept(block(10, 10, 400, 200, 'good'), block(450, 10, 400, 200, 'blurred')), { widthPx: 860, heightPx: 220 })!;
  const kindAt = (xPx: number, yPx: number) => map.kinds[Math.floor(yPx / map.blockHeightPx) * map.columns + Math.floor(xPx / map.blockWidthPx)];
  expect([kindAt(200, 100), kindAt(650, 100)]).toEqual(['good', 'blurred']);
  expect(map.kinds).toHaveLength(map.columns * map.rows);
});

it('is none where nothing was judged, or the map is of another form', () => {
  for (const text of [kept(), '{}', '[]', '{"blocks":[{"quality":1}]}']) expect(blockGrid(text, { widthPx: 10, heightPx: 10 })).toBeUndefined();
});
