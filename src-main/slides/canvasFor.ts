import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** Memory for a picture: the start of `into` where it is given, else new. Its pixels are whatever was there. Throws a RangeError where `into` is too short. */
export function canvasFor(widthPx: number, heightPx: number, into?: Uint8Array): RgbPicture {
  const length = 3 * widthPx * heightPx;
  if (!into) return { widthPx, heightPx, rgb: new Uint8Array(length) };
  if (into.length < length) throw new RangeError(`${widthPx} by ${heightPx} px need ${length} bytes, and there are ${into.length}`);
  return { widthPx, heightPx, rgb: into.length === length ? into : into.subarray(0, length) };
}
