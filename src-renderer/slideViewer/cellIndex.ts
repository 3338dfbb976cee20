import Flatbush from 'flatbush';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';

/** Cells that came after the tree was made are looked through one by one; with more of them the tree is made anew. */
const mostUnsorted = 2000;

/** Parts of the slide along each side, by which cells are put into an order in which neighbours lie near each other in memory. */
const partsAlong = 64;

/**
 * Where the cells of one slide lie. A call that changes leaves it as it is. It answers with rows of the columns, or with places in
 * an order of its own in which cells that lie together stand together: 100,000 dots painted in the order of counting would wait
 * for memory at each of them.
 */
export class CellIndex {
  readonly #slide: number;
  #columns: CellColumns;
  #tree: Flatbush | undefined;
  #known = 0;
  /** Cells in the tree; those at later places came after it was made. */
  #inTree = 0;
  #count = 0;
  /** Row of the cell at each place. */
  rowOfPlace = new Int32Array(0);
  /** Middle of the cell at each place, x and y by turns, level-0 pixels. */
  middles = new Float32Array(0);
  /** Middle one of the cells' longer sides, level-0 pixels; 0 where there is no cell. */
  typicalSidePx = 0;

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
    const rows = this.#inPlaces(this.#rowsOfSlide(0));
    const { boxes } = this.#columns;
    this.rowOfPlace = new Int32Array(rows.length + mostUnsorted);
    this.middles = new Float32Array(this.rowOfPlace.length * 2);
    this.#tree = rows.length > 0 ? new Flatbush(rows.length, 16, Float32Array) : undefined;
    this.#count = 0;
    for (const row of rows) {
      this.#tree?.add(boxes[row * 4], boxes[row * 4 + 1], boxes[row * 4] + boxes[row * 4 + 2], boxes[row * 4 + 1] + boxes[row * 4 + 3]);
      this.#append(row);
    }
    this.#tree?.finish();
    this.#inTree = rows.length;
    const sides = Float32Array.from(rows, (row) => Math.max(boxes[row * 4 + 2], boxes[row * 4 + 3])).sort();
    this.typicalSidePx = sides.length > 0 ? sides[sides.length >> 1] : 0;
    this.#known = this.#columns.ids.length;
  }

  /** The rows ordered by the part of the slide in which each lies. */
  #inPlaces(rows: readonly number[]): readonly number[] {
    const { boxes } = this.#columns;
    let right = 1;
    let bottom = 1;
    for (const row of rows) {
      right = Math.max(right, boxes[row * 4]);
      bottom = Math.max(bottom, boxes[row * 4 + 1]);
    }
    const partOf = (row: number): number => Math.floor((boxes[row * 4 + 1] / bottom) * (partsAlong - 1)) * partsAlong + Math.floor((boxes[row * 4] / right) * (partsAlong - 1));
    const parts: number[][] = Array.from({ length: partsAlong * partsAlong }, () => []);
    for (const row of rows) parts[Math.max(0, partOf(row))].push(row);
    return parts.flat();
  }

  #append(row: number): void {
    const { boxes } = this.#columns;
    this.rowOfPlace[this.#count] = row;
    this.middles[this.#count * 2] = boxes[row * 4] + boxes[row * 4 + 2] / 2;
    this.middles[this.#count * 2 + 1] = boxes[row * 4 + 1] + boxes[row * 4 + 3] / 2;
    this.#count++;
  }

  /** Takes over columns in which rows were added at the end; those that were there stand where they stood. */
  extend(columns: CellColumns): void {
    this.#columns = columns;
    const added = this.#rowsOfSlide(this.#known);
    this.#known = columns.ids.length;
    if (this.#count - this.#inTree + added.length > mostUnsorted || !this.#tree) this.#build();
    else for (const row of added) this.#append(row);
  }

  /** Places of the cells whose boxes touch a rectangle, in no order. */
  placesIn({ xPx, yPx, widthPx, heightPx }: BoxPx): number[] {
    const right = xPx + widthPx;
    const bottom = yPx + heightPx;
    const places = this.#tree?.search(xPx, yPx, right, bottom) ?? [];
    const { boxes } = this.#columns;
    for (let place = this.#inTree; place < this.#count; place++) {
      const at = this.rowOfPlace[place] * 4;
      if (boxes[at] <= right && boxes[at + 1] <= bottom && boxes[at] + boxes[at + 2] >= xPx && boxes[at + 1] + boxes[at + 3] >= yPx) places.push(place);
    }
    return places;
  }

  /** Rows of the cells whose boxes touch a rectangle, in no order. */
  rowsIn(box: BoxPx): number[] {
    const rows = this.placesIn(box);
    for (let i = 0; i < rows.length; i++) rows[i] = this.rowOfPlace[rows[i]];
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
