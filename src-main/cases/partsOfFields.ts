import * as v from 'valibot';
import { boxPx } from '#shared/contract/parts.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { Library } from '#main/store/library.ts';

/** What of a kept quality map says where its fields lie. */
const keptMap = v.object({ blocks: v.array(v.object({ field: v.string(), box: boxPx })) });

/** A part of a slide, level-0 pixels, and the field it lies in. */
export interface PartOfField { readonly field: string; readonly box: BoxPx }

/**
 * The parts of a slide that were looked at, with their fields: the regions that are counted, then those left out, in which a person can add
 * cells all the same. Together they cover each field that can be read.
 */
export function partsOfFields(library: Library, slideId: number): PartOfField[] {
  const stored = library.regions.choice(slideId)?.qualityMap;
  const read = v.safeParse(keptMap, stored === undefined ? undefined : JSON.parse(stored));
  const regions = library.regions.ofSlide(slideId).map(({ field, box }) => ({ field, box }));
  const isRegion = new Set(regions.map(({ box }) => `${box.xPx} ${box.yPx}`));
  return [...regions, ...(read.success ? read.output.blocks.filter(({ box }) => !isRegion.has(`${box.xPx} ${box.yPx}`)) : [])];
}

/** The field in which a point lies, level-0 pixels; undefined between fields. */
export function fieldAt(parts: readonly PartOfField[], xPx: number, yPx: number): string | undefined {
  return parts.find(({ box }) => xPx >= box.xPx && xPx < box.xPx + box.widthPx && yPx >= box.yPx && yPx < box.yPx + box.heightPx)?.field;
}
