import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { SeededRandom } from '#shared/random/seededRandom.ts';
import { detectorMicrometresPerPixel } from '#main/analysis/detection/detectorOutput.ts';

/**
 * How a field lies on a canvas: turned by quarter turns and mirrored, so that boxes stay boxes, and enlarged or made smaller.
 * Picture x = columnX * column + rowX * row + originX, and so for y; all of canvas columns and rows in pixels.
 */
export interface FieldView {
  readonly columnX: number; readonly rowX: number; readonly originX: number;
  readonly columnY: number; readonly rowY: number; readonly originY: number;
}

/** Picture pixels a canvas pixel covers. */
export function pixelsPerCanvasPixel(view: FieldView): number {
  return Math.abs(view.columnX) + Math.abs(view.rowX);
}

/**
 * A random view in which picture point (pictureX, pictureY) lies at canvas point (column, row).
 * `zoom` above 1 shows cells larger than they are.
 */
export function randomView(random: SeededRandom, micrometresPerPixel: number, zoom: number, pictureX: number, pictureY: number, column: number, row: number): FieldView {
  const step = detectorMicrometresPerPixel / micrometresPerPixel / zoom;
  const turn = random.below(4);
  const mirror = random.uniform() < 0.5 ? -1 : 1;
  const cos = [1, 0, -1, 0][turn] * step;
  const sin = [0, 1, 0, -1][turn] * step;
  const columnX = cos * mirror;
  const rowX = -sin;
  const columnY = sin * mirror;
  const rowY = cos;
  return {
    columnX, rowX, originX: pictureX - columnX * column - rowX * row,
    columnY, rowY, originY: pictureY - columnY * column - rowY * row,
  };
}

/** Where a picture's box lies on the canvas. */
export function boxOnCanvas(view: FieldView, box: BoxPx): BoxPx {
  const a = pointOnCanvas(view, box.xPx, box.yPx);
  const b = pointOnCanvas(view, box.xPx + box.widthPx, box.yPx + box.heightPx);
  const xPx = Math.min(a.xPx, b.xPx);
  const yPx = Math.min(a.yPx, b.yPx);
  return { xPx, yPx, widthPx: Math.max(a.xPx, b.xPx) - xPx, heightPx: Math.max(a.yPx, b.yPx) - yPx };
}

/** Where a picture's point lies on the canvas. */
export function pointOnCanvas(view: FieldView, x: number, y: number): { xPx: number; yPx: number } {
  const determinant = view.columnX * view.rowY - view.rowX * view.columnY;
  const dx = x - view.originX;
  const dy = y - view.originY;
  return { xPx: (dx * view.rowY - dy * view.rowX) / determinant, yPx: (dy * view.columnX - dx * view.columnY) / determinant };
}

/** Colour of a picture at a fractional point, by linear interpolation into `colour`; false where the point lies outside. */
export function colourAt(picture: RgbPicture, x: number, y: number, colour: Float32Array): boolean {
  if (x < 0 || y < 0 || x >= picture.widthPx || y >= picture.heightPx) return false;
  const u = Math.max(0, Math.min(picture.widthPx - 1, x - 0.5));
  const v = Math.max(0, Math.min(picture.heightPx - 1, y - 0.5));
  const left = Math.floor(u);
  const top = Math.floor(v);
  const fx = u - left;
  const fy = v - top;
  const a = 3 * (top * picture.widthPx + left);
  const b = left + 1 < picture.widthPx ? a + 3 : a;
  const down = top + 1 < picture.heightPx ? 3 * picture.widthPx : 0;
  const { rgb } = picture;
  for (let channel = 0; channel < 3; channel += 1) {
    const upper = rgb[a + channel] * (1 - fx) + rgb[b + channel] * fx;
    const lower = rgb[a + down + channel] * (1 - fx) + rgb[b + down + channel] * fx;
    colour[channel] += upper * (1 - fy) + lower * fy;
  }
  return true;
}

/** The four points of a canvas pixel that are averaged, as offsets from its corner: pictures are finer than the canvas. */
export const samplePoints = [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]] as const;
