import type { ColourRow } from '#shared/contract/driftCommands.ts';

/** A slide whose colours lie outside their limits, with those that do. */
export interface SlideOutside { readonly key: number; readonly caseId: number; readonly slide: string; readonly names: readonly { readonly name: ColourRow['name']; readonly state: string }[] }

/** Of the newest slides, not more than a screen can say. */
const newest = 5;

/** Those of the newest slides, the newest first, that look unlike the reference. */
export function slidesOutside(rows: readonly ColourRow[]): SlideOutside[] {
  const [first] = rows;
  if (!first) return [];
  return first.points.map(({ caseId, slide, isReference }, key) => ({
    key, caseId, slide, isReference, names: rows.flatMap(({ name, points }) => (points[key].state === 'within' ? [] : [{ name, state: points[key].state }])),
  })).slice(-newest).reverse().filter(({ isReference, names }) => !isReference && names.length > 0).map(({ key, caseId, slide, names }) => ({ key, caseId, slide, names }));
}
