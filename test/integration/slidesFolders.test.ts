import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { openSlide } from '#main/slides/openSlide.ts';
import { comparePictures, hasProgram, readWithVips, realPictures } from '../fixtures/slides/comparePictures.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'field-folders-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const real = path.join(realPictures, 'blood-fields/images');

/** A field of one colour with its number in the red. */
const flat = (number: number, widthPx = 60, heightPx = 40) => sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: { r: number, g: 100, b: 200 } } });

describe('a folder of fields', () => {
  const fields = path.join(folder, 'fields');
  beforeAll(async () => {
    mkdirSync(path.join(fields, 'deeper'), { recursive: true });
    for (const number of [10, 2, 1]) await flat(number).png().toFile(path.join(fields, `field ${number}.png`));
    await flat(3, 100, 20).tiff({ compression: 'lzw', xres: 4000, yres: 4000, resolutionUnit: 'cm' }).toFile(path.join(fields, 'field 3.tif'));
    writeFileSync(path.join(fields, 'field 4.jpg'), 'cut off long ago');
    writeFileSync(path.join(fields, 'field 5.jpg'), '');
    writeFileSync(path.join(fields, 'notes.csv'), 'not a picture');
    writeFileSync(path.join(fields, '.hidden.png'), 'x');
    await flat(7).png().toFile(path.join(fields, 'deeper', 'other.png'));
  });

  test('lies side by side in natural order, with bad fields named', async () => {
    const slide = await openSlide(fields);
    expect(slide.format).toBe('Folder of 4 field pictures');
    expect(slide.fields.map(({ name }) => name)).toEqual(['field 1.png', 'field 2.png', 'field 3.tif', 'field 4.jpg', 'field 5.jpg', 'field 10.png']);
    expect(slide.fields.map(({ problem }) => problem === undefined)).toEqual([true, true, true, false, false, true]);
    expect(slide.fields[3].problem).toBe('it is of no kind that is read here');
    expect(slide.fields[4].problem).toBe('it is empty');
    // One of four states a scale: it is that picture's own, and lent to none of another size.
    expect(slide.micrometresPerPixel).toBeUndefined();
    expect(slide.fields.map(({ micrometresPerPixel }) => micrometresPerPixel)).toEqual([undefined, undefined, expect.closeTo(0.25, 6), undefined, undefined, undefined]);
    const usable = slide.fields.filter(({ problem }) => problem === undefined);
    for (const [index, { box, name }] of usable.entries()) {
      for (const other of usable.slice(index + 1)) {
        const apart = box.xPx + box.widthPx + 64 <= other.box.xPx || other.box.xPx + other.box.widthPx + 64 <= box.xPx || box.yPx + box.heightPx + 64 <= other.box.yPx;
        expect(apart, `${name} and ${other.name}`).toBe(true);
      }
      const { rgb } = await slide.readRegion(0, box.xPx - 1, box.yPx, box.widthPx + 1, box.heightPx);
      expect([...rgb.subarray(0, 6)]).toEqual([255, 255, 255, Number(/\d+/.exec(name)![0]), 100, 200]);
      expect([...rgb.subarray(-3)]).toEqual([Number(/\d+/.exec(name)![0]), 100, 200]);
    }
    await slide.close();
  });

  test('gives each picture the scale that it states, or at least half of those of its size do, where none contradicts', async () => {
    const folder = path.join(fields, 'deeper', 'stated');
    mkdirSync(folder);
    // sharp counts pixels a millimetre: 4000 of them are 0.25 µm a pixel.
    const stating = (number: number, pixelsPerMillimetre: number, widthPx = 60) => flat(number, widthPx).tiff({ compression: 'lzw', xres: pixelsPerMillimetre, yres: pixelsPerMillimetre, resolutionUnit: 'cm' }).toFile(path.join(folder, `${String(number)}.tif`));
    const scales = async () => {
      const slide = await openSlide(folder);
      await slide.close();
      return [slide.micrometresPerPixel, ...slide.fields.map(({ micrometresPerPixel }) => micrometresPerPixel)].map((scale) => scale && Number(scale.toFixed(6)));
    };
    await flat(1).png().toFile(path.join(folder, '1.png'));
    await stating(2, 4000);
    expect(await scales()).toEqual([0.25, 0.25, 0.25]);
    await flat(3).png().toFile(path.join(folder, '3.png'));
    expect(await scales()).toEqual([undefined, undefined, 0.25, undefined]);
    await stating(4, 4000);
    expect(await scales()).toEqual([0.25, 0.25, 0.25, 0.25, 0.25]);
    // Of another camera: what the others state says nothing of it.
    await flat(5, 80).png().toFile(path.join(folder, '5.png'));
    expect(await scales()).toEqual([undefined, 0.25, 0.25, 0.25, 0.25, undefined]);
    await stating(6, 2000, 80);
    expect(await scales()).toEqual([undefined, 0.25, 0.25, 0.25, 0.25, 0.5, 0.5]);
    await stating(7, 2000);
    expect(await scales()).toEqual([undefined, undefined, 0.25, undefined, 0.25, 0.5, 0.5, 0.5]);
    rmSync(folder, { recursive: true });
  });

  test('has a hash that knows names and bytes, and nothing else', async () => {
    const before = await openSlide(fields).then(async (slide) => slide.hash());
    writeFileSync(path.join(fields, 'notes.csv'), 'other words');
    expect(await openSlide(fields).then(async (slide) => slide.hash())).toBe(before);
    await flat(11).png().toFile(path.join(fields, 'field 11.png'));
    expect(await openSlide(fields).then(async (slide) => slide.hash())).not.toBe(before);
    rmSync(path.join(fields, 'field 11.png'));
  });

  test('takes the pictures of its folder "images" where it has none itself', async () => {
    const outer = path.join(folder, 'outer');
    mkdirSync(path.join(outer, 'images'), { recursive: true });
    writeFileSync(path.join(outer, 'boxes.csv'), 'a,b');
    await flat(9).jpeg({ quality: 100 }).toFile(path.join(outer, 'images', 'only.jpg'));
    const slide = await openSlide(outer);
    expect(slide.fields.map(({ name, box }) => [name, box.widthPx])).toEqual([['only.jpg', 60]]);
    expect(slide.format).toBe('Folder of 1 field picture');
    await slide.close();
  });

  test('a field that goes or changes while it is in use is named', async () => {
    const some = path.join(folder, 'going');
    mkdirSync(some);
    await flat(1).png().toFile(path.join(some, 'a.png'));
    await flat(2).png().toFile(path.join(some, 'b.png'));
    const slide = await openSlide(some);
    rmSync(path.join(some, 'a.png'));
    await flat(2, 61, 40).png().toFile(path.join(some, 'b.png'));
    const { box: a } = slide.fields[0];
    const { box: b } = slide.fields[1];
    await expect(slide.readRegion(0, a.xPx, a.yPx, 10, 10)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('a.png') as string });
    await expect(slide.readRegion(0, b.xPx, b.yPx, 10, 10)).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining('b.png') as string });
    await slide.close();
  });

  test('a picture too large to be decoded whole is named, and does not stop the others', async () => {
    const some = path.join(folder, 'with-slide');
    mkdirSync(some);
    await flat(1).png().toFile(path.join(some, 'a.png'));
    const bmp = Buffer.alloc(54 + 1024);
    bmp.write('BM');
    for (const [place, number] of [[10, 1078], [14, 40], [18, 11_000], [22, 11_000]]) bmp.writeUInt32LE(number, place);
    bmp.writeUInt16LE(8, 28);
    writeFileSync(path.join(some, 'slide.bmp'), bmp);
    // The rest is a hole in the file: 121 megapixels that take no room.
    truncateSync(path.join(some, 'slide.bmp'), 1078 + 11_000 * 11_000);
    const slide = await openSlide(some);
    expect(slide.fields[1].problem).toMatch(/too large .* single picture of 11000 by 11000/);
    await slide.close();
  });
});

