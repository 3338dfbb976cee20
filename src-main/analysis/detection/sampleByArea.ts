import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

interface Weights { readonly first: Int32Array; readonly last: Int32Array; readonly start: Float64Array; readonly end: Float64Array }

/** For each new pixel along one axis: the old pixels it covers, and how much of the first and last of them. */
function coverage(origin: number, pixelsPerNew: number, newLength: number, oldLength: number): Weights {
  const first = new Int32Array(newLength);
  const last = new Int32Array(newLength);
  const start = new Float64Array(newLength);
  const end = new Float64Array(newLength);
  for (let i = 0; i < newLength; i += 1) {
    // Where a new pixel is smaller than an old one it still averages one old pixel's width: that is linear interpolation.
    const width = Math.max(1, pixelsPerNew);
    const middle = origin + (i + 0.5) * pixelsPerNew;
    const from = Math.max(0, Math.min(oldLength - 1e-6, middle - width / 2));
    const to = Math.max(from + 1e-6, Math.min(oldLength, middle + width / 2));
    first[i] = Math.floor(from);
    last[i] = Math.min(oldLength - 1, Math.ceil(to) - 1);
    start[i] = from;
    end[i] = to;
  }
  return { first, last, start, end };
}

/**
 * A picture sampled on a grid of its own: new pixel (column, row) is the mean of the square that starts at
 * `originX + column * pixelsPerNew` (in old pixels, fractional). Unlike a resize to a size, the grid can be the same for two
 * overlapping parts of a slide, so that both see a cell on their border exactly alike. Old pixels beyond the edge repeat it.
 * `pixelsPerNew` above 0; below 1 it enlarges by linear interpolation.
 */
export function sampleByArea(picture: RgbPicture, originX: number, originY: number, pixelsPerNew: number, widthPx: number, heightPx: number): RgbPicture {
  const across = coverage(originX, pixelsPerNew, widthPx, picture.widthPx);
  const down = coverage(originY, pixelsPerNew, heightPx, picture.heightPx);
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  const sums = new Float64Array(3 * picture.widthPx);
  for (let row = 0; row < heightPx; row += 1) {
    sums.fill(0);
    for (let y = down.first[row]; y <= down.last[row]; y += 1) {
      const share = Math.min(y + 1, down.end[row]) - Math.max(y, down.start[row]);
      const from = 3 * y * picture.widthPx;
      for (let i = 0; i < sums.length; i += 1) sums[i] += share * picture.rgb[from + i];
    }
    const height = down.end[row] - down.start[row];
    for (let column = 0; column < widthPx; column += 1) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let x = across.first[column]; x <= across.last[column]; x += 1) {
        const share = Math.min(x + 1, across.end[column]) - Math.max(x, across.start[column]);
        red += share * sums[3 * x];
        green += share * sums[3 * x + 1];
        blue += share * sums[3 * x + 2];
      }
      const area = height * (across.end[column] - across.start[column]);
      const to = 3 * (row * widthPx + column);
      rgb[to] = red / area + 0.5;
      rgb[to + 1] = green / area + 0.5;
      rgb[to + 2] = blue / area + 0.5;
    }
  }
  return { widthPx, heightPx, rgb };
}
