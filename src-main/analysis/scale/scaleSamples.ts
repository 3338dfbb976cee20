import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { SlideField, SlideSource } from '#main/slides/slideSource.ts';
import { blockFeatures, glassColour } from '../regions/blockFeatures.ts';

/** Side of a sample of a scan in level-0 pixels. */
const samplePx = 1024;
/** A field larger than this is a scan: it is sampled at places drawn at random. A smaller one is read whole: enlarged, its middle holds few cells. */
const largestWholePx = 2600;
const placesTried = 48;
const placesKept = 12;

/** Pictures of one field, or why nothing of it could be decoded. */
export interface FieldSamples { readonly pictures: readonly RgbPicture[]; readonly damage?: MyeloscopeError }

/**
 * Pictures at level 0 from one field: all of a small one, or places on a scan that hold something and aren't full. None where the
 * field can't be decoded: one bad picture must not stop the measuring of hundreds.
 */
export async function fieldSamples(source: SlideSource, field: SlideField, seed: number): Promise<FieldSamples> {
  const { box } = field;
  const isScan = Math.max(box.widthPx, box.heightPx) > largestWholePx;
  const side = (px: number) => Math.max(1, Math.floor(isScan ? Math.min(samplePx, px) : px));
  const read = async (xPx: number, yPx: number) => source.readRegion(0, Math.floor(xPx), Math.floor(yPx), side(box.widthPx), side(box.heightPx));
  let damage: MyeloscopeError | undefined;
  let decoded = 0;
  const readOrPass = async (xPx: number, yPx: number) => {
    try {
      const picture = await read(xPx, yPx);
      decoded += 1;
      return picture;
    } catch (cause) {
      if (!(cause instanceof MyeloscopeError) || cause.code !== 'slide-unreadable') throw cause;
      damage ??= cause;
      return undefined;
    }
  };
  const kept: RgbPicture[] = [];
  if (!isScan) {
    const picture = await readOrPass(box.xPx, box.yPx);
    if (picture) kept.push(picture);
    return { pictures: kept, ...(decoded === 0 && { damage }) };
  }
  const random = seededRandom(seed, 601);
  for (let i = 0; i < placesTried && kept.length < placesKept; i += 1) {
    const x = box.xPx + random.uniform() * Math.max(0, box.widthPx - samplePx);
    const y = box.yPx + random.uniform() * Math.max(0, box.heightPx - samplePx);
    // A damaged place is passed over; another is tried.
    const picture = await readOrPass(x, y);
    if (!picture) continue;
    // The scale is what is asked for, so only what needs none is looked at: how much of it is covered.
    const { coverage } = blockFeatures(picture, glassColour(picture), 1);
    if (coverage > 0.15 && coverage < 0.9) kept.push(picture);
  }
  return { pictures: kept, ...(decoded === 0 && { damage }) };
}

/** Fields that can be used and state no scale, by the size of their picture: pictures of one camera have one size. Each group in an order drawn from the seed. */
export function fieldsOfOneSize(source: SlideSource, seed: number): SlideField[][] {
  const groups = new Map<string, SlideField[]>();
  for (const field of source.fields) {
    if (field.problem !== undefined || field.micrometresPerPixel !== undefined) continue;
    const key = `${field.box.widthPx} x ${field.box.heightPx}`;
    const group = groups.get(key);
    if (group) group.push(field);
    else groups.set(key, [field]);
  }
  return [...groups.values()].map((group) => shuffle(group, seededRandom(seed, 602)));
}
