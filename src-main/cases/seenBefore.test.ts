import { expect, it } from 'vitest';
import type { FieldOverlap } from '#main/analysis/overlap/lookAtFields.ts';
import { seenBefore } from './seenBefore.ts';

const box = (xPx: number, widthPx = 1000, heightPx = 800) => ({ xPx, yPx: 0, widthPx, heightPx });
const fields = [{ name: 'a', box: box(0) }, { name: 'b', box: box(2000) }, { name: 'c', box: box(4000) }];
const seen = (overlaps: FieldOverlap[], hashes: [string, string][] = []) => seenBefore({ source: { path: '/smear', fields }, looks: { pixelHashes: new Map(hashes), overlaps } }, []);
const shared: FieldOverlap = { field: 'b', before: 'a', box: { xPx: 2000, yPx: 100, widthPx: 600, heightPx: 700 }, isWhole: false };
const choice = { regions: [{ field: 'b', box: box(2000, 500) }, { field: 'b', box: box(2500, 500) }, { field: 'a', box: box(0) }], map: { blocks: [] }, leftOut: [] };

it('leaves the shared part out of the later field and keeps the rest of each region, whole or in pieces', () => {
  const { regions, leftOut } = seen([shared]).cut(choice);
  expect(regions).toEqual([
    { field: 'b', box: { xPx: 2000, yPx: 0, widthPx: 500, heightPx: 100 } },
    { field: 'b', box: { xPx: 2500, yPx: 0, widthPx: 500, heightPx: 100 } }, { field: 'b', box: { xPx: 2600, yPx: 100, widthPx: 400, heightPx: 700 } },
    { field: 'a', box: box(0) },
  ]);
  expect(leftOut).toEqual([{ field: 'b', problem: 'shows in part what a shows, too: that part is counted once', kind: 'notCounted' }]);
});

it('leaves nothing out for a field in which nothing is counted', () => {
  const withoutA = { ...choice, regions: choice.regions.slice(0, 2) };
  expect(seen([shared]).cut(withoutA)).toEqual(withoutA);
  const [blurred, notYet] = (['blurred', 'unexamined'] as const).map((quality) => ({ ...withoutA, map: { blocks: [{ field: 'a', box: box(0), quality }] } }));
  expect(seen([shared]).cut(blurred)).toEqual(blurred);
  expect(seen([shared]).cut(notYet).regions).toHaveLength(3);
  const copied = seen([{ ...shared, before: 'c' }], [['a', '1'], ['b', '2'], ['c', '1']]);
  expect(copied.copies).toEqual([{ field: 'c', problem: 'the same picture, pixel for pixel, as a, and so counted once', kind: 'notCounted' }]);
  expect(copied.cut(choice)).toEqual(choice);
});

it('says all that is the matter with a field in one line', () => {
  const damaged = { ...choice, leftOut: [{ field: 'b', problem: '1 of its 2 parts can\'t be read', kind: 'unreadable' as const }] };
  expect(seen([shared]).cut(damaged).leftOut).toEqual([{ field: 'b', problem: '1 of its 2 parts can\'t be read; shows in part what a shows, too: that part is counted once', kind: 'unreadable' }]);
});
