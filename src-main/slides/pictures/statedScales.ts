import type { FieldPicture } from './fieldPicture.ts';

/** Scales that differ by less than this share are one, rounded in two ways. */
const sameScale = 0.01;

/**
 * The scale of each picture that its own file states. A picture that states none has that of the others of its size in pixels, as one camera
 * takes them, where at least half of that size state one and agree: a single one may have strayed in from another microscope. Pictures
 * missing here are to be measured.
 */
export function statedScales(pictures: readonly FieldPicture[]): Map<FieldPicture, number> {
  const ofOneSize = Map.groupBy(pictures, ({ widthPx, heightPx }) => `${widthPx} x ${heightPx}`);
  return new Map([...ofOneSize.values()].flatMap((ofSize) => {
    const stated = ofSize.flatMap(({ micrometresPerPixel }) => micrometresPerPixel ?? []);
    const lent = 2 * stated.length >= ofSize.length ? commonScale(stated) : undefined;
    return ofSize.flatMap((picture) => {
      const scale = picture.micrometresPerPixel ?? lent;
      return scale === undefined ? [] : [[picture, scale] as const];
    });
  }));
}

/** The scale that all agree on, within a hundredth; undefined where one has none or another, or there are none. */
export function commonScale(scales: readonly (number | undefined)[]): number | undefined {
  const [first] = scales;
  return first !== undefined && scales.every((scale) => scale !== undefined && Math.abs(scale - first) <= sameScale * first) ? first : undefined;
}
