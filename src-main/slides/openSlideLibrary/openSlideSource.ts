import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { believableScale } from '../believableScale.ts';
import { canvasFor } from '../canvasFor.ts';
import { boxOfTile, checkRegion } from '../checkRegion.ts';
import type { TellBytesRead } from '../bytesRead.ts';
import { filesOfSlide, hashSlideFiles } from '../hashSlideFiles.ts';
import { unreadable } from '../slideErrors.ts';
import type { SlideField, SlideLevel, SlideSource } from '../slideSource.ts';
import type { OpenSlideLibrary } from './loadOpenSlide.ts';

const usualTilePx = 512;
/** Four bytes a pixel come from the library: 16 megapixels at a time are 64 MB beside the result. */
const mostAtOncePx = 16 * 1024 * 1024;
const largestTilePx = 2048;

/** Premultiplied ARGB over white. The machine's order is little-endian on everything this runs on: blue stands first. */
function layOnWhite(argb: Uint8Array, rgb: Uint8Array, start: number): void {
  for (let from = 0, to = start; from < argb.length; from += 4, to += 3) {
    const white = 255 - argb[from + 3];
    rgb[to] = argb[from + 2] + white;
    rgb[to + 1] = argb[from + 1] + white;
    rgb[to + 2] = argb[from] + white;
  }
}

/** A slide read through OpenSlide. The library keeps its own small cache of tiles. */
export class OpenSlideSource implements SlideSource {
  readonly path: string;
  readonly format: string;
  readonly levels: readonly SlideLevel[];
  readonly fields: readonly SlideField[];
  readonly micrometresPerPixel: number | undefined;
  readonly #library: OpenSlideLibrary;
  readonly #slide: unknown;
  #closed = false;
  #reads = Promise.resolve();

  /** Throws `slide-unreadable` with OpenSlide's words where it can't open the file. */
  constructor(library: OpenSlideLibrary, path: string, format: string, name: string) {
    this.path = path;
    this.format = format;
    this.#library = library;
    this.#slide = library.open(path);
    if (!this.#slide) throw unreadable(path, 'OpenSlide does not know it');
    this.#throwOnError();
    const property = (key: string) => Number(library.property(this.#slide, key) ?? Number.NaN);
    this.levels = Array.from({ length: library.levelCount(this.#slide) }, (_, level) => {
      const size = library.levelSize(this.#slide, level);
      const tile = (side: string) => { const px = property(`openslide.level[${level}].tile-${side}`); return Number.isInteger(px) && px >= 16 && px <= largestTilePx ? px : usualTilePx; };
      return { ...size, downsample: library.levelDownsample(this.#slide, level), tileWidthPx: tile('width'), tileHeightPx: tile('height') };
    });
    this.micrometresPerPixel = believableScale(property('openslide.mpp-x'));
    this.fields = [{ name, box: { xPx: 0, yPx: 0, widthPx: this.levels[0].widthPx, heightPx: this.levels[0].heightPx } }];
  }

  #throwOnError(): void {
    const error = this.#library.getError(this.#slide);
    if (error) throw unreadable(this.path, `OpenSlide says "${error}"`);
  }

  async readTile(level: number, column: number, row: number, into?: Uint8Array): Promise<RgbPicture> {
    const { xPx, yPx, widthPx, heightPx } = boxOfTile(this.levels, level, column, row);
    return this.readRegion(level, xPx, yPx, widthPx, heightPx, into);
  }

  async readRegion(level: number, xPx: number, yPx: number, widthPx: number, heightPx: number, into?: Uint8Array): Promise<RgbPicture> {
    const { downsample } = checkRegion(this.levels, level, xPx, yPx, widthPx, heightPx);
    const { rgb } = canvasFor(widthPx, heightPx, into);
    const rows = Math.max(1, Math.floor(mostAtOncePx / widthPx));
    for (let top = 0; top < heightPx; top += rows) {
      const count = Math.min(rows, heightPx - top);
      const argb = new Uint8Array(4 * widthPx * count);
      if (this.#closed) throw new Error(`${this.path} was closed`);
      const read = this.#library.readRegion(this.#slide, argb, Math.round(xPx * downsample), Math.round((yPx + top) * downsample), level, widthPx, count);
      // Closing waits for this; a failure is the reader's to hear of, not the closer's.
      this.#reads = Promise.allSettled([this.#reads, read]).then(() => undefined);
      await read;
      this.#throwOnError();
      layOnWhite(argb, rgb, 3 * widthPx * top);
    }
    return { widthPx, heightPx, rgb };
  }

  /** OpenSlide gives pixels only. */
  compressedTile(level: number, column: number, row: number): Promise<undefined> {
    boxOfTile(this.levels, level, column, row);
    return Promise.resolve(undefined);
  }

  filesOf(): Promise<readonly string[]> {
    return filesOfSlide(this.path);
  }

  hash(signal?: { readonly aborted: boolean }, tell?: TellBytesRead): Promise<string> {
    return hashSlideFiles(this.path, signal, tell);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#reads;
    this.#library.close(this.#slide);
  }
}
