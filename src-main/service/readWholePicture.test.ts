import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { readWholePicture } from './readWholePicture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'whole-picture-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const at = (name: string): string => path.join(folder, name);
const raw = { width: 30, height: 20, channels: 3 as const };

/** A picture of 16 bits a sample whose values end at `highest`, as `ending` says. */
async function deep(highest: number, ending: 'png' | 'tif'): Promise<string> {
  const samples = Uint16Array.from({ length: 3 * 30 * 20 }, (_, index) => (index === 0 ? highest : (index * 7919) % highest));
  const file = at(`${highest}.${ending}`);
  const picture = sharp(samples, { raw }).toColourspace('rgb16');
  await (ending === 'png' ? picture.png() : picture.tiff({ compression: 'lzw' })).toFile(file);
  return file;
}

it.each(['png', 'tif'] as const)('reads 16 bits of a %s that fill their range, and refuses those of a camera that do not, naming how many are in use', async (ending) => {
  expect((await readWholePicture(await deep(65_535, ending))).rgb[0]).toBe(255);
  for (const [highest, bits] of [[255, 8], [1023, 10], [4095, 12], [16_383, 14]]) {
    await expect(readWholePicture(await deep(highest, ending))).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining(`lower ${bits} of its 16 bits`) as string });
  }
});

it('refuses a picture that is dark or of one colour, and reads a faint one', async () => {
  const save = async (name: string, from: number, to: number): Promise<string> => {
    await sharp(Uint8Array.from({ length: 3 * 30 * 20 }, (_, index) => from + (index % (to - from + 1))), { raw }).png().toFile(at(name));
    return at(name);
  };
  await expect(readWholePicture(await save('dark.png', 0, 40))).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining('its brightest value is 40 of 255') as string });
  await expect(readWholePicture(await save('flat.png', 240, 250))).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining('one colour all over') as string });
  expect((await readWholePicture(await save('faint.png', 150, 200))).widthPx).toBe(30);
});

it('refuses JPEG in CMYK or of 12 bits by name', async () => {
  const noise = sharp(Uint8Array.from({ length: 3 * 30 * 20 }, (_, index) => (index * 7919) % 256), { raw });
  await noise.clone().toColourspace('cmyk').jpeg().toFile(at('cmyk.jpg'));
  await expect(readWholePicture(at('cmyk.jpg'))).rejects.toMatchObject({ code: 'slide-unsupported', message: expect.stringContaining('is a JPEG in CMYK') as string, remedy: 'Export it in RGB.' });
  const jpeg = await noise.clone().jpeg().toBuffer();
  // The precision stands behind the frame's marker and length.
  jpeg[jpeg.indexOf(Buffer.of(0xff, 0xc0)) + 4] = 12;
  writeFileSync(at('twelve.jpg'), jpeg);
  await expect(readWholePicture(at('twelve.jpg'))).rejects.toMatchObject({ code: 'slide-unreadable', message: expect.stringContaining('3 components of 12 bits') as string });
});
