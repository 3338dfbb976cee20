import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import type { SlideField } from '#main/slides/slideSource.ts';
import { darkPieceDetector as detector } from '../detection/darkPieceDetector.ts';
import { pictureSlide } from '../detection/pictureSlide.ts';
import { measureScale } from './measureScale.ts';

/** Draws red cells of 7 µm by their edge, 7.5 µm by the box that people draw about them, into part of a picture. */
function drawRedCells(picture: RgbPicture, part: BoxPx, micrometresPerPixel: number, spacingUm = 11): void {
  const random = seededRandom(5);
  const [radius, spacing] = [3.5 / micrometresPerPixel, spacingUm / micrometresPerPixel];
  for (let y = part.yPx + spacing / 2; y < part.yPx + part.heightPx - radius; y += spacing) {
    for (let x = part.xPx + spacing / 2; x < part.xPx + part.widthPx - radius; x += spacing) {
      const [u, v, r] = [x + random.between(-1, 1), y + random.between(-1, 1), radius * random.between(0.95, 1.05)];
      for (let row = Math.floor(v - r); row <= v + r; row += 1) {
        for (let column = Math.floor(u - r); column <= u + r; column += 1) {
          if (Math.hypot(column + 0.5 - u, row + 0.5 - v) < r && row >= 0 && column >= 0 && row < picture.heightPx && column < picture.widthPx) picture.rgb.set([200, 140, 150], 3 * (row * picture.widthPx + column));
        }
      }
    }
  }
}

