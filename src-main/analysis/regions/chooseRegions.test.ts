import { describe, expect, it } from 'vitest';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { pictureSlide } from '../detection/pictureSlide.ts';
import { chooseFurther, chooseRegions } from './chooseRegions.ts';

const settings = { kind: 'blood', seed: 3 } as const;

function disc(picture: RgbPicture, x: number, y: number, radius: number, colour: readonly number[]): void {
  for (let row = Math.max(0, Math.floor(y - radius)); row < Math.min(picture.heightPx, y + radius); row += 1) {
    for (let column = Math.max(0, Math.floor(x - radius)); column < Math.min(picture.widthPx, x + radius); column += 1) {
      if (Math.hypot(column - x, row - y) < radius) picture.rgb.set(colour, 3 * (row * picture.widthPx + column));
    }
  }
}

/** Red cells side by side with a nucleus here and there, at 1 µm a pixel, in a part of the picture. */
function spreadCells(picture: RgbPicture, from: number, to: number, spacing = 10): void {
  const random = seededRandom(9);
  for (let y = 6; y < picture.heightPx; y += spacing) {
    for (let x = from + 6; x < to; x += spacing) {
      const nucleus = random.uniform() < 0.03;
      disc(picture, x + random.between(-2, 2), y + random.between(-2, 2), nucleus ? 5 : 3.7, nucleus ? [90, 50, 140] : [215, 165, 170]);
    }
  }
}

/** Nuclei of 8 µm everywhere, at 1 µm a pixel, with no bare glass between. */
function filledWithNuclei(ground: readonly number[], spacing: number): RgbPicture {
  const picture = blankPicture(1200, 400);
  const random = seededRandom(6);
  for (let i = 0; i < picture.rgb.length; i += 3) picture.rgb.set(ground.map((light) => light + random.below(12) - 6), i);
  for (let y = 0; y < 404; y += spacing) for (let x = 0; x < 1204; x += spacing) disc(picture, x + random.between(-1, 1), y + random.between(-1, 1), 4 * random.between(0.8, 1.2), [100, 60, 140]);
  return picture;
}

const glass = () => blankPicture(1200, 400, 240);

