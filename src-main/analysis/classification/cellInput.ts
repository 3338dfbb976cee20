import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** What every classifier of ours sees: a square of this many pixels ... */
export const cellInputPx = 96;
/** ... and this many micrometres. 22 µm holds the largest counted cells of a smear with a rim of surroundings. */
export const cellInputUm = 22;

/** What a classifier sees of a cell: a square of `sidePx` pixels that is `widthUm` micrometres wide. */
export interface CellInputSize { readonly sidePx: number; readonly widthUm: number }

/** What our own classifiers see. One that was made elsewhere sees the cell as it was made to: see its card. */
export const usualCellInput: CellInputSize = { sidePx: cellInputPx, widthUm: cellInputUm };

/** The classifier's view of a place in a picture: see `cutSquare`. */
export function cutCellInput(picture: RgbPicture, xPx: number, yPx: number, micrometresPerPixel: number, { sidePx, widthUm }: CellInputSize = usualCellInput): RgbPicture {
  return cutSquare(picture, xPx, yPx, micrometresPerPixel, sidePx, widthUm / sidePx);
}

/**
 * Cuts a square out of a picture at another scale, centred on (xPx, yPx).
 * Beyond the picture's edge its pixels are mirrored, since a hard border is nothing a smear has.
 * Shrinking averages the covered area; enlarging is bilinear.
 *
 * @param micrometresPerPixel of the picture, above 0
 * @param sidePx pixels on a side of the square
 * @param targetMicrometresPerPixel of the square
 */
export function cutSquare(picture: RgbPicture, xPx: number, yPx: number, micrometresPerPixel: number, sidePx: number, targetMicrometresPerPixel: number): RgbPicture {
  if (!(micrometresPerPixel > 0) || !Number.isFinite(micrometresPerPixel)) throw new RangeError('micrometresPerPixel must be above 0');
  const { widthPx, heightPx, rgb } = picture;
  if (widthPx < 1 || heightPx < 1) throw new RangeError('the picture has no pixels');
  const step = targetMicrometresPerPixel / micrometresPerPixel;
  // Several samples a side where the source is finer than the target: an area mean without an intermediate picture.
  const samples = Math.min(8, Math.max(1, Math.ceil(step - 0.01)));
  const out = new Uint8Array(3 * sidePx * sidePx);
  const columns = axis(xPx, step, samples, sidePx, widthPx);
  const rows = axis(yPx, step, samples, sidePx, heightPx);
  const scale = 1 / (samples * samples);
  for (let row = 0; row < sidePx; row++) {
    for (let column = 0; column < sidePx; column++) {
      let r = 0, g = 0, b = 0;
      for (let i = row * samples; i < (row + 1) * samples; i++) {
        const top = rows.low[i] * widthPx, bottom = rows.high[i] * widthPx, fy = rows.fraction[i];
        for (let j = column * samples; j < (column + 1) * samples; j++) {
          const left = columns.low[j], right = columns.high[j], fx = columns.fraction[j];
          const a = 3 * (top + left), c = 3 * (top + right), d = 3 * (bottom + left), e = 3 * (bottom + right);
          const wa = (1 - fx) * (1 - fy), wc = fx * (1 - fy), wd = (1 - fx) * fy, we = fx * fy;
          r += rgb[a] * wa + rgb[c] * wc + rgb[d] * wd + rgb[e] * we;
          g += rgb[a + 1] * wa + rgb[c + 1] * wc + rgb[d + 1] * wd + rgb[e + 1] * we;
          b += rgb[a + 2] * wa + rgb[c + 2] * wc + rgb[d + 2] * wd + rgb[e + 2] * we;
        }
      }
      const at = 3 * (row * sidePx + column);
      out[at] = r * scale + 0.5;
      out[at + 1] = g * scale + 0.5;
      out[at + 2] = b * scale + 0.5;
    }
  }
  return { widthPx: sidePx, heightPx: sidePx, rgb: out };
}

/** The classifier's view of a picture that is `spanUm` wide and centred on its cell. */
export function cellPictureToInput(picture: RgbPicture, spanUm: number, size: CellInputSize = usualCellInput): RgbPicture {
  return cutCellInput(picture, picture.widthPx / 2, picture.heightPx / 2, spanUm / picture.widthPx, size);
}

/** Sample positions along one axis, mirrored into the picture: the two pixels between which each lies, and how far. */
function axis(centrePx: number, step: number, samples: number, sidePx: number, lengthPx: number) {
  const count = sidePx * samples;
  const low = new Int32Array(count), high = new Int32Array(count), fraction = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = centrePx + ((i + 0.5) / samples - sidePx / 2) * step - 0.5;
    const base = Math.floor(at);
    low[i] = mirror(base, lengthPx);
    high[i] = mirror(base + 1, lengthPx);
    fraction[i] = at - base;
  }
  return { low, high, fraction };
}

/** Mirrors an index into 0 .. length - 1, the edge pixel standing once. */
function mirror(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * length - 2;
  const within = ((index % period) + period) % period;
  return within < length ? within : period - within;
}
