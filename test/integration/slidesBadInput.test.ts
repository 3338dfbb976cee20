import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { openSlide } from '#main/slides/openSlide.ts';
import { writePyramidalTiff } from '#main/slides/tiff/writePyramidalTiff.ts';
import type { BuiltPage, BuiltTag } from '../fixtures/slides/buildTiff.ts';
import { buildTiff, plainTiledPage, rgbTags } from '../fixtures/slides/buildTiff.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'bad-slides-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const at = (name: string) => path.join(folder, name);
const put = (name: string, bytes: Uint8Array | string): string => { writeFileSync(at(name), bytes); return at(name); };

/** The error of opening a slide and reading its first tile; fails where there is none, or it is no typed one or does not name the file. */
async function errorOf(file: string): Promise<MyeloscopeError> {
  try {
    const slide = await openSlide(file);
    try { await slide.readTile(0, 0, 0); } finally { await slide.close(); }
  } catch (error) {
    expect(error).toBeInstanceOf(MyeloscopeError);
    expect((error as MyeloscopeError).message).toContain(file);
    expect((error as MyeloscopeError).message).not.toMatch(/undefined|NaN|\[object/);
    return error as MyeloscopeError;
  }
  throw new Error(`${file} was read without an error`);
}

const good = () => buildTiff([plainTiledPage(40, 30)]);
const tag = (number: number, type: number, values: BuiltTag['values']): BuiltTag => ({ tag: number, type, values });
const one = (page: BuiltPage, options?: Parameters<typeof buildTiff>[1]) => buildTiff([page], options);

test('the builder of these files builds good ones too, in every form', async () => {
  for (const options of [{}, { littleEndian: false }, { big: true }, { littleEndian: false, big: true }]) {
    const slide = await openSlide(put('good.tif', buildTiff([plainTiledPage(40, 30)], options)));
    const picture = await slide.readRegion(0, 0, 0, 40, 30);
    // Tile 4 is the second of the second row.
    expect([...picture.rgb.subarray(3 * (20 * 40 + 20), 3 * (20 * 40 + 20) + 3)]).toEqual([64, 65, 66]);
    await slide.close();
  }
});

describe('bad TIFFs are refused, each with its reason', () => {
  const cases: readonly { name: string; bytes: () => Uint8Array; code: string; says: RegExp }[] = [
    { name: 'empty', bytes: () => new Uint8Array(), code: 'slide-unreadable', says: /is empty/ },
    { name: 'header only', bytes: () => good().subarray(0, 8), code: 'slide-unreadable', says: /beyond its end/ },
    { name: 'six bytes', bytes: () => good().subarray(0, 6), code: 'slide-unreadable', says: /header is damaged/ },
    { name: 'cut in its directory', bytes: () => good().subarray(0, good().length - 40), code: 'slide-unreadable', says: /beyond its end/ },
    { name: 'no page', bytes: () => buildTiff([]), code: 'slide-unreadable', says: /without pages/ },
    { name: 'zero width', bytes: () => one(plainTiledPage(40, 30, [tag(256, 4, [0])])), code: 'slide-unreadable', says: /0 by 30 pixels/ },
    { name: 'zero tile', bytes: () => one(plainTiledPage(40, 30, [tag(322, 3, [0])])), code: 'slide-unreadable', says: /tiles of 0/ },
    { name: 'too few tiles', bytes: () => one(plainTiledPage(40, 30, [tag(256, 4, [400])])), code: 'slide-unreadable', says: /needs 50 tiles and lists 6/ },
    { name: 'a chain in a circle', bytes: () => buildTiff([plainTiledPage(40, 30), plainTiledPage(20, 15)], { nextOf: (page, offsets) => (page === 1 ? offsets[0] : undefined) }), code: 'slide-unreadable', says: /circle/ },
    { name: 'a page that follows itself', bytes: () => buildTiff([plainTiledPage(40, 30)], { nextOf: (_, offsets) => offsets[0] }), code: 'slide-unreadable', says: /circle/ },
    { name: 'a chain past the end', bytes: () => buildTiff([plainTiledPage(40, 30)], { nextOf: () => 0x7fff_fff0 }), code: 'slide-unreadable', says: /beyond its end/ },
    { name: 'absurd tag count', bytes: () => { const bytes = good(); bytes.writeUInt16LE(0xffff, bytes.readUInt32LE(4)); return bytes; }, code: 'slide-unreadable', says: /65535 tags/ },
    { name: 'absurd tag count in BigTIFF', bytes: () => { const bytes = one(plainTiledPage(40, 30), { big: true }); bytes.writeBigUInt64LE(0xffff_ffff_ffffn, Number(bytes.readBigUInt64LE(8))); return bytes; }, code: 'slide-unreadable', says: /tags/ },
    { name: 'tile offsets past the end', bytes: () => one({ tags: rgbTags(16, 16, 16, [tag(324, 4, [0x7fff_0000]), tag(325, 4, [768])]) }), code: 'slide-unreadable', says: /tile at column 0, row 0 of level 0 would lie beyond its end/ },
    { name: 'absurd byte count', bytes: () => one({ tags: rgbTags(16, 16, 16, [tag(324, 4, [8]), tag(325, 4, [0xffff_ffff])]) }), code: 'slide-unreadable', says: /beyond its end/ },
    { name: 'a million values of one tag', bytes: () => { const page = plainTiledPage(40, 30, [tag(270, 2, 'words that do not fit in')]); const bytes = one(page); for (let entry = bytes.readUInt32LE(4) + 2; ; entry += 12) if (bytes.readUInt16LE(entry) === 270) { bytes.writeUInt32LE(0xffff_fff0, entry + 4); return bytes; } }, code: 'slide-unreadable', says: /tag 270 claims/ },
    { name: 'tiles all missing', bytes: () => one({ tags: rgbTags(16, 16, 16, [tag(324, 4, [0]), tag(325, 4, [0])]) }), code: 'slide-unreadable', says: /no pixels at all/ },
    { name: '100,000 by 100,000 px in strips', bytes: () => one({ tags: [tag(256, 4, [100_000]), tag(257, 4, [100_000]), tag(258, 3, [8, 8, 8]), tag(259, 3, [5]), tag(262, 3, [2]), tag(277, 3, [3]), tag(278, 4, [1]), tag(273, 4, new Array<number>(100_000).fill(8)), tag(279, 4, new Array<number>(100_000).fill(100))] }), code: 'slide-too-large', says: /100000 by 100000 pixels in strips/ },
    { name: '100,000 by 100,000 px in one strip', bytes: () => one({ tags: [tag(256, 4, [100_000]), tag(257, 4, [100_000]), tag(258, 3, [8, 8, 8]), tag(259, 3, [1]), tag(262, 3, [2]), tag(277, 3, [3]), tag(273, 4, [8]), tag(279, 4, [100])] }), code: 'slide-unsupported', says: /pieces of 100000 by 100000/ },
    { name: 'a tile of 60,000 by 60,000 px', bytes: () => one({ tags: rgbTags(60_000, 60_000, 60_000, [tag(324, 4, [8]), tag(325, 4, [100])]) }), code: 'slide-unsupported', says: /pieces of 60000/ },
    { name: 'a tile cut short', bytes: () => one({ tags: rgbTags(16, 16, 16), blocks: [new Uint8Array(700)], offsetsTag: 324, byteCountsTag: 325 }), code: 'slide-unreadable', says: /tile at column 0, row 0 of level 0 .* end early/ },
    { name: 'LZW that is none', bytes: () => one({ tags: rgbTags(16, 16, 16, [tag(259, 3, [5])]), blocks: [new Uint8Array(300).fill(0xff)], offsetsTag: 324, byteCountsTag: 325 }), code: 'slide-unreadable', says: /packed bytes are damaged/ },
    { name: 'a deflate bomb', bytes: () => one({ tags: rgbTags(16, 16, 16, [tag(259, 3, [8])]), blocks: [deflateSync(new Uint8Array(50_000_000))], offsetsTag: 324, byteCountsTag: 325 }), code: 'slide-unreadable', says: /packed bytes are damaged/ },
    { name: 'a JPEG tile that is none', bytes: () => one({ tags: rgbTags(16, 16, 16, [tag(259, 3, [7])]), blocks: [new Uint8Array(300)], offsetsTag: 324, byteCountsTag: 325 }), code: 'slide-unreadable', says: /no JPEG/ },
    { name: 'a JPEG 2000 tile that is none', bytes: () => one({ tags: rgbTags(16, 16, 16, [tag(259, 3, [33005])]), blocks: [new Uint8Array(300)], offsetsTag: 324, byteCountsTag: 325 }), code: 'slide-unreadable', says: /JPEG 2000/ },
    { name: 'old-style JPEG', bytes: () => one(plainTiledPage(40, 30, [tag(259, 3, [6])])), code: 'slide-unsupported', says: /old-style JPEG/ },
    { name: 'WebP', bytes: () => one(plainTiledPage(40, 30, [tag(259, 3, [50001])])), code: 'slide-unsupported', says: /WebP/ },
    { name: 'an unknown compression', bytes: () => one(plainTiledPage(40, 30, [tag(259, 3, [4711])])), code: 'slide-unsupported', says: /4711/ },
    { name: 'CMYK', bytes: () => one(plainTiledPage(40, 30, [tag(262, 3, [5])])), code: 'slide-unsupported', says: /CMYK/ },
    { name: 'planes with transparency', bytes: () => one({ tags: [tag(256, 4, [16]), tag(257, 4, [16]), tag(258, 3, [8, 8, 8, 8]), tag(259, 3, [1]), tag(262, 3, [2]), tag(277, 3, [4]), tag(284, 3, [2]), tag(338, 3, [2])], blocks: [0, 1, 2, 3].map(() => new Uint8Array(256)), offsetsTag: 273, byteCountsTag: 279 }), code: 'slide-unsupported', says: /separate planes/ },
    { name: '4 bits', bytes: () => one(plainTiledPage(40, 30, [tag(258, 3, [4, 4, 4])])), code: 'slide-unsupported', says: /4 bits/ },
    { name: 'a palette without its colours', bytes: () => one(plainTiledPage(40, 30, [tag(262, 3, [3])])), code: 'slide-unsupported', says: /colour table/ },
  ];
  test.each(cases)('$name', async ({ name, bytes, code, says }) => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const error = await errorOf(put(`${name.replaceAll(/\W/g, '-')}.tif`, bytes()));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(says);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });

  test('NDPI, SCN and BIF say that OpenSlide is needed where its library, as it was named, can not be loaded', async () => {
    process.env.MYELOSCOPE_OPENSLIDE = at('no-such-library.so');
    try {
      for (const [name, more] of [['NDPI', tag(65420, 4, [1])], ['SCN', tag(270, 2, '<scn xmlns="http://www.leica-microsystems.com/scn/2010/10/01">')], ['BIF', tag(700, 7, Buffer.from('<EncodeInfo><iScan Magnification="40"/></EncodeInfo>'))]] as const) {
        const error = await errorOf(put(`${name}.tif`, one(plainTiledPage(40, 30, [more]))));
        expect(error.code).toBe('slide-unsupported');
        expect(error.message).toContain(name);
        expect(error.message).toContain('OpenSlide is needed');
        expect(error.message).toContain(`${at('no-such-library.so')}, could not be loaded`);
        expect(error.remedy).toContain('MYELOSCOPE_OPENSLIDE');
      }
    } finally { delete process.env.MYELOSCOPE_OPENSLIDE; }
  });
});