describe('chooseRegions', () => {
  it('counts where cells lie spread, and neither on bare glass nor in a thick sheet', async () => {
    const picture = glass();
    spreadCells(picture, 400, 800);
    for (let y = 0; y < 400; y += 1) for (let x = 800; x < 1200; x += 1) picture.rgb.set([190, 120, 130 + ((x * 7 + y * 3) % 20)], 3 * (y * 1200 + x));
    const { regions, map, verdict } = await chooseRegions(pictureSlide(picture, undefined, 100), () => 1, settings);
    const qualityAt = (x: number) => map.blocks.find(({ box }) => box.xPx <= x && x < box.xPx + box.widthPx)?.quality;
    expect([qualityAt(100), qualityAt(500), qualityAt(1100)]).toEqual(['empty', 'good', 'thick']);
    expect(regions).toHaveLength(4);
    expect(regions.every(({ box }) => box.xPx >= 400 && box.xPx + box.widthPx <= 800)).toBe(true);
    expect(verdict).toEqual({ kind: 'smear', reasons: [] });
  });

  it('covers the slide once, along the borders of its tiles', async () => {
    const picture = glass();
    spreadCells(picture, 0, 1200);
    const { map } = await chooseRegions(pictureSlide(picture, undefined, 64), () => 1, settings);
    expect(map.blocks.reduce((area, { box }) => area + box.widthPx * box.heightPx, 0)).toBe(1200 * 400);
    expect(map.blocks.every(({ box }) => box.xPx % 64 === 0 && box.yPx % 64 === 0)).toBe(true);
  });

  it('orders by the seed and not by what the blocks hold', async () => {
    const order = async (spacing: number, seed: number) => {
      const picture = glass();
      spreadCells(picture, 0, 600, 11);
      spreadCells(picture, 600, 1200, spacing);
      const { regions } = await chooseRegions(pictureSlide(picture, undefined, 100), () => 1, { ...settings, seed });
      return regions.map(({ box }) => `${box.xPx},${box.yPx}`);
    };
    expect(await order(11, 3)).toEqual(await order(14, 3));
    expect(await order(11, 3)).not.toEqual(await order(11, 4));
    expect((await order(11, 3)).toSorted()).toEqual((await order(11, 4)).toSorted());
  });

  it.each([
    ['a blank slide', () => glass(), /bare glass/],
    ['print', () => {
      const page = blankPicture(1200, 400);
      const random = seededRandom(1);
      for (let y = 20; y < 380; y += 24) for (let x = 20; x < 1160; x += 12) for (let line = 0; line < 14; line += 1) if (random.uniform() < 0.7) page.rgb.fill(20, 3 * ((y + line) * 1200 + x), 3 * ((y + line) * 1200 + x + 4 + random.below(5)));
      return page;
    }, /no colour/],
    ['a tissue section', () => {
      const tissue = glass();
      const random = seededRandom(2);
      for (let y = 30; y < 370; y += 1) for (let x = 30; x < 1170; x += 1) tissue.rgb.set([225 + random.below(12), 165 + random.below(20), 195 + random.below(16)], 3 * (y * 1200 + x));
      for (let i = 0; i < 1500; i += 1) disc(tissue, random.between(40, 1160), random.between(40, 360), 3, [100, 60, 140]);
      return tissue;
    }, /tissue section/],
    ['tissue filled with nuclei', () => filledWithNuclei([225, 165, 195], 9), /tissue section/],
    ['purple tissue filled with nuclei', () => filledWithNuclei([190, 150, 205], 7), /tissue section/],
    ['a photograph of a meadow', () => {
      const meadow = blankPicture(1200, 400);
      const random = seededRandom(4);
      for (let i = 0; i < meadow.rgb.length; i += 3) meadow.rgb.set([60 + random.below(60), 120 + random.below(80), 40 + random.below(40)], i);
      for (let i = 0; i < meadow.rgb.length / 4; i += 1) meadow.rgb[i] = i % 3 === 2 ? 235 : 160;
      return meadow;
    }, /photograph/],
  ])('does not take %s for a smear', async (_, draw, reason) => {
    const { verdict, regions } = await chooseRegions(pictureSlide(draw(), undefined, 100), () => 1, settings);
    expect(verdict.kind).toBe('not-a-smear');
    expect(verdict.reasons.join('; ')).toMatch(reason);
    expect(verdict.reasons.length).toBeGreaterThan(0);
    expect(regions.length).toBeLessThanOrEqual(1);
  });

  it('doubts nuclei on a ground that is tinted a little', async () => {
    const { verdict } = await chooseRegions(pictureSlide(filledWithNuclei([225, 190, 212], 9), undefined, 100), () => 1, settings);
    expect(verdict).toMatchObject({ kind: 'doubtful', reasons: [expect.stringMatching(/tinted/)] });
  });

  it('takes a small field as one region and leaves out a field with a problem', async () => {
    const picture = blankPicture(300, 100, 240);
    spreadCells(picture, 0, 300);
    const box = (xPx: number) => ({ xPx, yPx: 0, widthPx: 100, heightPx: 100 });
    const fields = [{ name: 'a.png', box: box(0) }, { name: 'b.png', box: box(100), problem: 'cut short' }, { name: 'c.png', box: box(200) }];
    const { regions } = await chooseRegions(pictureSlide(picture, fields), () => 1, settings);
    expect(regions.map(({ field }) => field).toSorted()).toEqual(['a.png', 'c.png']);
  });

  it('judges each field of a folder at its own scale, and looks at none that was set aside', async () => {
    const side = 600;
    const coarse = blankPicture(side, side, 240);
    spreadCells(coarse, 0, side);
    // The same cells at a quarter of a micrometre: four times as large, so that a field is one block.
    const picture = blankPicture(3 * side, side, 240);
    for (let y = 0; y < side; y += 1) for (let x = 0; x < 3 * side; x += 1) {
      const from = x < side ? 3 * (y * side + x) : 3 * ((y >> 2) * side + ((x % side) >> 2));
      picture.rgb.set(coarse.rgb.subarray(from, from + 3), 3 * (y * 3 * side + x));
    }
    const fields = ['dry.png', 'oil.png', 'aside.png'].map((name, i) => ({ name, box: { xPx: i * side, yPx: 0, widthPx: side, heightPx: side } }));
    const scales: Readonly<Record<string, number>> = { 'dry.png': 1, 'oil.png': 0.25 };
    const { map, regions } = await chooseRegions(pictureSlide(picture, fields, 200), (field) => scales[field], settings);
    const blocksOf = (field: string) => map.blocks.filter((block) => block.field === field).map(({ quality }) => quality);
    expect(blocksOf('oil.png')).toEqual(['good']);
    expect(blocksOf('dry.png')).toEqual(new Array(9).fill('good'));
    expect(blocksOf('aside.png')).toEqual([]);
    expect(regions).toHaveLength(10);
  });

  it('judges each large field of a folder by its own glass, however bright the others are', async () => {
    const side = 500;
    const picture = blankPicture(2 * side, side, 240);
    spreadCells(picture, 0, 2 * side);
    for (let y = 0; y < side; y += 1) for (let at = 3 * (y * 2 * side + side); at < 3 * (y + 1) * 2 * side; at += 1) picture.rgb[at] = Math.round(picture.rgb[at] * 0.85);
    const fields = ['bright.png', 'dark.png'].map((name, i) => ({ name, box: { xPx: i * side, yPx: 0, widthPx: side, heightPx: side } }));
    const { map } = await chooseRegions(pictureSlide(picture, fields, 100), () => 1, settings);
    const qualities = fields.map(({ name }) => map.blocks.filter(({ field }) => field === name).map(({ quality }) => quality));
    expect(qualities).toEqual([new Array(9).fill('good'), new Array(9).fill('good')]);
  });

  it('looks further in the order drawn, so that all together is what looking at everything gives', async () => {
    const picture = glass();
    spreadCells(picture, 300, 1200);
    const intact = pictureSlide(picture, undefined, 100);
    const damaged = new MyeloscopeError('slide-unreadable', 'a tile is damaged');
    const slide = { ...intact, readRegion: (...asked: Parameters<typeof intact.readRegion>) => (asked[1] === 1000 && asked[3] < 1000 ? Promise.reject(damaged) : intact.readRegion(...asked)) };
    const whole = await chooseRegions(slide, () => 1, settings);
    expect(whole.leftOut).toHaveLength(1);
    for (const mostExamined of [0, 1, 4, 7]) {
      const first = await chooseRegions(slide, () => 1, { ...settings, mostExamined });
      const further = await chooseFurther(slide, () => 1, first.map);
      expect([...first.regions, ...further.regions]).toEqual(whole.regions);
      expect(first.regions.length).toBeLessThan(whole.regions.length);
      expect({ map: further.map, leftOut: further.leftOut }).toEqual({ map: whole.map, leftOut: whole.leftOut });
    }
  });

  it('passes over a damaged part, and says so where everything is damaged', async () => {
    const picture = glass();
    spreadCells(picture, 0, 1200);
    const slide = pictureSlide(picture, undefined, 100);
    const damaged = new MyeloscopeError('slide-unreadable', 'a tile is damaged');
    const partly = await chooseRegions({ ...slide, readRegion: (level, x, y, w, h) => (x < 200 && w < 1000 ? Promise.reject(damaged) : slide.readRegion(level, x, y, w, h)) }, () => 1, settings);
    expect(partly.map.blocks.filter(({ quality }) => quality === 'damaged')).toHaveLength(2);
    expect(partly.leftOut).toEqual([{ field: 'picture', problem: "2 of its 12 parts can't be read; the first: a tile is damaged", kind: 'unreadable' }]);
    expect(partly.regions.length).toBe(partly.map.blocks.length - 2);
    await expect(chooseRegions({ ...slide, readRegion: (level, x, y, w, h) => (w < 1000 ? Promise.reject(damaged) : slide.readRegion(level, x, y, w, h)) }, () => 1, settings)).rejects.toBe(damaged);
  });

  it('stops on request', async () => {
    await expect(chooseRegions(pictureSlide(glass()), () => 1, settings, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
