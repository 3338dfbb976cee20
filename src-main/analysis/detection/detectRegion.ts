import { sharedBox, type BoxPx } from '#shared/geometry/box.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import type { DetectedCell } from '#main/analysis/cells.ts';
import type { Detector } from './detector.ts';
import { detectorMicrometresPerPixel, inputMultiplePx } from './detectorOutput.ts';
import { sampleByArea } from './sampleByArea.ts';
import { suppressDoubles } from './suppressDoubles.ts';

/** Around a tile the network sees this much more (22 µm), so that a cell on the border is whole on both sides. */
const haloPx = 48;
/** Cells up to this far outside its own part a tile names too; those further out may be cut by the edge of what it read. */
const sharedRimPx = 8;
/** Most detector pixels of a tile's own part, each way. */
const largestTilePx = 448;
/** Most slide pixels read at once, so that memory stays bounded whatever the scale is. */
const mostPixelsRead = 24_000_000;

/** Whether a box's middle lies in a region; its right and lower edge are not part of it, so neighbours share no cell. */
export function middleLiesIn(box: BoxPx, region: BoxPx): boolean {
  const x = box.xPx + box.widthPx / 2 - region.xPx;
  const y = box.yPx + box.heightPx / 2 - region.yPx;
  return x >= 0 && y >= 0 && x < region.widthPx && y < region.heightPx;
}

/** The coarsest level that is not coarser than the detector's scale; level 0 where all are. */
function bestLevel(source: SlideSource, level0PerDetectorPx: number): number {
  let best = 0;
  source.levels.forEach((level, index) => {
    if (level.downsample <= level0PerDetectorPx * 1.02 && level.downsample > source.levels[best].downsample) best = index;
  });
  return best;
}

/**
 * Nucleated cells whose middle lies in `region` (level-0 pixels), boxes in level-0 pixels, in reading order.
 *
 * The sampling grid is tied to the field, not to the region, and tiles overlap by a halo: two neighbouring regions see a cell on
 * their border alike, and exactly one of them owns it. A field's own edge is an edge: nothing of the next field is seen. A large
 * region is read in tiles of about 200 µm; memory is bounded whatever its size. `micrometresPerPixel` is that of level 0.
 * Throws `slide-unreadable` from the source and `cancelled` between tiles.
 */
export async function detectRegion(
  source: SlideSource,
  micrometresPerPixel: number,
  detector: Detector,
  region: BoxPx,
  context: WorkContext = {},
): Promise<DetectedCell[]> {
  const level0PerDetectorPx = detectorMicrometresPerPixel / micrometresPerPixel;
  const levelIndex = bestLevel(source, level0PerDetectorPx);
  const found: DetectedCell[] = [];
  for (const field of source.fields) {
    const part = field.problem === undefined ? sharedBox(region, field.box) : undefined;
    if (!part) continue;
    const cells: DetectedCell[] = [];
    for (const tile of tilesOf(part, field.box, level0PerDetectorPx, source.levels[levelIndex].downsample)) {
      await nextTurn(context.signal);
      cells.push(...await detectTile(source, levelIndex, detector, field.box, level0PerDetectorPx, tile));
    }
    found.push(...suppressDoubles(cells).filter((cell) => middleLiesIn(cell.box, part)));
  }
  return found.sort((a, b) => a.box.yPx - b.box.yPx || a.box.xPx - b.box.xPx);
}

/** Own part of a tile on the field's grid, in detector pixels from the field's corner. */
interface Tile { readonly column: number; readonly row: number; readonly widthPx: number; readonly heightPx: number }

function tilesOf(part: BoxPx, field: BoxPx, level0PerDetectorPx: number, downsample: number): Tile[] {
  const perDetectorPx = level0PerDetectorPx / downsample;
  const affordable = Math.floor(Math.sqrt(mostPixelsRead) / perDetectorPx) - 2 * haloPx;
  const tilePx = Math.max(inputMultiplePx * 4, Math.min(largestTilePx, affordable)) & -inputMultiplePx;
  const start = (offset: number) => Math.floor(offset / level0PerDetectorPx / inputMultiplePx) * inputMultiplePx;
  const left = start(part.xPx - field.xPx);
  const top = start(part.yPx - field.yPx);
  const right = Math.ceil((part.xPx + part.widthPx - field.xPx) / level0PerDetectorPx);
  const bottom = Math.ceil((part.yPx + part.heightPx - field.yPx) / level0PerDetectorPx);
  const tiles: Tile[] = [];
  for (let row = top; row < bottom; row += tilePx) {
    for (let column = left; column < right; column += tilePx) {
      tiles.push({ column, row, widthPx: Math.min(tilePx, right - column), heightPx: Math.min(tilePx, bottom - row) });
    }
  }
  return tiles;
}

async function detectTile(source: SlideSource, levelIndex: number, detector: Detector, field: BoxPx, level0PerDetectorPx: number, tile: Tile): Promise<DetectedCell[]> {
  const { downsample } = source.levels[levelIndex];
  const perDetectorPx = level0PerDetectorPx / downsample;
  const fieldWidth = Math.max(1, Math.ceil(field.widthPx / level0PerDetectorPx));
  const fieldHeight = Math.max(1, Math.ceil(field.heightPx / level0PerDetectorPx));
  const left = Math.max(0, tile.column - haloPx);
  const top = Math.max(0, tile.row - haloPx);
  const widthPx = Math.min(fieldWidth, tile.column + tile.widthPx + haloPx) - left;
  const heightPx = Math.min(fieldHeight, tile.row + tile.heightPx + haloPx) - top;
  // The rectangle of level pixels, cut to the field so that its neighbour in a folder is not seen.
  const fieldLeft = field.xPx / downsample;
  const fieldTop = field.yPx / downsample;
  const fromX = fieldLeft + left * perDetectorPx;
  const fromY = fieldTop + top * perDetectorPx;
  const readX = Math.floor(fromX);
  const readY = Math.floor(fromY);
  const readRight = Math.max(readX + 1, Math.ceil(Math.min(fromX + widthPx * perDetectorPx, fieldLeft + field.widthPx / downsample)));
  const readBottom = Math.max(readY + 1, Math.ceil(Math.min(fromY + heightPx * perDetectorPx, fieldTop + field.heightPx / downsample)));
  const read = await source.readRegion(levelIndex, readX, readY, readRight - readX, readBottom - readY);
  const picture = sampleByArea(read, fromX - readX, fromY - readY, perDetectorPx, widthPx, heightPx);
  const { nucleated } = await detector.detect(picture);
  const own: BoxPx = {
    xPx: tile.column - left - sharedRimPx, yPx: tile.row - top - sharedRimPx,
    widthPx: tile.widthPx + 2 * sharedRimPx, heightPx: tile.heightPx + 2 * sharedRimPx,
  };
  return nucleated.filter((cell) => middleLiesIn(cell.box, own)).map(({ box, score }) => ({
    score,
    box: {
      xPx: field.xPx + (left + box.xPx) * level0PerDetectorPx,
      yPx: field.yPx + (top + box.yPx) * level0PerDetectorPx,
      widthPx: box.widthPx * level0PerDetectorPx,
      heightPx: box.heightPx * level0PerDetectorPx,
    },
  }));
}