describe('damaged parts of good slides', () => {
  const smooth = (name: string) => ({ path: at(name), widthPx: 600, heightPx: 500, jpegQuality: 90, readStrip: (yPx: number, rows: number) => ({ widthPx: 600, heightPx: rows, rgb: Uint8Array.from({ length: 1800 * rows }, (_, index) => (index >> 6) + yPx) }) });

  test('a missing tile is white, the others are there', async () => {
    const page = plainTiledPage(40, 30);
    const blocks = page.blocks!.map((block, index) => (index === 1 ? new Uint8Array() : block));
    const slide = await openSlide(put('missing.tif', one({ ...page, blocks })));
    const picture = await slide.readRegion(0, 0, 0, 40, 30);
    expect([...picture.rgb.subarray(3 * 20, 3 * 20 + 3)]).toEqual([255, 255, 255]);
    expect([...picture.rgb.subarray(0, 3)]).toEqual([0, 1, 2]);
    expect((await slide.readTile(0, 1, 0)).rgb.every((value) => value === 255)).toBe(true);
    expect(await slide.compressedTile(0, 1, 0)).toBeUndefined();
    await slide.close();
  });

  test('a damaged JPEG tile names itself and leaves the others readable', async () => {
    await writePyramidalTiff(smooth('damaged.tif'));
    const whole = await openSlide(at('damaged.tif'));
    const { bytes } = (await whole.compressedTile(0, 1, 1))!;
    await whole.close();
    // The last bytes of the tile's own stream, without what was put before it, find its place in the file.
    const file = await readFile(at('damaged.tif'));
    const end = file.indexOf(Buffer.from(bytes).subarray(-40)) + 40;
    file.fill(0, end - 60, end);
    const slide = await openSlide(put('damaged.tif', file));
    await expect(slide.readTile(0, 1, 1)).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringMatching(/damaged\.tif can't be read: the tile at column 1, row 1 of level 0 can't be decoded because its JPEG is damaged/) as string });
    await expect(slide.readRegion(0, 0, 0, 600, 500)).rejects.toMatchObject({ code: 'slide-unreadable' });
    expect((await slide.readTile(0, 0, 0)).widthPx).toBe(256);
    await slide.close();
  });

  test('a JPEG of another size than its tile', async () => {
    const jpegOf = (side: number) => sharp({ create: { width: side, height: side, channels: 3, background: '#336699' } }).jpeg().toBuffer();
    const page = (block: Uint8Array, widthPx: number) => one({ tags: rgbTags(widthPx, 32, 32, [tag(259, 3, [7]), tag(262, 3, [6])]), blocks: [block], offsetsTag: 324, byteCountsTag: 325 });
    expect((await errorOf(put('small-jpeg.tif', page(await jpegOf(16), 32)))).message).toMatch(/holds 16 by 16 pixels and should hold 32 by 32/);
    expect((await errorOf(put('huge-jpeg.tif', page(await jpegOf(2000), 32)))).message).toMatch(/claims 2000 by 2000/);
    // Larger by padding alone is what encoders do.
    const slide = await openSlide(put('padded-jpeg.tif', page(await jpegOf(40), 30)));
    const tile = await slide.readTile(0, 0, 0);
    expect([tile.widthPx, tile.heightPx]).toEqual([30, 32]);
    expect(Math.abs(tile.rgb[2] - 0x99)).toBeLessThan(4);
    await slide.close();
  });

  test('a file that becomes shorter, or goes, while it is open', async () => {
    await writePyramidalTiff(smooth('shrinking.tif'));
    const slide = await openSlide(at('shrinking.tif'));
    truncateSync(at('shrinking.tif'), 100);
    await expect(slide.readTile(0, 0, 0)).rejects.toMatchObject({ code: 'slide-changed' });
    rmSync(at('shrinking.tif'));
    await expect(slide.hash()).rejects.toMatchObject({ code: 'not-found' });
    await slide.close();
  });

  test('a broken second page does not hide the first, nor a broken level the others', async () => {
    const reduced = tag(254, 4, [1]);
    const bytes = buildTiff([plainTiledPage(64, 64), plainTiledPage(32, 32, [reduced, tag(259, 3, [4711])]), plainTiledPage(16, 16, [reduced]), plainTiledPage(8, 8, [reduced, tag(256, 4, [0])])]);
    const slide = await openSlide(put('some-levels.tif', bytes));
    expect(slide.levels.map(({ widthPx }) => widthPx)).toEqual([64, 16]);
    await slide.close();
  });
});

