/** How cells are drawn at a zoom. `dots`: too small for a box; `boxes`: too small for letters; `letters`: box and class code. */
export type CellLook = 'dots' | 'boxes' | 'letters';

/** CSS pixels of a typical cell's side from which there is a box, and from which its letters fit beside its neighbours'. */
const smallestBox = 9;
const smallestLettered = 28;

/** @param typicalSide Side of a typical cell on the screen, CSS pixels. */
export function cellLook(typicalSide: number): CellLook {
  if (typicalSide < smallestBox) return 'dots';
  return typicalSide < smallestLettered ? 'boxes' : 'letters';
}

/** Side of a dot in CSS pixels: half of the cell's, so that neighbours stay apart, and never so small that it is lost. */
export function dotSide(typicalSide: number): number {
  return Math.min(5, Math.max(2, Math.round(typicalSide / 2)));
}
