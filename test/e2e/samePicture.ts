import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

/** So many pixels of the screen, in each direction, are averaged to one before pictures are compared: edges smoothed otherwise and thin lines that lie a pixel off come to nearly the same. */
const averagedPx = 4;
/** Averaged pixels whose largest channel differs by more, of 255, are another colour. */
const otherColour = 30;
/** Up to this share of them may be, at corners and tips. */
const mostOther = 0.01;

/** Share of averaged pixels, 0 to 1, in which two pictures (PNG) differ; 1 where their sizes differ by more than a pixel or two. */
export async function differingShare(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((picture) => sharp(picture).metadata()));
  if (Math.abs(a.width - b.width) > 2 || Math.abs(a.height - b.height) > 2) return 1;
  const size = { width: Math.round(a.width / averagedPx), height: Math.round(a.height / averagedPx) };
  const [first, second] = await Promise.all([one, other].map((picture) => sharp(picture).flatten().toColourspace('srgb').resize({ ...size, fit: 'fill', kernel: 'linear' }).raw().toBuffer()));
  const channels = first.length / (size.width * size.height);
  let differing = 0;
  for (let pixel = 0; pixel < first.length; pixel += channels) {
    let largest = 0;
    for (let channel = 0; channel < channels; channel++) largest = Math.max(largest, Math.abs(first[pixel + channel] - second[pixel + channel]));
    if (largest > otherColour) differing++;
  }
  return differing / (size.width * size.height);
}

export const isSame = (share: number): boolean => share <= mostOther;

const folder = path.join(import.meta.dirname, 'references');

/** The kept picture of that name. With MYELOSCOPE_RENEW_PICTURES set, or where there is none outside continuous integration, the given one is kept first: look at it before it is committed. */
export function referencePicture(name: string, picture: Buffer): Buffer {
  const file = path.join(folder, `${name}.png`);
  const inCi = Boolean(process.env['CI']) && process.env['CI'] !== 'false';
  if (process.env['MYELOSCOPE_RENEW_PICTURES'] || (!existsSync(file) && !inCi)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, picture);
  }
  return readFileSync(file);
}
