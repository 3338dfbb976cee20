import { expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
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
  expect(cutSmears(9, [{ name: 's', places: [], waiting: 0 }])).toEqual([{ length: 0, counted: 0, looked: 0, endedBy: 'end' }]);
});

it('gives up a smear whose cells can\'t be named, and asks the others for its share', () => {
  expect(nextSmear(100, [smear(10, 9, 389)])).toBe(0);
  expect(nextSmear(100, [smear(10, 9, 390)])).toBeUndefined();
  expect(cutSmears(100, [smear(50, 9, 390)])[0]).toEqual({ length: 400, counted: 10, looked: 400, endedBy: 'unnamed' });
  expect(cutSmears(100, [smear(50, 9, 195), smear(120, 9)]).map(({ counted }) => counted)).toEqual([5, 95]);
  expect(nextSmear('everything', [smear(10, 9, 5000)])).toBe(0);
});

/** So many cells, a share of them named, evenly mixed. */
const mixed = (cells: number, named: number): CellPlace[] => Array.from({ length: cells }, (_, i) => (Math.floor((i + 1) * named) > Math.floor(i * named) ? 'counted' : 'unnamed'));

it.each([0.3, 0.44, 0.6])('takes from one smear what poor ones lack, with %f of its cells named', (named) => {
  const poor = { name: 'poor', places: mixed(20, 0.5), waiting: 0 };
  for (const others of [[poor], [poor, poor], [poor, poor, poor]]) {
    const smears = [{ name: 'rich', places: mixed(5000, named), waiting: 50 }, ...others];
    expect(shares(500, smears)).toEqual([500 - 10 * others.length, ...others.map(() => 10)]);
    expect(nextSmear(500, smears)).toBeUndefined();
  }
});

it('looks at four times what is asked of a smear at last, once the others have run out', () => {
  const poor = { name: 'poor', places: mixed(20, 0.5), waiting: 0 };
  expect(cutSmears(500, [poor, { name: 'rich', places: mixed(5000, 0.2), waiting: 50 }, poor])[1]).toEqual({ length: 1920, counted: 384, looked: 1920, endedBy: 'unnamed' });
  // The others have their share: nothing more is asked of it.
  expect(cutSmears(500, [{ name: 'good', places: mixed(5000, 1), waiting: 50 }, { name: 'bad', places: mixed(5000, 0.2), waiting: 50 }]).map(({ length, endedBy }) => [length, endedBy])).toEqual([[300, 'share'], [1000, 'unnamed']]);
});

it('ends the same whatever was counted first, and however far', () => {
  const random = seededRandom(3);
  for (let trial = 0; trial < 200; trial += 1) {
    const target = 20 + random.below(200);
    const smears = Array.from({ length: 1 + random.below(4) }, (_, i) => {
      const share = random.between(0.05, 1);
      return { name: String(i), places: Array.from({ length: random.below(600) }, (): CellPlace => (random.uniform() < 0.1 ? 'noted' : random.uniform() < share ? 'counted' : 'unnamed')) };
    });
    const asWhole = cutSmears(target, smears.map((one) => ({ ...one, waiting: 0 })));
    for (const begunBy of [0, 0.3, 0.8]) {
      const known = smears.map(({ places }) => Math.floor(begunBy * random.uniform() * places.length));
      const states = () => smears.map(({ name, places }, i) => ({ name, places: places.slice(0, known[i]), waiting: places.length - known[i] }));
      for (let next = nextSmear(target, states()); next !== undefined; next = nextSmear(target, states())) known[next] = Math.min(smears[next].places.length, known[next] + 1 + random.below(30));
      expect(cutSmears(target, states())).toEqual(asWhole);
    }
    for (const { endedBy, counted, looked } of asWhole) if (endedBy === 'unnamed') expect(counted).toBeLessThan(looked / 4);
  }
});
