import type { ScaledSlide } from './scaleOnSlide.ts';

/** A place as a person can find it again: on a scan from its upper left corner, in a folder from that of the field picture it lies in. */
export interface PlaceOnSlide {
  /** File name of the field picture; absent on a slide of one picture. */
  readonly field?: string;
  readonly xPx: number;
  readonly yPx: number;
  /** Undefined where it is not known. */
  readonly micrometresPerPixel: number | undefined;
}

/**
 * Where a level-0 point lies. How field pictures are laid out beside one another is this program's own affair, and pixels of several
 * cameras add up to no length, so it is told within its field; undefined between fields, where nothing was photographed.
 */
export function placeOnSlide({ fields, micrometresPerPixel }: ScaledSlide, xPx: number, yPx: number): PlaceOnSlide | undefined {
  if (fields.length < 2) return { xPx, yPx, micrometresPerPixel: fields.at(0)?.micrometresPerPixel ?? micrometresPerPixel };
  const field = fields.find(({ box }) => xPx >= box.xPx && yPx >= box.yPx && xPx < box.xPx + box.widthPx && yPx < box.yPx + box.heightPx);
  return field && { field: field.name, xPx: xPx - field.box.xPx, yPx: yPx - field.box.yPx, micrometresPerPixel: field.micrometresPerPixel ?? micrometresPerPixel };
}
