import type { DetectedCell } from '#main/analysis/cells.ts';

/** Boxes that share more than this of their union are the same cell: touching cells seldom share more than a quarter. */
const sameCellUnionShare = 0.45;
/**
 * A box lying this much inside a much surer one is a part of it (a lobe of a nucleus), not a cell of its own. One that is nearly as
 * sure is a small cell in the corner of a large one's box: erythroblasts crowd like that.
 */
const insideShare = 0.8;
const muchSurer = 0.7;

/** Whether the second, less sure box names the cell that the first names, or a part of it. */
function isSameCell({ box: a, score: stronger }: DetectedCell, { box: b, score: weaker }: DetectedCell): boolean {
  const w = Math.min(a.xPx + a.widthPx, b.xPx + b.widthPx) - Math.max(a.xPx, b.xPx);
  const h = Math.min(a.yPx + a.heightPx, b.yPx + b.heightPx) - Math.max(a.yPx, b.yPx);
  if (w <= 0 || h <= 0) return false;
  const shared = w * h;
  const areaA = a.widthPx * a.heightPx;
  const areaB = b.widthPx * b.heightPx;
  return shared > sameCellUnionShare * (areaA + areaB - shared) || (weaker < muchSurer * stronger && shared > insideShare * Math.min(areaA, areaB));
}

/**
 * Keeps the surest box of each cell, surest first (ties by place, so that the order never depends on the input's).
 * Boxes are looked up by squares as wide as the widest box, so the time grows with the number of cells, not its square.
 */
export function suppressDoubles(cells: readonly DetectedCell[]): DetectedCell[] {
  const sorted = [...cells].sort((a, b) => b.score - a.score || a.box.yPx - b.box.yPx || a.box.xPx - b.box.xPx);
  const squarePx = sorted.reduce((widest, cell) => Math.max(widest, cell.box.widthPx, cell.box.heightPx), 1);
  const squares = new Map<string, DetectedCell[]>();
  const kept: DetectedCell[] = [];
  for (const cell of sorted) {
    const column = Math.floor(cell.box.xPx / squarePx);
    const row = Math.floor(cell.box.yPx / squarePx);
    let double = false;
    for (let y = row - 1; y <= row + 1 && !double; y += 1) {
      for (let x = column - 1; x <= column + 1 && !double; x += 1) {
        double = squares.get(`${x},${y}`)?.some((other) => isSameCell(other, cell)) ?? false;
      }
    }
    if (double) continue;
    kept.push(cell);
    const key = `${column},${row}`;
    const square = squares.get(key);
    if (square) square.push(cell);
    else squares.set(key, [cell]);
  }
  return kept;
}
