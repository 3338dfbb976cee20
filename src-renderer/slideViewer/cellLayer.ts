import type { CellColumns } from '#shared/contract/cellCommands.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassBook } from '#shared/taxonomy/classBook.ts';
import { classBook } from '../ui/classBook.ts';
import type { CellIndex } from './cellIndex.ts';
import { cellPalette } from './cellInks.ts';
import { cellLook } from './cellLook.ts';
import { letterHeight, makeLetterStamps } from './letterStamps.ts';
import type { LetterStamps } from './letterStamps.ts';
import { paintBoxes, paintDots } from './paintCells.ts';
import type { CellPainting } from './paintCells.ts';
import { PixelSheet } from './pixelSheet.ts';
import type { PixelRectangle } from './pixelSheet.ts';
import { affineMap, pushOf, slideBoxOf, stretchOf, toScreen } from './viewTransform.ts';
import type { ViewTransform } from './viewTransform.ts';

/** How far the canvas is stretched before it is painted anew, and how long the slide must have rested. */
const smallestStretch = 0.75, largestStretch = 1.5, restMs = 90;

/** With more rows than these changed at once, everything is painted: it costs no more. */
const mostSingleRows = 200;

export interface ShownCellsOfSlide { readonly columns: CellColumns; readonly index: CellIndex; readonly shown: Uint8Array }

