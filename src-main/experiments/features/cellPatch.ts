import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** How a cell's picture is laid under the patch. */
export interface PatchPlacement {
  /** Radians, clockwise. */
  readonly angle: number;
  /** Of the patch over the cell, pixels of the patch. */
  readonly shiftXPx: number;
  readonly shiftYPx: number;
  /** Left and right exchanged. */
  readonly mirrored?: boolean;
}

export const asItLies: PatchPlacement = { angle: 0, shiftXPx: 0, shiftYPx: 0 };

export interface PatchSize {
  /** Side of the square patch, pixels. */
  readonly sidePx: number;
  /** What that side is of the smear, micrometres. */
  readonly spanUm: number;
}

/**
 * A square patch of a given size in pixels and micrometres, centred on the picture's middle but for the placement. Straight lines
 * between pixels, no smoothing first: a patch has about as many pixels as its picture, or more. Beyond the picture's edge the
 * picture goes on mirrored.
 *
 * @param pictureSpanUm what the picture's width is of the smear
 */
export function cellPatch({ widthPx, heightPx, rgb }: RgbPicture, pictureSpanUm: number, { sidePx, spanUm }: PatchSize, placement: PatchPlacement = asItLies): RgbPicture {
  const step = (spanUm / sidePx) * (widthPx / pictureSpanUm);
  const cosine = Math.cos(placement.angle) * step, sine = Math.sin(placement.angle) * step;
  const side = placement.mirrored ? -1 : 1, middle = (sidePx - 1) / 2;
  const patch = new Uint8Array(3 * sidePx * sidePx);
  for (let row = 0, to = 0; row < sidePx; row++) {
    for (let column = 0; column < sidePx; column++, to += 3) {
      const u = (column - middle + placement.shiftXPx) * side, v = row - middle + placement.shiftYPx;
      const x = mirroredInto((widthPx - 1) / 2 + cosine * u - sine * v, widthPx - 1), y = mirroredInto((heightPx - 1) / 2 + sine * u + cosine * v, heightPx - 1);
      const left = Math.floor(x), top = Math.floor(y), across = x - left, down = y - top;
      const from = 3 * (top * widthPx + left), right = left < widthPx - 1 ? 3 : 0, below = top < heightPx - 1 ? 3 * widthPx : 0;
      for (let channel = 0; channel < 3; channel++) {
        const at = from + channel;
        const upper = rgb[at] + (rgb[at + right] - rgb[at]) * across, lower = rgb[at + below] + (rgb[at + below + right] - rgb[at + below]) * across;
        patch[to + channel] = upper + (lower - upper) * down + 0.5;
      }
    }
  }
  return { widthPx: sidePx, heightPx: sidePx, rgb: patch };
}

/** A coordinate folded back into 0 .. last at the middles of the edge pixels. */
function mirroredInto(at: number, last: number): number {
  const period = 2 * last, place = ((at % period) + period) % period;
  return place <= last ? place : period - place;
}
