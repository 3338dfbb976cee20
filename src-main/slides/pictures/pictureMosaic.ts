import type { BoxPx } from '#shared/geometry/box.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { TellBytesRead } from '../bytesRead.ts';
import { canvasFor } from '../canvasFor.ts';
import { boxOfTile, checkRegion } from '../checkRegion.ts';
import { pasteInto } from '../pasteInto.ts';
import { PictureCache } from '../pictureCache.ts';
import { reduceRegion, reducedLevels } from '../reducedRegion.ts';
import type { SlideField, SlideLevel, SlideSource, TellFieldHash } from '../slideSource.ts';
import type { FieldPicture } from './fieldPicture.ts';
import { largestPicturePx } from './fieldPicture.ts';

const tilePx = 512;
/** Room for the largest picture, or for some dozens of usual ones. */
const cacheBytes = 3 * largestPicturePx;

/** A picture of the mosaic and where it lies. */
export interface PlacedPicture { readonly picture: FieldPicture; readonly box: BoxPx }

/** Whole pictures laid out on white as one slide: a folder of fields, or a single picture. Pictures are decoded when a region needs them. */
export class PictureMosaic implements SlideSource {
  readonly path: string;
  readonly format: string;
  readonly levels: readonly SlideLevel[];
  readonly fields: readonly SlideField[];
  readonly micrometresPerPixel: number | undefined;
  readonly #placed: readonly PlacedPicture[];
  readonly #fileOf: ReadonlyMap<string, string>;
  readonly #cache = new PictureCache(cacheBytes);
  readonly #hash: SlideSource['hash'];

  constructor(about: {
    path: string; format: string; widthPx: number; heightPx: number; micrometresPerPixel: number | undefined;
    fields: readonly SlideField[]; placed: readonly PlacedPicture[]; hash: SlideSource['hash'];
  }) {
    const { widthPx, heightPx } = about;
    this.path = about.path;
    this.format = about.format;
    this.fields = about.fields;
    this.micrometresPerPixel = about.micrometresPerPixel;
    this.#placed = about.placed;
    this.#fileOf = new Map(about.placed.map(({ picture }) => [picture.name, picture.path]));
    this.#hash = about.hash;
    const base = { widthPx, heightPx, downsample: 1, tileWidthPx: Math.min(tilePx, widthPx), tileHeightPx: Math.min(tilePx, heightPx) };
    this.levels = [base, ...reducedLevels(base, 0)];
  }

  async readTile(level: number, column: number, row: number, into?: Uint8Array): Promise<RgbPicture> {
    const { xPx, yPx, widthPx, heightPx } = boxOfTile(this.levels, level, column, row);
    return this.readRegion(level, xPx, yPx, widthPx, heightPx, into);
  }

  async readRegion(level: number, xPx: number, yPx: number, widthPx: number, heightPx: number, into?: Uint8Array): Promise<RgbPicture> {
    const { downsample } = checkRegion(this.levels, level, xPx, yPx, widthPx, heightPx);
    const canvas = canvasFor(widthPx, heightPx, into);
    if (level === 0) return this.#readBase(xPx, yPx, canvas);
    return reduceRegion((left, top, width, height) => this.#readBase(left, top, canvasFor(width, height)), downsample, xPx, yPx, canvas);
  }

  async #readBase(xPx: number, yPx: number, canvas: RgbPicture): Promise<RgbPicture> {
    const { widthPx, heightPx } = canvas;
    canvas.rgb.fill(255);
    for (const { picture, box } of this.#placed) {
      if (box.xPx >= xPx + widthPx || box.yPx >= yPx + heightPx || box.xPx + box.widthPx <= xPx || box.yPx + box.heightPx <= yPx) continue;
      pasteInto(canvas, await this.#cache.get(picture.path, () => picture.decode()), box.xPx - xPx, box.yPx - yPx);
    }
    return canvas;
  }

  /** A picture as it lies on the disk is no tile. */
  compressedTile(level: number, column: number, row: number): Promise<undefined> {
    boxOfTile(this.levels, level, column, row);
    return Promise.resolve(undefined);
  }

  filesOf(field: string): Promise<readonly string[]> {
    const file = this.#fileOf.get(field);
    return Promise.resolve(file === undefined ? [] : [file]);
  }

  hash(signal?: { readonly aborted: boolean }, tell?: TellBytesRead, tellField?: TellFieldHash): Promise<string> {
    return this.#hash(signal, tell, tellField);
  }

  close(): Promise<void> {
    this.#cache.clear();
    return Promise.resolve();
  }
}
