import path from 'node:path';
import type { SlideField, SlideSource } from './slideSource.ts';

/** A point as the picture it was taken from knows it: pixels as that file stores them, from its upper left corner. */
export interface PlaceInField {
  /** File name of the field picture; empty for a scan, which is one picture. */
  readonly field: string;
  readonly xPx: number;
  readonly yPx: number;
}

const holds = ({ box }: SlideField, xPx: number, yPx: number): boolean => xPx >= box.xPx && yPx >= box.yPx && xPx < box.xPx + box.widthPx && yPx < box.yPx + box.heightPx;

/**
 * Finds points of a slide's level 0 in its field pictures: positions on a slide made of a folder are in a layout that only this program
 * knows. Undefined between the fields, where nothing was photographed. Quickest for points that come field by field.
 */
export function placesInFields({ path: slide, fields }: Pick<SlideSource, 'path' | 'fields'>): (xPx: number, yPx: number) => PlaceInField | undefined {
  const isScan = fields.length === 1 && fields[0].name === path.basename(slide);
  let last: SlideField | undefined;
  return (xPx, yPx) => {
    if (isScan) return { field: '', xPx, yPx };
    // Cells are listed region by region: the next one mostly lies in the same field.
    if (!last || !holds(last, xPx, yPx)) last = fields.find((field) => holds(field, xPx, yPx));
    return last && { field: last.name, xPx: xPx - last.box.xPx, yPx: yPx - last.box.yPx };
  };
}
