import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { CellInputSize } from '#main/analysis/classification/cellInput.ts';
import { cellInputPx, cellInputUm, cutSquare, usualCellInput } from '#main/analysis/classification/cellInput.ts';

/** A canvas is wider than the classifier's view, so that a turned and shifted view still lies on real pixels. */
export const canvasPx = 140;
export const canvasMicrometresPerPixel = 0.2;

/** Pictures of cells at one scale, packed one behind the other: `sidePx` square, RGB. Shared memory, so that workers can read it. */
export interface CellCanvases {
  readonly count: number;
  /** `canvasPx`, but for networks that see cells at another size. */
  readonly sidePx: number;
  readonly micrometresPerPixel: number;
  readonly rgb: Uint8Array;
}

/** Finer views are drawn from canvases for a view of so many pixels: each takes a third of a megabyte. */
const finestViewPx = 224;

/** Room for `count` canvases of a network that sees cells at a size. A canvas is as much wider than its view as `canvasPx` is. */
export function createCanvases(count: number, size: CellInputSize = usualCellInput): CellCanvases {
  const isUsual = size.sidePx === cellInputPx && size.widthUm === cellInputUm;
  const sidePx = isUsual ? canvasPx : Math.round((canvasPx * Math.min(size.sidePx, finestViewPx)) / cellInputPx);
  const micrometresPerPixel = isUsual ? canvasMicrometresPerPixel : (canvasMicrometresPerPixel * canvasPx * size.widthUm) / cellInputUm / sidePx;
  return { count, sidePx, micrometresPerPixel, rgb: new Uint8Array(new SharedArrayBuffer(count * 3 * sidePx * sidePx)) };
}

/** Puts a picture that is `spanUm` wide and centred on its cell into place `index`. */
export function placeOnCanvas(canvases: CellCanvases, index: number, picture: RgbPicture, spanUm: number): void {
  const square = cutSquare(picture, picture.widthPx / 2, picture.heightPx / 2, spanUm / picture.widthPx, canvases.sidePx, canvases.micrometresPerPixel);
  canvases.rgb.set(square.rgb, index * 3 * canvases.sidePx * canvases.sidePx);
}

/** One canvas as a picture (a view, not a copy). */
export function canvasPicture(canvases: CellCanvases, index: number): RgbPicture {
  const { sidePx, rgb } = canvases, bytes = 3 * sidePx * sidePx;
  return { widthPx: sidePx, heightPx: sidePx, rgb: rgb.subarray(index * bytes, (index + 1) * bytes) };
}