describe('measureScale', () => {
  it.each([0.06, 0.1, 0.25, 0.5])('finds %f µm a pixel in a picture of red cells', async (micrometresPerPixel) => {
    const picture = blankPicture(900, 900, 235);
    drawRedCells(picture, { xPx: 0, yPx: 0, widthPx: 900, heightPx: 900 }, micrometresPerPixel);
    const measured = await measureScale(pictureSlide(picture), detector);
    expect(measured.micrometresPerPixel / micrometresPerPixel).toBeGreaterThan(0.92);
    expect(measured.micrometresPerPixel / micrometresPerPixel).toBeLessThan(1.09);
    expect(measured.redCells).toBeGreaterThanOrEqual(6);
    expect(measured.spread).toBeLessThan(0.1);
    expect(measured.unknown).toEqual([]);
  });

  it('says that the scale is unknown where no red cells lie', async () => {
    await expect(measureScale(pictureSlide(blankPicture(300, 300, 235)), detector)).rejects.toMatchObject({ code: 'scale-unknown' });
  });

  const folder = (sizes: readonly { side: number; scale: number; spacingUm?: number; stated?: number }[]) => {
    const picture = blankPicture(sizes.reduce((sum, { side }) => sum + side, 0), Math.max(...sizes.map(({ side }) => side)), 235);
    const fields: SlideField[] = [];
    let xPx = 0;
    for (const [index, { side, scale, spacingUm, stated }] of sizes.entries()) {
      const box = { xPx, yPx: 0, widthPx: side, heightPx: side };
      drawRedCells(picture, box, scale, spacingUm);
      fields.push({ name: `${index}.png`, box, ...(stated !== undefined && { micrometresPerPixel: stated }) });
      xPx += side;
    }
    return pictureSlide(picture, fields);
  };

  it('gives pictures of two cameras in one folder each their own scale', async () => {
    const measured = await measureScale(folder([{ side: 400, scale: 0.1 }, { side: 500, scale: 0.2 }, { side: 400, scale: 0.1 }, { side: 500, scale: 0.2 }]), detector);
    for (const [index, scale] of [0.1, 0.2, 0.1, 0.2].entries()) expect(Math.abs(Math.log(measured.scaleOfField(`${index}.png`)! / scale))).toBeLessThan(0.1);
    expect(measured.unknown).toEqual([]);
    expect(measured.groups.map(({ fields }) => fields.toSorted()).toSorted()).toEqual([['0.png', '2.png'], ['1.png', '3.png']]);
    for (const { micrometresPerPixel, fields, redCells, spread } of measured.groups) {
      expect(fields.map((name) => measured.scaleOfField(name))).toEqual([micrometresPerPixel, micrometresPerPixel]);
      expect(redCells).toBeGreaterThanOrEqual(6);
      expect(spread).toBeLessThan(0.1);
    }
  });

  it('tells cameras apart even where their pictures have one size', async () => {
    const measured = await measureScale(folder([{ side: 450, scale: 0.1 }, { side: 450, scale: 0.1 }, { side: 450, scale: 0.21 }, { side: 450, scale: 0.1 }]), detector);
    for (const [index, scale] of [0.1, 0.1, 0.21, 0.1].entries()) expect(Math.abs(Math.log(measured.scaleOfField(`${index}.png`)! / scale))).toBeLessThan(0.1);
  });

  it('gives a second camera its scale too where its pictures have one size with the first\'s and too few red cells each', async () => {
    const [first, second] = [{ side: 300, scale: 0.1, spacingUm: 9 }, { side: 300, scale: 0.21, spacingUm: 28 }];
    const measured = await measureScale(folder([first, first, first, second, second, second, second]), detector);
    for (const [index, scale] of [0.1, 0.1, 0.1, 0.21, 0.21, 0.21, 0.21].entries()) expect(Math.abs(Math.log((measured.scaleOfField(`${index}.png`) ?? 1) / scale))).toBeLessThan(0.1);
  });

  it('lends a second camera\'s pictures of the same size no scale where their few red cells speak against it', async () => {
    const [first, second] = [{ side: 300, scale: 0.1, spacingUm: 9 }, { side: 300, scale: 0.059, spacingUm: 17 }];
    const measured = await measureScale(folder([first, first, first, second, second, second, second]), detector);
    expect(measured.micrometresPerPixel / 0.1).toBeCloseTo(1, 1);
    expect(['0.png', '3.png', '6.png'].map((name) => measured.scaleOfField(name))).toEqual([measured.micrometresPerPixel, undefined, undefined]);
    expect(measured.unknown.find(({ field }) => field === '3.png')?.problem).toMatch(/to tell whether the camera of other pictures of its size took it/u);
  });

  it('measures no scale from pieces of which none is round on bare glass', async () => {
    // Four-cornered pieces as large as red cells at 0.46 µm a pixel, as parts of large nuclei are at a wrong scale.
    const picture = blankPicture(400, 400, 235);
    for (let y = 0; y < 400; y += 1) for (let x = 0; x < 400; x += 1) if (x % 24 >= 8 && y % 24 >= 8) picture.rgb.set([200, 140, 150], 3 * (y * 400 + x));
    await expect(measureScale(pictureSlide(picture), detector)).rejects.toMatchObject({ code: 'scale-unknown' });
  });

  it('measures a picture so enlarged that a red cell is 400 pixels wide', async () => {
    const measured = await measureScale(folder([{ side: 2400, scale: 0.0175, spacingUm: 10 }]), detector);
    expect(measured.micrometresPerPixel / 0.0175).toBeCloseTo(1, 1);
  });

  it('lends a picture with few red cells the scale of its camera', async () => {
    const measured = await measureScale(folder([{ side: 400, scale: 0.1 }, { side: 400, scale: 0.1 }, { side: 400, scale: 0.1, spacingUm: 30 }]), detector);
    expect(measured.scaleOfField('2.png')).toBe(measured.micrometresPerPixel);
    expect(measured.unknown).toEqual([]);
  });

  it('leaves no picture of the one camera out because a single one of another lies among them', async () => {
    const sparse = { side: 300, scale: 0.1, spacingUm: 14 };
    const measured = await measureScale(folder([...Array.from({ length: 12 }, () => sparse), { side: 300, scale: 0.21, spacingUm: 9 }]), detector);
    expect(measured.unknown).toEqual([]);
    for (let i = 0; i < 12; i += 1) expect(Math.abs(Math.log(measured.scaleOfField(`${i}.png`)! / 0.1))).toBeLessThan(0.1);
    expect(Math.abs(Math.log(measured.scaleOfField('12.png')! / 0.21))).toBeLessThan(0.1);
  });

  it('keeps what two cameras say each by few red cells, where they say nothing together', async () => {
    const [first, second] = [{ side: 240, scale: 0.1, spacingUm: 9 }, { side: 200, scale: 0.2, spacingUm: 16 }];
    const measured = await measureScale(folder([first, first, second, second]), detector);
    // Boxes decide of so few, and find them a little small.
    for (const [index, scale] of [0.1, 0.1, 0.2, 0.2].entries()) expect(Math.abs(Math.log((measured.scaleOfField(`${index}.png`) ?? 9) / scale))).toBeLessThan(0.2);
    expect(measured.redCells).toBeLessThan(12);
  });

  it('lends a second camera that can\'t be measured no scale, and names its pictures', async () => {
    const bare = { side: 500, scale: 0.25, spacingUm: 5000 };
    const measured = await measureScale(folder([{ side: 600, scale: 0.1 }, { side: 600, scale: 0.1 }, bare, bare]), detector);
    expect(measured.micrometresPerPixel / 0.1).toBeCloseTo(1, 1);
    expect(measured.unknown.map(({ field, kind }) => [field, kind]).toSorted()).toEqual([['2.png', 'notCounted'], ['3.png', 'notCounted']]);
    expect(measured.unknown[0].problem).toMatch(/not stated, and too few red cells/u);
    expect(['0.png', '2.png'].map((name) => measured.scaleOfField(name))).toEqual([measured.micrometresPerPixel, undefined]);
  });

  it('believes what pictures state, and measures the others', async () => {
    const stated = { side: 400, scale: 0.1, stated: 0.105 };
    const measured = await measureScale(folder([stated, stated, stated, { side: 500, scale: 0.2 }, { side: 500, scale: 0.2 }]), detector);
    expect(measured).toMatchObject({ micrometresPerPixel: 0.105, origin: 'file', unknown: [] });
    expect(['0.png', '1.png', '2.png'].map((name) => measured.scaleOfField(name))).toEqual([0.105, 0.105, 0.105]);
    expect(measured.scaleOfField('3.png')! / 0.2).toBeCloseTo(1, 1);
    expect(measured.redCells).toBeGreaterThanOrEqual(6);
    const mostSilent = await measureScale(folder([stated, { side: 500, scale: 0.2 }, { side: 500, scale: 0.2 }]), detector);
    expect([mostSilent.origin, mostSilent.scaleOfField('0.png')]).toEqual(['redCells', 0.105]);
    expect(mostSilent.micrometresPerPixel / 0.2).toBeCloseTo(1, 1);
  });

  it('needs no red cells where all pictures state a scale', async () => {
    const bare = { side: 300, scale: 0.1, spacingUm: 5000 };
    const measured = await measureScale(folder([{ ...bare, stated: 0.1 }, { ...bare, stated: 0.25 }, { ...bare, stated: 0.25 }]), detector);
    expect(measured).toMatchObject({ micrometresPerPixel: 0.25, origin: 'file', redCells: null, spread: null, unknown: [] });
    expect(measured.scaleOfField('0.png')).toBe(0.1);
  });

  describe('with fields whose bytes are damaged', () => {
    /** Field pictures of red cells as JPEG files on the disk; those named are cut in half, behind a header that is whole. */
    async function writeFields(cut: readonly number[], count = 4, drawn = true): Promise<string> {
      const directory = mkdtempSync(path.join(tmpdir(), 'scale-'));
      directories.push(directory);
      for (let i = 0; i < count; i += 1) {
        const picture = blankPicture(400, 400, 235);
        if (drawn) drawRedCells(picture, { xPx: 0, yPx: 0, widthPx: 400, heightPx: 400 }, 0.1);
        const jpeg = await sharp(picture.rgb, { raw: { width: 400, height: 400, channels: 3 } }).jpeg({ quality: 95 }).toBuffer();
        writeFileSync(path.join(directory, `field-${i}.jpg`), cut.includes(i) ? jpeg.subarray(0, jpeg.length / 2) : jpeg);
      }
      return directory;
    }
    async function measure(directory: string) {
      const slide = await openSlide(directory);
      try {
        // The header of a cut picture is good: only decoding it shows the damage.
        expect(slide.fields.filter(({ problem }) => problem !== undefined)).toEqual([]);
        return await measureScale(slide, detector);
      } finally {
        await slide.close();
      }
    }
    const directories: string[] = [];
    afterEach(() => { for (const directory of directories.splice(0)) rmSync(directory, { recursive: true }); });

    it('passes over them, and measures the same as without them', async () => {
      const whole = await measure(await writeFields([], 3));
      const withCut = await measure(await writeFields([1]));
      expect(withCut.micrometresPerPixel).toBe(whole.micrometresPerPixel);
      expect(withCut).toMatchObject({ redCells: whole.redCells, spread: whole.spread, unknown: [] });
      expect(withCut.scaleOfField('field-1.jpg')).toBe(whole.micrometresPerPixel);
    });

    it('says so where none can be decoded, and names the first', async () => {
      await expect(measure(await writeFields([0], 1))).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining('field-0.jpg') as string });
      await expect(measure(await writeFields([0, 1], 2))).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringMatching(/none of its 2 pictures .* the first: .*field-\d\.jpg/u) as string });
    });

    it('tells of them where the others hold too few red cells', async () => {
      await expect(measure(await writeFields([2], 4, false))).rejects.toMatchObject({ code: 'scale-unknown', message: expect.stringContaining("1 of its 4 pictures can't be decoded, the first of them field-2.jpg") as string });
    });
  });

  it('stops on request', async () => {
    await expect(measureScale(pictureSlide(blankPicture(300, 300, 235)), detector, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