describe('single pictures', () => {
  test('read as libvips reads them, BMP too', async (context) => {
    if (!existsSync(real) || !hasProgram('vips')) context.skip('the real pictures or vips (libvips-tools) are not here');
    for (const name of readdirSync(real).sort().filter((_, index) => index % 150 === 0)) {
      const slide = await openSlide(path.join(real, name));
      const [{ widthPx, heightPx }] = slide.levels;
      const wanted = readWithVips(folder, path.join(real, name));
      const picture = await slide.readRegion(0, 0, 0, widthPx, heightPx);
      const difference = comparePictures(picture, wanted);
      expect(difference.mean).toBeLessThan(1.2);
      expect(difference.largest).toBeLessThanOrEqual(40);
      await slide.close();
    }
  });

  test.each([['8', 'grey PNG'], ['24', 'BMP of 24 bits'], ['32', 'BMP of 32 bits'], ['palette', 'BMP with a palette'], ['down', 'BMP from the top down']])('%s: %s', async (kind) => {
    const [widthPx, heightPx] = [13, 7];
    const value = (x: number, y: number, channel: number) => (kind === '8' || kind === 'palette' ? 17 * y + x : 16 * x + 3 * y + 40 * channel) & 255;
    const file = path.join(folder, `kind-${kind}`);
    if (kind === '8') await sharp(Uint8Array.from({ length: widthPx * heightPx }, (_, index) => value(index % widthPx, Math.floor(index / widthPx), 0)), { raw: { width: widthPx, height: heightPx, channels: 1 } }).png().toFile(file);
    else {
      const bits = kind === 'palette' ? 8 : kind === '32' ? 32 : 24;
      const rowBytes = Math.ceil((widthPx * bits) / 32) * 4;
      const start = 54 + (bits === 8 ? 1024 : 0);
      const bmp = Buffer.alloc(start + rowBytes * heightPx);
      bmp.write('BM');
      for (const [place, number] of [[10, start], [14, 40], [18, widthPx]]) bmp.writeUInt32LE(number, place);
      bmp.writeInt32LE(kind === 'down' ? -heightPx : heightPx, 22);
      bmp.writeUInt16LE(bits, 28);
      if (bits === 8) for (let colour = 0; colour < 256; colour += 1) bmp.fill(colour, 54 + 4 * colour, 54 + 4 * colour + 3);
      for (let y = 0; y < heightPx; y += 1) for (let x = 0; x < widthPx; x += 1) {
        const place = start + rowBytes * (kind === 'down' ? y : heightPx - 1 - y) + (x * bits) / 8;
        if (bits === 8) bmp[place] = value(x, y, 0); else for (let channel = 0; channel < 3; channel += 1) bmp[place + 2 - channel] = value(x, y, channel);
      }
      writeFileSync(file, bmp);
    }
    const slide = await openSlide(file);
    const { rgb } = await slide.readRegion(0, 0, 0, widthPx, heightPx);
    expect([...rgb]).toEqual(Array.from({ length: 3 * widthPx * heightPx }, (_, index) => value(Math.floor(index / 3) % widthPx, Math.floor(index / 3 / widthPx), index % 3)));
    await slide.close();
  });

  test('PNG with transparency is laid on white, 16 bits become 8', async () => {
    await sharp({ create: { width: 4, height: 4, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0.5 } } }).png().toFile(path.join(folder, 'alpha.png'));
    const slide = await openSlide(path.join(folder, 'alpha.png'));
    const [red, green] = (await slide.readTile(0, 0, 0)).rgb;
    expect(red).toBe(255);
    expect(Math.abs(green - 127)).toBeLessThanOrEqual(1);
    await slide.close();
    await sharp({ create: { width: 4, height: 4, channels: 3, background: { r: 200, g: 100, b: 50 } } }).toColourspace('rgb16').png().toFile(path.join(folder, 'deep.png'));
    const deep = await openSlide(path.join(folder, 'deep.png'));
    expect([...(await deep.readTile(0, 0, 0)).rgb.subarray(0, 3)]).toEqual([200, 100, 50]);
    await deep.close();
  });

  test('orientation in EXIF moves no pixel', async () => {
    const file = path.join(folder, 'turned.jpg');
    await flat(50, 80, 40).jpeg().withMetadata({ orientation: 6 }).toFile(file);
    const slide = await openSlide(file);
    expect(slide.levels[0]).toMatchObject({ widthPx: 80, heightPx: 40 });
    await slide.close();
  });

  test('MRXS asks for OpenSlide by the folder beside it', async () => {
    process.env.MYELOSCOPE_OPENSLIDE = path.join(folder, 'none.so');
    mkdirSync(path.join(folder, 'scan'));
    writeFileSync(path.join(folder, 'scan', 'Slidedat.ini'), '[GENERAL]');
    await flat(1).jpeg().toFile(path.join(folder, 'scan.mrxs'));
    await expect(openSlide(path.join(folder, 'scan.mrxs'))).rejects.toMatchObject({ code: 'slide-unsupported', message: expect.stringMatching(/3DHISTECH MRXS slide. OpenSlide is needed/) as string });
    delete process.env.MYELOSCOPE_OPENSLIDE;
    // Without that folder it is the picture that its bytes say.
    copyFileSync(path.join(folder, 'scan.mrxs'), path.join(folder, 'label.mrxs'));
    expect((await openSlide(path.join(folder, 'label.mrxs'))).format).toBe('JPEG picture');
  });
});

