import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { jpegPrefix } from '../jpeg/assembleJpeg.ts';
import { canvasFor } from '../canvasFor.ts';
import { pasteInto } from '../pasteInto.ts';
import type { PictureCache } from '../pictureCache.ts';
import { unreadable } from '../slideErrors.ts';
import type { SlideFile } from '../slideFile.ts';
import { BlockError, decodeBlock } from './decodeBlock.ts';
import type { TiffPage } from './tiffPage.ts';
import { tiffCompression, tiffPhotometric } from './tiffTags.ts';

/** Blocks decoded at once: enough for a few threads of the pool, few enough to bound memory. */
const blocksAtOnce = 4;
const pixelsAtOnce = 16 * 1024 * 1024;
/** Blocks that lie this close in the file are read in one go. */
const joinedGapBytes = 4096;
const joinedReadBytes = 4 * 1024 * 1024;

const colourNames = ['red', 'green', 'blue'];

/** Red, green and blue of a page whose colours lie in separate planes, each with blocks of its own, as grey pages; none of another page. */
function colourPlanes(page: TiffPage): TiffPage[] {
  if (page.planarConfiguration !== 2) return [];
  const blocks = page.columns * page.rows;
  return colourNames.map((_, colour) => ({
    ...page, planarConfiguration: 1, samplesPerPixel: 1, photometric: tiffPhotometric.blackIsZero, extraSamples: [],
    offsets: page.offsets.subarray(colour * blocks, (colour + 1) * blocks), byteCounts: page.byteCounts.subarray(colour * blocks, (colour + 1) * blocks),
  }));
}

interface BlockPlace { readonly column: number; readonly row: number; readonly index: number }

/** Reads the pixels of one page, block by block. */
export class PagePixels {
  readonly page: TiffPage;
  readonly #file: SlideFile;
  readonly #cache: PictureCache;
  readonly #name: string;
  readonly #prefix: Uint8Array | undefined;
  /** Of a page whose colours lie in separate planes: each as a grey page of its own. */
  readonly #planes: readonly PagePixels[];
  /** Memory of blocks that were copied out and let go, for the next ones: a fresh piece each costs as much as a third of the decoding. */
  readonly #scratch: Uint8Array[] = [];

  /** `name` says which picture of the file this is, in errors and in the cache: "level 0". */
  constructor(file: SlideFile, page: TiffPage, cache: PictureCache, name: string) {
    this.#file = file;
    this.page = page;
    this.#cache = cache;
    this.#name = name;
    const colour = page.samplesPerPixel === 1 ? 'grey' : page.photometric === tiffPhotometric.rgb ? 'rgb' : 'ycbcr';
    this.#prefix = page.compression === tiffCompression.jpeg ? jpegPrefix(page.jpegTables, colour) : undefined;
    this.#planes = colourPlanes(page).map((plane, index) => new PagePixels(file, plane, cache, `${name}, ${colourNames[index]}`));
  }

