import type { SlideLevel } from './slideSource.ts';

/** Largest region that is read at once: 64 megapixels, 192 MB. */
export const largestRegionPx = 64 * 1024 * 1024;

/** Throws a RangeError, a fault of the caller, where a level or a region can't be meant. */
export function checkRegion(levels: readonly SlideLevel[], level: number, xPx: number, yPx: number, widthPx: number, heightPx: number): SlideLevel {
  if (!levels[level]) throw new RangeError(`There is no level ${level} among ${levels.length}`);
  const whole = [xPx, yPx, widthPx, heightPx].every((value) => Number.isSafeInteger(value));
  if (!whole || widthPx < 1 || heightPx < 1 || widthPx * heightPx > largestRegionPx) throw new RangeError(`A region of ${widthPx} by ${heightPx} px at (${xPx}, ${yPx}) can't be read`);
  return levels[level];
}

/** The rectangle of a whole tile, cropped to its level. Throws a RangeError outside the level. */
export function boxOfTile(levels: readonly SlideLevel[], level: number, column: number, row: number): { xPx: number; yPx: number; widthPx: number; heightPx: number } {
  const found = levels[level];
  if (!found) throw new RangeError(`There is no level ${level} among ${levels.length}`);
  const xPx = column * found.tileWidthPx;
  const yPx = row * found.tileHeightPx;
  if (!Number.isInteger(column) || !Number.isInteger(row) || column < 0 || row < 0 || xPx >= found.widthPx || yPx >= found.heightPx) {
    throw new RangeError(`Level ${level} has no tile at column ${column}, row ${row}`);
  }
  return { xPx, yPx, widthPx: Math.min(found.tileWidthPx, found.widthPx - xPx), heightPx: Math.min(found.tileHeightPx, found.heightPx - yPx) };
}
