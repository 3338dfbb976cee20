import Flatbush from 'flatbush';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';

/** Cells that came after the tree was made are looked through one by one; with more of them the tree is made anew. */
const mostUnsorted = 2000;

/** Where the cells of one slide lie: answers with rows of the columns. A call that changes leaves it as it is. */
export class CellIndex {
  readonly #slide: number;
  #columns: CellColumns;
  #tree: Flatbush | undefined;
  /** Row of each box in the tree. */
  #treeRows = new Int32Array(0);
  #unsorted: number[] = [];
  #known = 0;
  /** Middle one of the cells' longer sides, level-0 pixels; 0 where there is no cell. */
  typicalSidePx = 0;
  /** The longest side of any of them, level-0 pixels. */
  longestSidePx = 0;

  /** @param slide Place of the slide in the case, as in `CellColumns.slides`. */
  constructor(columns: CellColumns, slide: number) {
    this.#slide = slide;
    this.#columns = columns;
    this.#build();
  }

  #rowsOfSlide(from: number): number[] {
    const rows: number[] = [];
    for (let row = from; row < this.#columns.ids.length; row++) if (this.#columns.slides[row] === this.#slide) rows.push(row);
    return rows;
  }

  #build(): void {
    const rows = this.#rowsOfSlide(0);
    const { boxes } = this.#columns;
    this.#treeRows = Int32Array.from(rows);
    this.#tree = rows.length > 0 ? new Flatbush(rows.length, 16, Float32Array) : undefined;
    for (const row of rows) this.#tree?.add(boxes[row * 4], boxes[row * 4 + 1], boxes[row * 4] + boxes[row * 4 + 2], boxes[row * 4 + 1] + boxes[row * 4 + 3]);
    this.#tree?.finish();
    const sides = Float32Array.from(rows, (row) => Math.max(boxes[row * 4 + 2], boxes[row * 4 + 3])).sort();
    this.typicalSidePx = sides.length > 0 ? sides[sides.length >> 1] : 0;
    this.longestSidePx = sides.length > 0 ? sides[sides.length - 1] : 0;
    this.#unsorted = [];
    this.#known = this.#columns.ids.length;
  }

  /** Takes over columns in which rows were added at the end; those that were there stand where they stood. */
  extend(columns: CellColumns): void {
    this.#columns = columns;
    const added = this.#rowsOfSlide(this.#known);
    this.#known = columns.ids.length;
    this.#unsorted.push(...added);
    for (const row of added) this.longestSidePx = Math.max(this.longestSidePx, columns.boxes[row * 4 + 2], columns.boxes[row * 4 + 3]);
    if (this.#unsorted.length > mostUnsorted || !this.#tree) this.#build();
  }

  /** Rows of the cells whose boxes touch a rectangle, in no order. */
  rowsIn({ xPx, yPx, widthPx, heightPx }: BoxPx): number[] {
    const right = xPx + widthPx;
    const bottom = yPx + heightPx;
    const rows = this.#tree?.search(xPx, yPx, right, bottom) ?? [];
    for (let i = 0; i < rows.length; i++) rows[i] = this.#treeRows[rows[i]];
    const { boxes } = this.#columns;
    for (const row of this.#unsorted) {
      const at = row * 4;
      if (boxes[at] <= right && boxes[at + 1] <= bottom && boxes[at] + boxes[at + 2] >= xPx && boxes[at + 1] + boxes[at + 3] >= yPx) rows.push(row);
    }
    return rows;
  }

  /**
   * The cell that a person means by a point: of those whose box, widened by `reachPx`, holds it, the one whose middle is nearest
   * for its size. So a small cell that lies upon a megakaryocyte can be had, and the megakaryocyte beside it.
   */
  cellAt(xPx: number, yPx: number, reachPx: number, isShown: (row: number) => boolean): number | undefined {
    const { boxes } = this.#columns;
    let nearest: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const row of this.rowsIn({ xPx: xPx - reachPx, yPx: yPx - reachPx, widthPx: 2 * reachPx, heightPx: 2 * reachPx })) {
      if (!isShown(row)) continue;
      const halfWidth = boxes[row * 4 + 2] / 2 + reachPx;
      const halfHeight = boxes[row * 4 + 3] / 2 + reachPx;
      const dx = xPx - (boxes[row * 4] + boxes[row * 4 + 2] / 2);
      const dy = yPx - (boxes[row * 4 + 1] + boxes[row * 4 + 3] / 2);
      const distance = Math.max(Math.abs(dx) / halfWidth, Math.abs(dy) / halfHeight);
      if (distance < least) { least = distance; nearest = row; }
    }
    return nearest;
  }
}
