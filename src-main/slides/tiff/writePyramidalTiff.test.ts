import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import sharp from 'sharp';
import { writePyramidalTiff } from './writePyramidalTiff.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'pyramid-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

/** Smooth colours, so that JPEG keeps them within a few grey levels. */
const colourAt = (x: number, y: number) => [(x >> 2) & 255, (y >> 2) & 255, ((x + y) >> 3) & 255];

function order(name: string, widthPx: number, heightPx: number) {
  return {
    path: path.join(folder, name), widthPx, heightPx, micrometresPerPixel: 0.25, jpegQuality: 95,
    readStrip(yPx: number, rows: number) {
      const rgb = new Uint8Array(3 * widthPx * rows);
      for (let y = 0; y < rows; y += 1) for (let x = 0; x < widthPx; x += 1) rgb.set(colourAt(x, yPx + y), 3 * (y * widthPx + x));
      return { widthPx, heightPx: rows, rgb };
    },
  };
}

test('another reader finds the same pixels, levels and resolution', async () => {
  const written = order('plain.tif', 701, 517);
  await writePyramidalTiff(written);
  const sizes = [[701, 517], [351, 259], [176, 130]];
  for (const [level, [widthPx, heightPx]] of sizes.entries()) {
    const { data, info } = await sharp(written.path, { page: level }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([widthPx, heightPx, 3]);
    let worst = 0;
    // The last column and row stand for fewer pixels, and colours jump where they wrap at 256.
    for (let y = 4; y < heightPx - 4; y += 7) for (let x = 4; x < 200 >> level; x += 5) {
      const wanted = colourAt((x + 0.5) * 2 ** level, (y + 0.5) * 2 ** level);
      for (let channel = 0; channel < 3; channel += 1) worst = Math.max(worst, Math.abs(data[3 * (y * widthPx + x) + channel] - wanted[channel]));
    }
    expect(worst).toBeLessThan(14);
  }
  const { density } = await sharp(written.path).metadata();
  expect(density).toBe(101600);
});

test('the Aperio description carries scale and magnification', async () => {
  const written = order('aperio.svs', 300, 200);
  await writePyramidalTiff({ ...written, description: 'aperio', title: 'One | two\nthree' });
  const text = readFileSync(written.path).toString('latin1');
  expect(text).toContain('Aperio Image Library');
  expect(text).toContain('|AppMag = 40|MPP = 0.25');
  expect(text).toContain('Title = One   two three|');
});

test('a failure leaves neither the file nor a part of it', async () => {
  const written = order('broken.tif', 600, 600);
  await expect(writePyramidalTiff({ ...written, readStrip(yPx, rows) {
    if (yPx > 0) throw new Error('the source went away');
    return written.readStrip(yPx, rows);
  } })).rejects.toThrow('the source went away');
  await expect(writePyramidalTiff(written, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'cancelled' });
  expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([]);
});

test('bad orders and places are refused in words', async () => {
  const good = order('never.tif', 64, 64);
  await expect(writePyramidalTiff({ ...good, widthPx: 0 })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(writePyramidalTiff({ ...good, tileSizePx: 100 })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(writePyramidalTiff({ ...good, jpegQuality: 0 })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(writePyramidalTiff({ ...good, path: path.join(folder, 'no', 'such.tif') })).rejects.toMatchObject({ code: 'not-found' });
});

test('a full disk is said to be full', async (context) => {
  if (process.platform !== 'linux') context.skip();
  const small = path.join(folder, 'small');
  try { execFileSync('sh', ['-c', `mkdir -p ${small} && mount -t tmpfs -o size=64k tmpfs ${small}`], { stdio: 'ignore' }); } catch { context.skip('a small disk needs the right to mount one'); }
  try {
    const noise = (widthPx: number) => (_: number, rows: number) => ({ widthPx, heightPx: rows, rgb: Uint8Array.from({ length: 3 * widthPx * rows }, (_value, index) => (index * 7919) % 251) });
    await expect(writePyramidalTiff({ path: path.join(small, 'x.tif'), widthPx: 1024, heightPx: 1024, readStrip: noise(1024) })).rejects.toMatchObject({ code: 'disk-full' });
    expect(readdirSync(small)).toEqual([]);
  } finally { execFileSync('umount', [small]); }
});
