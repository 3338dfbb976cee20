import { expect, test } from 'vitest';
import { overviewPx, viewerLevels } from './viewerLevels.ts';

const level = (widthPx: number, heightPx: number, downsample: number) => ({ widthPx, heightPx, downsample, tileWidthPx: 256, tileHeightPx: 240 });

test('a file whose smallest level is many tiles gets a small picture of the whole', () => {
  const levels = viewerLevels([level(40_000, 30_000, 1), level(10_000, 7500, 4), level(2500, 1875, 16)]);
  expect(levels).toHaveLength(4);
  expect(levels[2]).toEqual({ widthPx: 2500, heightPx: 1875, tileWidthPx: 256, tileHeightPx: 240, fileLevel: 2 });
  expect(levels[3]).toEqual({ widthPx: overviewPx, heightPx: 576, tileWidthPx: overviewPx, tileHeightPx: 576 });
});

test('one with a small level, or a small picture, is left as it is', () => {
  expect(viewerLevels([level(40_000, 30_000, 1), level(620, 460, 64)])).toHaveLength(2);
  expect(viewerLevels([level(1000, 800, 1)])).toHaveLength(1);
});
