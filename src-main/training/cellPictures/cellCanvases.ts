import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { cutSquare } from '#main/analysis/classification/cellInput.ts';

/** A canvas is wider than the classifier's view, so that a turned and shifted view still lies on real pixels. */
export const canvasPx = 140;
export const canvasMicrometresPerPixel = 0.2;

/** Pictures of cells at one scale, packed one behind the other: `canvasPx` square, RGB. Shared memory, so that workers can read it. */
export interface CellCanvases {
  readonly count: number;
  readonly rgb: Uint8Array;
}

export const bytesPerCanvas = 3 * canvasPx * canvasPx;

/** Room for `count` canvases. */
export function createCanvases(count: number): CellCanvases {
  return { count, rgb: new Uint8Array(new SharedArrayBuffer(count * bytesPerCanvas)) };
}

/** Puts a picture that is `spanUm` wide and centred on its cell into place `index`. */
export function placeOnCanvas(canvases: CellCanvases, index: number, picture: RgbPicture, spanUm: number): void {
  const square = cutSquare(picture, picture.widthPx / 2, picture.heightPx / 2, spanUm / picture.widthPx, canvasPx, canvasMicrometresPerPixel);
  canvases.rgb.set(square.rgb, index * bytesPerCanvas);
}

/** One canvas as a picture (a view, not a copy). */
export function canvasPicture(canvases: CellCanvases, index: number): RgbPicture {
  return { widthPx: canvasPx, heightPx: canvasPx, rgb: canvases.rgb.subarray(index * bytesPerCanvas, (index + 1) * bytesPerCanvas) };
}