describe('files and folders', () => {
  test('the bytes say what a file is, not its ending', async () => {
    const picture = sharp({ create: { width: 30, height: 20, channels: 3, background: '#c08040' } });
    for (const [bytes, format] of [[await picture.png().toBuffer(), 'PNG picture'], [await picture.jpeg().toBuffer(), 'JPEG picture'], [good(), 'Tiled TIFF']] as const) {
      for (const name of ['wrong.txt', 'wrong.tif', 'wrong.jpg', 'none']) {
        const slide = await openSlide(put(name, bytes));
        expect(slide.format).toBe(format);
        await slide.readTile(0, 0, 0);
        await slide.close();
      }
    }
  });

  test.each([
    ['a text', 'These are words.', 'some.tif is of no kind that is read here.'],
    ['DICOM', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]), 'a DICOM file'],
    ['CZI', 'ZISRAWFILE\0\0\0\0\0\0', 'a Zeiss CZI slide'],
    ['PDF', '%PDF-1.7', 'a PDF document'],
    ['GIF', 'GIF89a', 'a GIF picture'],
  ])('%s is refused by name', async (_name, bytes, says) => {
    const error = await errorOf(put('some.tif', bytes));
    expect(error.code).toBe('slide-unsupported');
    expect(error.message).toContain(says);
  });

  test('damaged pictures', async () => {
    const noise = sharp(Buffer.from(Uint8Array.from({ length: 3 * 100 * 100 }, (_, index) => (index * 7919) % 253)), { raw: { width: 100, height: 100, channels: 3 } });
    const jpeg = await noise.jpeg().toBuffer();
    const png = await noise.png().toBuffer();
    expect((await errorOf(put('cut.jpg', jpeg.subarray(0, jpeg.length / 2)))).message).toMatch(/JPEG is damaged/);
    expect((await errorOf(put('head.jpg', jpeg.subarray(0, 60)))).message).toMatch(/header is damaged/);
    expect((await errorOf(put('cut.png', png.subarray(0, png.length / 2)))).message).toMatch(/PNG is damaged/);
    const liar = Buffer.from(png);
    liar.writeUInt32BE(60_000, 16);
    liar.writeUInt32BE(60_000, 20);
    expect((await errorOf(put('liar.png', liar))).code).toMatch(/slide-unreadable|slide-too-large/);
    const bigJpeg = Buffer.from(jpeg);
    const frame = bigJpeg.indexOf(Buffer.of(0xff, 0xc0));
    bigJpeg.writeUInt16BE(65_000, frame + 5);
    bigJpeg.writeUInt16BE(65_000, frame + 7);
    expect((await errorOf(put('liar.jpg', bigJpeg))).message).toMatch(/65000 by 65000 pixels and is too short/);
    const bmp = Buffer.alloc(54);
    bmp.write('BM');
    [[10, 54], [14, 40], [18, 50_000], [22, 50_000]].forEach(([place, value]) => { bmp.writeUInt32LE(value, place); });
    bmp.writeUInt16LE(24, 28);
    expect((await errorOf(put('liar.bmp', bmp))).message).toMatch(/too short/);
  });

  test('nothing there, an empty folder, and a folder without pictures', async () => {
    expect((await errorOf(at('nowhere.tif'))).code).toBe('not-found');
    mkdirSync(at('empty'));
    expect((await errorOf(at('empty'))).message).toMatch(/holds no pictures/);
    writeFileSync(at('empty/notes.txt'), 'nothing here');
    mkdirSync(at('empty/images'));
    expect((await errorOf(at('empty'))).message).toMatch(/holds no pictures/);
    writeFileSync(at('empty/images/broken.jpg'), 'no picture');
    const error = await errorOf(at('empty'));
    expect(error.code).toBe('slide-unreadable');
    expect(error.message).toMatch(/none of its 1 pictures can be read/);
  });

  test('no permission', (context) => {
    if (process.platform === 'win32') context.skip('Windows keeps permissions elsewhere');
    chmodSync(put('locked.tif', good()), 0o000);
    mkdirSync(at('locked'));
    chmodSync(at('locked'), 0o000);
    chmodSync(folder, 0o755);
    const script = `const { openSlide } = await import(${JSON.stringify(path.resolve('src-main/slides/openSlide.ts'))}); for (const file of process.argv.slice(1)) await openSlide(file).then(() => console.log('opened'), (error) => console.log(error.code, error.message));`;
    // Root may read everything: another user tries.
    const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, at('locked.tif'), at('locked')], { encoding: 'utf8', ...asNobody });
    if (/EACCES|Cannot find/.test(stderr)) context.skip('the source is not readable for another user');
    expect(stdout.trim().split('\n')).toEqual([`not-permitted ${at('locked.tif')} can't be read: permission was refused.`, `not-permitted ${at('locked')} can't be read: permission was refused.`]);
    chmodSync(at('locked'), 0o755);
  });

  test('a pipe is no slide', async (context) => {
    if (process.platform === 'win32') context.skip('Windows has no named pipes in folders');
    execFileSync('mkfifo', [at('pipe.tif')]);
    expect((await errorOf(at('pipe.tif'))).message).toMatch(/no plain file/);
  });
});
