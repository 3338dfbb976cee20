// Field pictures with red cells and a nucleus here and there, good and bad ones, as JPEG files on the disk.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { writePyramidalTiff } from '#main/slides/tiff/writePyramidalTiff.ts';

/** What becomes of a field: cells spread and sharp, bare glass, cells in a sheet, all out of focus, or a file that ends in its middle. */
export type DrawnField = 'good' | 'glass' | 'thick' | 'blurred' | 'cut';

export const drawnMicrometresPerPixel = 0.2;

function disc(picture: RgbPicture, x: number, y: number, radius: number, colour: readonly number[]): void {
  for (let row = Math.max(0, Math.floor(y - radius)); row < Math.min(picture.heightPx, y + radius); row++) {
    for (let column = Math.max(0, Math.floor(x - radius)); column < Math.min(picture.widthPx, x + radius); column++) {
      if (Math.hypot(column + 0.5 - x, row + 0.5 - y) < radius) picture.rgb.set(colour, 3 * (row * picture.widthPx + column));
    }
  }
}

function drawField(kind: DrawnField, sidePx: number, seed: number, micrometresPerPixel = drawnMicrometresPerPixel): RgbPicture {
  const picture = blankPicture(sidePx, sidePx, 238);
  if (kind === 'glass') return picture;
  const random = seededRandom(seed);
  const pxOf = (micrometres: number): number => micrometres / micrometresPerPixel;
  // Out of focus a cell spreads: larger, before its edge is blurred.
  const spread = kind === 'blurred' ? 2.5 : 1;
  const spacing = pxOf(kind === 'thick' ? 4.5 : 11 * spread);
  for (let y = spacing / 2; y < sidePx; y += spacing) {
    for (let x = spacing / 2; x < sidePx; x += spacing) {
      const isNucleus = random.uniform() < 0.15;
      // By its edge a red cell is 7 µm across.
      disc(picture, x + random.between(-2, 2), y + random.between(-2, 2), pxOf(isNucleus ? 4 : 3.5) * spread, isNucleus ? [140, 40, 120] : [205, 145, 155]);
    }
  }
  return picture;
}

/** Writes `field-0.jpg` and so on. A cut file keeps a good header: it opens without a problem, and fails when it is decoded. */
export async function writeDrawnFields(folder: string, kinds: readonly DrawnField[], sidePx = 600): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [index, kind] of kinds.entries()) {
    const { rgb, widthPx, heightPx } = drawField(kind, sidePx, 40 + index);
    const picture = sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } });
    const jpeg = await (kind === 'blurred' ? picture.blur(7 / drawnMicrometresPerPixel) : picture).jpeg({ quality: 92 }).toBuffer();
    writeFileSync(path.join(folder, `field-${String(index)}.jpg`), kind === 'cut' ? jpeg.subarray(0, jpeg.length / 2) : jpeg);
  }
}

/** Writes one field as a TIFF that states its scale where `stated` is given, else as a picture that states none. */
export async function writeDrawnField(file: string, drawn: { kind?: DrawnField; sidePx: number; seed: number; micrometresPerPixel: number; stated?: number }): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const { rgb, widthPx, heightPx } = drawField(drawn.kind ?? 'good', drawn.sidePx, drawn.seed, drawn.micrometresPerPixel);
  const picture = sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } });
  if (drawn.stated === undefined) await picture.png().toFile(file);
  // sharp counts pixels a millimetre.
  else await picture.tiff({ compression: 'lzw', xres: 1000 / drawn.stated, yres: 1000 / drawn.stated, resolutionUnit: 'cm' }).toFile(file);
}

/** Writes a scan of spread cells as a tiled TIFF with its levels. */
export async function writeDrawnScan(file: string, sidePx: number): Promise<void> {
  const { rgb } = drawField('good', sidePx, 7);
  await writePyramidalTiff({
    path: file, widthPx: sidePx, heightPx: sidePx, micrometresPerPixel: drawnMicrometresPerPixel, description: 'aperio',
    readStrip: (yPx, heightPx) => ({ widthPx: sidePx, heightPx, rgb: rgb.subarray(3 * sidePx * yPx, 3 * sidePx * (yPx + heightPx)) }),
  });
}
