import type { BoxPx } from './box.ts';

/** One tile of work. Boxes are whole pixels of the level. */
export interface PlannedTile {
  /** What this tile answers for: of all tiles of a plan, each pixel of the area is in exactly one. */
  readonly own: BoxPx;
  /** What it reads: `own` and the halo around it. It may reach over the level's edge, where a slide reads as white. */
  readonly read: BoxPx;
}

export interface TilePlan {
  /** Row by row, left to right, as the tiles of a file usually lie. */
  readonly tiles: readonly PlannedTile[];
  /** The tile that answers for a point of the level; undefined outside the area. So a cell on a border belongs to one tile. */
  readonly ownerOf: (xPx: number, yPx: number) => PlannedTile | undefined;
}

export interface TilePlanOrder {
  /** The part of the level to be covered, in the level's own whole pixels: the whole level, or one field. */
  readonly area: BoxPx;
  /** The file's tiles at this level: borders of the plan lie on theirs, so that no tile of the file is decoded for two owners but in the halo. */
  readonly tileWidthPx: number;
  readonly tileHeightPx: number;
  /** About how large the tiles of work should be; the nearest multiple of the file's tile is taken, at least one. */
  readonly wantedSizePx: number;
  /** Pixels read around what is owned, on every side; 0 or more. */
  readonly haloPx: number;
}

/** Where borders lie along one axis: both ends of the area, and between them the multiples of `step`. */
function bordersOf(start: number, length: number, step: number): number[] {
  const borders = [start];
  for (let border = (Math.floor(start / step) + 1) * step; border < start + length; border += step) borders.push(border);
  borders.push(start + length);
  return borders;
}

/** The stretch between borders in which a place lies, by halving; -1 outside. */
function stretchOf(borders: readonly number[], place: number): number {
  if (!(place >= borders[0] && place < borders[borders.length - 1])) return -1;
  let low = 0;
  let high = borders.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (place >= borders[middle]) low = middle; else high = middle;
  }
  return low;
}

/** Cuts an area of a level into tiles of work along the file's own tiles. Throws a RangeError on sizes that are not whole and above 0. */
export function planTiles(order: TilePlanOrder): TilePlan {
  const { area, tileWidthPx, tileHeightPx, wantedSizePx, haloPx } = order;
  const numbers = [area.widthPx, area.heightPx, tileWidthPx, tileHeightPx];
  if (!numbers.every((value) => Number.isInteger(value) && value > 0) || ![area.xPx, area.yPx, haloPx].every(Number.isInteger) || haloPx < 0 || !(wantedSizePx > 0)) {
    throw new RangeError(`These sizes can't be planned: ${JSON.stringify(order)}`);
  }
  const stepOf = (tile: number) => tile * Math.max(1, Math.round(wantedSizePx / tile));
  const columns = bordersOf(area.xPx, area.widthPx, stepOf(tileWidthPx));
  const rows = bordersOf(area.yPx, area.heightPx, stepOf(tileHeightPx));
  const tiles: PlannedTile[] = [];
  for (let row = 0; row + 1 < rows.length; row += 1) for (let column = 0; column + 1 < columns.length; column += 1) {
    const own = { xPx: columns[column], yPx: rows[row], widthPx: columns[column + 1] - columns[column], heightPx: rows[row + 1] - rows[row] };
    tiles.push({ own, read: { xPx: own.xPx - haloPx, yPx: own.yPx - haloPx, widthPx: own.widthPx + 2 * haloPx, heightPx: own.heightPx + 2 * haloPx } });
  }
  return {
    tiles,
    ownerOf(xPx, yPx) {
      const column = stretchOf(columns, xPx);
      const row = stretchOf(rows, yPx);
      return column < 0 || row < 0 ? undefined : tiles[row * (columns.length - 1) + column];
    },
  };
}