  /** What goes before a tile's stored bytes to make a JPEG of its own; undefined where the page is no JPEG. */
  get jpegPrefix(): Uint8Array | undefined { return this.#prefix; }

  /** The stored bytes of a block; undefined where it is missing. */
  async storedBlock(column: number, row: number): Promise<Buffer | undefined> {
    const index = row * this.page.columns + column;
    const length = this.page.byteCounts[index];
    return length > 0 ? this.#file.read(this.page.offsets[index], length, this.#whatIs(column, row)) : undefined;
  }

  /** The pixels of a rectangle that may reach over the page's edge, where it is white. Blocks wholly inside are not kept: nobody asks for them again soon. */
  async readRegion(xPx: number, yPx: number, widthPx: number, heightPx: number, into?: Uint8Array): Promise<RgbPicture> {
    if (this.#planes.length > 0) return this.#joinPlanes(xPx, yPx, canvasFor(widthPx, heightPx, into));
    const canvas = into && canvasFor(widthPx, heightPx, into);
    const single = await this.#wholeBlock(xPx, yPx, widthPx, heightPx, canvas?.rgb);
    if (single) return single;
    return this.#assemble(xPx, yPx, canvas ?? canvasFor(widthPx, heightPx));
  }

  async #joinPlanes(xPx: number, yPx: number, canvas: RgbPicture): Promise<RgbPicture> {
    const { widthPx, heightPx, rgb } = canvas;
    for (const [channel, plane] of this.#planes.entries()) {
      const { rgb: grey } = await plane.readRegion(xPx, yPx, widthPx, heightPx);
      for (let at = channel; at < 3 * widthPx * heightPx; at += 3) rgb[at] = grey[at];
    }
    return canvas;
  }

  async #assemble(xPx: number, yPx: number, canvas: RgbPicture): Promise<RgbPicture> {
    const { page } = this;
    const { blockWidthPx: blockWidth, blockHeightPx: blockHeight } = page;
    const { widthPx, heightPx } = canvas;
    const right = Math.min(xPx + widthPx, page.widthPx);
    const bottom = Math.min(yPx + heightPx, page.heightPx);
    if (xPx < 0 || yPx < 0 || right < xPx + widthPx || bottom < yPx + heightPx) canvas.rgb.fill(255);
    for (let row = Math.floor(Math.max(0, yPx) / blockHeight); row * blockHeight < bottom; row += 1) {
      const places: BlockPlace[] = [];
      for (let column = Math.floor(Math.max(0, xPx) / blockWidth); column * blockWidth < right; column += 1) places.push({ column, row, index: row * page.columns + column });
      await this.#forEachBlock(places, ({ column }) => {
        const left = column * blockWidth;
        const top = row * blockHeight;
        return left < xPx || top < yPx || left + blockWidth > right || top + blockHeight > bottom;
      }, ({ column }, picture) => {
        const left = column * blockWidth;
        const top = row * blockHeight;
        pasteInto(canvas, picture, left - xPx, top - yPx, Math.min(blockWidth, page.widthPx - left), Math.min(blockHeight, page.heightPx - top));
      });
    }
    return canvas;
  }

  /** Where the rectangle is exactly one block of the file, its decoded pixels without a copy. */
  async #wholeBlock(xPx: number, yPx: number, widthPx: number, heightPx: number, into: Uint8Array | undefined): Promise<RgbPicture | undefined> {
    const { page } = this;
    if (widthPx !== page.blockWidthPx || heightPx !== page.blockHeightPx || xPx % widthPx !== 0 || yPx % heightPx !== 0) return undefined;
    const column = xPx / widthPx;
    const row = yPx / heightPx;
    if (column < 0 || row < 0 || xPx + widthPx > page.widthPx || yPx + heightPx > page.heightPx) return undefined;
    const place = { column, row, index: row * page.columns + column };
    if (this.#cache.peek(this.#keyOf(place))) return undefined;
    const bytes = await this.storedBlock(column, row);
    if (!bytes) return undefined;
    const picture = await this.#decode(place, bytes, into);
    if (picture.widthPx !== widthPx || picture.heightPx !== heightPx) return undefined;
    if (!into || picture.rgb.buffer === into.buffer) return picture;
    into.set(picture.rgb);
    return { widthPx, heightPx, rgb: into };
  }

  async #forEachBlock(places: readonly BlockPlace[], isKept: (place: BlockPlace) => boolean, use: (place: BlockPlace, picture: RgbPicture) => void): Promise<void> {
    const missing: BlockPlace[] = [];
    for (const place of places) {
      if (this.page.byteCounts[place.index] === 0) { use(place, this.#whiteBlock()); continue; }
      const kept = this.#cache.peek(this.#keyOf(place));
      if (kept) use(place, kept); else missing.push(place);
    }
    for (const run of this.#runsOf(missing)) {
      const start = this.page.offsets[run[0].index];
      const last = run.at(-1)!;
      const bytes = await this.#file.read(start, this.page.offsets[last.index] + this.page.byteCounts[last.index] - start, this.#whatIs(run[0].column, run[0].row));
      const atOnce = Math.max(1, Math.min(blocksAtOnce, Math.floor(pixelsAtOnce / (this.page.blockWidthPx * this.page.blockHeightPx))));
      for (let first = 0; first < run.length; first += atOnce) {
        await Promise.all(run.slice(first, first + atOnce).map(async (place) => {
          const at = this.page.offsets[place.index] - start;
          const body = bytes.subarray(at, at + this.page.byteCounts[place.index]);
          if (isKept(place)) { use(place, await this.#cache.get(this.#keyOf(place), () => this.#decode(place, body))); return; }
          const scratch = this.#scratch.pop() ?? new Uint8Array(this.#prefix ? 3 * this.page.blockWidthPx * this.page.blockHeightPx : 0);
          use(place, await this.#decode(place, body, scratch));
          if (this.#scratch.length < blocksAtOnce) this.#scratch.push(scratch);
        }));
      }
    }
  }

  /** Blocks that lie one after the other in the file, as most writers leave them, go together. */
  #runsOf(places: readonly BlockPlace[]): BlockPlace[][] {
    const { offsets, byteCounts } = this.page;
    const runs: BlockPlace[][] = [];
    for (const place of places) {
      const run = runs.at(-1);
      const before = run?.at(-1);
      if (run && before) {
        const gap = offsets[place.index] - offsets[before.index] - byteCounts[before.index];
        const length = offsets[place.index] + byteCounts[place.index] - offsets[run[0].index];
        if (gap >= 0 && gap <= joinedGapBytes && length <= joinedReadBytes) { run.push(place); continue; }
      }
      runs.push([place]);
    }
    return runs;
  }

  async #decode({ column, row }: BlockPlace, bytes: Uint8Array, into?: Uint8Array): Promise<RgbPicture> {
    const { page } = this;
    const neededWidthPx = Math.min(page.blockWidthPx, page.widthPx - column * page.blockWidthPx);
    const neededHeightPx = Math.min(page.blockHeightPx, page.heightPx - row * page.blockHeightPx);
    // A last strip holds the rows that are left, a tile on the edge is whole.
    const heightPx = page.tiled ? page.blockHeightPx : neededHeightPx;
    try {
      return await decodeBlock(page, bytes, this.#prefix, { widthPx: page.blockWidthPx, heightPx, neededWidthPx, neededHeightPx }, into);
    } catch (error) {
      if (error instanceof BlockError) throw unreadable(this.#file.path, `${this.#whatIs(column, row)} can't be decoded because ${error.message}`, { cause: error });
      throw error;
    }
  }

  #whiteBlock(): RgbPicture {
    return blankPicture(this.page.blockWidthPx, this.page.blockHeightPx);
  }

  #keyOf({ index }: BlockPlace): string {
    return `${this.#name}/${index}`;
  }

  #whatIs(column: number, row: number): string {
    return this.page.tiled ? `the tile at column ${column}, row ${row} of ${this.#name}` : `strip ${row} of ${this.#name}`;
  }
}
