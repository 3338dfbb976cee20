import type { Plane } from './plane.ts';

/**
 * A square plane in polar coordinates about its middle, of the same side: rows are angles from 0 to 360 degrees, columns radii from
 * the middle to the edge. Straight lines between pixels; the values of scikit-image's `warp_polar`, rounded to twelve places: where
 * neighbours are equal, noise in the last place would else decide which way a gradient points.
 */
export function polarPlane({ widthPx, heightPx, values }: Plane): Plane {
  if (widthPx !== heightPx) throw new RangeError(`Only a square picture is brought to polar coordinates, not ${widthPx} by ${heightPx} px`);
  const middle = widthPx / 2 - 0.5, last = widthPx - 1;
  const anglesPerRow = heightPx / (2 * Math.PI), columnsPerPixel = 2;
  const polar = new Float64Array(values.length);
  for (let row = 0, at = 0; row < heightPx; row++) {
    const angle = row / anglesPerRow, sine = Math.sin(angle), cosine = Math.cos(angle);
    for (let column = 0; column < widthPx; column++, at++) {
      const radius = column / columnsPerPixel;
      const y = radius * sine + middle, x = radius * cosine + middle;
      const top = Math.min(last - 1, Math.max(0, Math.floor(y))), left = Math.min(last - 1, Math.max(0, Math.floor(x)));
      const down = y - top, across = x - left, from = top * widthPx + left;
      const value = (1 - down) * ((1 - across) * values[from] + across * values[from + 1])
        + down * ((1 - across) * values[from + widthPx] + across * values[from + widthPx + 1]);
      polar[at] = Math.round(value * 1e12) / 1e12;
    }
  }
  return { widthPx, heightPx, values: polar };
}