/** The cells of a slide on a canvas that lies over it: all of it at each frame that moves, and only what changed when a call does. */
export class CellLayer {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #sheet = new PixelSheet(1, 1, cellPalette);
  #picture = new ImageData(1, 1);
  #letters: LetterStamps | undefined;
  #pixelRatio = 0;
  #book: ClassBook | undefined;
  #view: ViewTransform | undefined;
  #cells: ShownCellsOfSlide | undefined;
  #resting: number | undefined;
  /** Pixels handed to the screen by the last painting: what a change of one cell costs. */
  lastPaintedPixels = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    // The sheet is copied into it at each frame: kept in ordinary memory, that copy does not cross to a graphics card twice.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This window has no canvas to draw cells on.');
    this.#context = context;
  }

  /** Takes over other cells, or another choice of them; undefined for none. */
  show(cells: ShownCellsOfSlide | undefined): void {
    this.#cells = cells;
    if (this.#view) this.paint(this.#view);
  }

  /** Paints all that is seen. */
  paint(view: ViewTransform): void {
    this.#lieAsPainted();
    this.#view = view;
    this.#fit(view);
    this.#paintPart(undefined);
    this.#hand();
  }

  /**
   * Follows the slide as it moves. Where it was only pushed, what is painted is pushed along and only what comes in at the edges is
   * painted; where it was made a little larger or smaller, the canvas is, until the slide rests.
   */
  follow(view: ViewTransform): void {
    const painted = window.devicePixelRatio === this.#pixelRatio ? this.#view : undefined;
    const stretched = painted && stretchOf(painted, view);
    if (stretched && stretched.factor >= smallestStretch && stretched.factor <= largestStretch) {
      const { factor, left, top } = stretched;
      this.#canvas.style.transform = `matrix(${factor}, 0, 0, ${factor}, ${left}, ${top})`;
      clearTimeout(this.#resting);
      this.#resting = window.setTimeout(() => { this.paint(view); }, restMs);
      return;
    }
    const pushed = painted && pushOf(painted, view, this.#pixelRatio);
    if (!pushed) { this.paint(view); return; }
    this.#lieAsPainted();
    // As far as whole pixels go: the rest, less than half a pixel, is made up for by the next push.
    this.#view = pushed.view;
    for (const part of this.#sheet.move(pushed.across, pushed.down)) this.#paintPart(part);
    this.#hand();
  }

  /** Nothing is painted any more. */
  end(): void {
    this.#lieAsPainted();
  }

  #lieAsPainted(): void {
    clearTimeout(this.#resting);
    this.#canvas.style.transform = '';
  }

  /** Paints again what lies where these rows are. */
  paintRows(rows: readonly number[]): void {
    const cells = this.#cells;
    const view = this.#view;
    if (!cells || !view) return;
    if (rows.length > mostSingleRows) { this.paint(view); return; }
    for (const row of rows) {
      const part = this.#paintPart(this.#partOf(view, cells.columns.boxes.subarray(row * 4, row * 4 + 4)));
      if (part.left < part.right && part.top < part.bottom) this.#hand(part);
    }
  }

  /** Paints a part of the sheet anew, all of it where none is given. Gives the part in whole pixels. */
  #paintPart(wanted: PixelRectangle | undefined): PixelRectangle {
    const part = this.#sheet.begin(wanted);
    const view = this.#view;
    if (view && this.#cells && part.left < part.right && part.top < part.bottom) {
      const ratio = this.#pixelRatio;
      this.#paintBox(slideBoxOf(view, part.left / ratio, part.top / ratio, part.right / ratio, part.bottom / ratio), view, this.#cells);
    }
    return part;
  }

  #hand({ left, top, right, bottom }: PixelRectangle = { left: 0, top: 0, right: this.#sheet.width, bottom: this.#sheet.height }): void {
    this.#context.putImageData(this.#picture, 0, 0, left, top, right - left, bottom - top);
    this.lastPaintedPixels = (right - left) * (bottom - top);
  }

  /** Paints the cells whose box, lines or letters can touch a box of the slide. */
  #paintBox({ xPx, yPx, widthPx, heightPx }: BoxPx, view: ViewTransform, { columns, shown, index }: ShownCellsOfSlide): void {
    const reachPx = (letterHeight * 2 + 8) / view.scale;
    const around = { xPx: xPx - reachPx, yPx: yPx - reachPx, widthPx: widthPx + 2 * reachPx, heightPx: heightPx + 2 * reachPx };
    const painting: CellPainting = { columns, shown, map: affineMap(view, this.#pixelRatio), pixelRatio: this.#pixelRatio, typicalSide: index.typicalSidePx * view.scale, letters: this.#letters! };
    if (cellLook(painting.typicalSide) === 'dots') paintDots(this.#sheet, index.placesIn(around), index, painting);
    // In the order of counting: boxes that overlap must lie upon each other in a part as they do in the whole.
    else paintBoxes(this.#sheet, Int32Array.from(index.rowsIn(around)).sort(), painting);
  }

  /** Device pixels that a cell's box, its lines and its letters can touch. */
  #partOf(view: ViewTransform, [xPx, yPx, widthPx, heightPx]: Float32Array): PixelRectangle {
    const corners = [toScreen(view, xPx, yPx), toScreen(view, xPx + widthPx, yPx), toScreen(view, xPx, yPx + heightPx), toScreen(view, xPx + widthPx, yPx + heightPx)];
    const ratio = this.#pixelRatio;
    const left = Math.min(...corners.map(({ x }) => x));
    return {
      left: (left - 6) * ratio, top: (Math.min(...corners.map(({ y }) => y)) - letterHeight - 6) * ratio,
      right: (Math.max(left + letterHeight * 2, ...corners.map(({ x }) => x)) + 6) * ratio, bottom: (Math.max(...corners.map(({ y }) => y)) + 6) * ratio,
    };
  }

  #fit({ screenWidth, screenHeight }: ViewTransform): void {
    const ratio = window.devicePixelRatio;
    const width = Math.max(1, Math.round(screenWidth * ratio));
    const height = Math.max(1, Math.round(screenHeight * ratio));
    const book = classBook();
    if (this.#pixelRatio !== ratio || this.#book !== book) { this.#pixelRatio = ratio; this.#book = book; this.#letters = makeLetterStamps(ratio, book); }
    if (this.#sheet.width === width && this.#sheet.height === height) return;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#sheet = new PixelSheet(width, height, cellPalette);
    this.#picture = new ImageData(this.#sheet.bytes, width, height);
  }
}
