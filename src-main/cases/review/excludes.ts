import type { BoxPx } from '#shared/geometry/box.ts';
import type { ExcludedArea } from '#main/store/repositories/excludedAreaRepository.ts';

/** Whether a place of a slide, level-0 pixels, lies in one of the areas left out. A cell lies where its centre does. */
export function excludes(areas: readonly ExcludedArea[], slideId: number, xPx: number, yPx: number): boolean {
  return areas.some(({ slideId: of, box }) => of === slideId && xPx >= box.xPx && xPx < box.xPx + box.widthPx && yPx >= box.yPx && yPx < box.yPx + box.heightPx);
}

/** Whether the centre of a box does. */
export function excludesBox(areas: readonly ExcludedArea[], slideId: number, { xPx, yPx, widthPx, heightPx }: BoxPx): boolean {
  return excludes(areas, slideId, xPx + widthPx / 2, yPx + heightPx / 2);
}
