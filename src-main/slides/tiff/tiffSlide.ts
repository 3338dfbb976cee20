import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { drawnSmearFormat, drawnSmearMark } from '#shared/reports/drawnSmear.ts';
import type { TellBytesRead } from '../bytesRead.ts';
import { bytesReadOf } from '../bytesRead.ts';
import { canvasFor } from '../canvasFor.ts';
import { boxOfTile, checkRegion } from '../checkRegion.ts';
import { hashFile } from '../hashFile.ts';
import { assembleJpeg } from '../jpeg/assembleJpeg.ts';
import { PictureCache } from '../pictureCache.ts';
import { reduceRegion, reducedLevels } from '../reducedRegion.ts';
import { severalPictures, tooLarge, unreadable, unsupported } from '../slideErrors.ts';
import type { SlideFile } from '../slideFile.ts';
import type { CompressedTile, MissingTiles, SlideField, SlideLevel, SlideSource } from '../slideSource.ts';
import { missingTilesOf } from './missingTiles.ts';
import { mustShowLight } from './mustShowLight.ts';
import { PagePixels } from './pagePixels.ts';
import { refusalOf } from './refusalOf.ts';
import type { TiffPages } from './readPages.ts';
import { downsampleOf, selectLevels } from './selectLevels.ts';
import { showsReduced } from './showsReduced.ts';
import { isOmeXml, statedScale } from './statedScale.ts';
import type { TiffPage } from './tiffPage.ts';

/** Decoded blocks kept for neighbouring regions. */
const cacheBytes = 64 * 1024 * 1024;
/** What a striped page is read in: its strips are as wide as the picture and often a few rows high. */
const tileOfStripsPx = 512;
/** A row of such tiles is decoded for each tile of it, unless it fits the cache: then once. */
const widestStripedPx = Math.floor(cacheBytes / (3 * 2 * tileOfStripsPx));
const mostStripedPixels = 2 ** 30;

function levelOf(page: TiffPage, base: TiffPage): SlideLevel {
  const { widthPx, heightPx } = page;
  const [tileWidthPx, tileHeightPx] = page.tiled ? [page.blockWidthPx, page.blockHeightPx] : [Math.min(widthPx, tileOfStripsPx), Math.min(heightPx, tileOfStripsPx)];
  return { widthPx, heightPx, downsample: downsampleOf(base, page), tileWidthPx, tileHeightPx };
}

/** A TIFF of any maker whose levels are pages or sub-directories. Made by `openTiffSlide`. */
export class TiffSlide implements SlideSource {
  readonly path: string;
  readonly format: string;
  readonly levels: readonly SlideLevel[];
  readonly fields: readonly SlideField[];
  readonly micrometresPerPixel: number | undefined;
  readonly missingTiles: MissingTiles | undefined;
  /** As stored at level 0. */
  readonly bitsPerSample: number;
  readonly #file: SlideFile;
  readonly #cache = new PictureCache(cacheBytes);
  readonly #stored: readonly PagePixels[];

  constructor(file: SlideFile, pages: readonly TiffPage[], format: string, name: string) {
    this.path = file.path;
    this.format = format;
    this.#file = file;
    this.#stored = pages.map((page, level) => new PagePixels(file, page, this.#cache, `level ${level}`));
    const stored = pages.map((page) => levelOf(page, pages[0]));
    this.levels = pages.length > 1 ? stored : [...stored, ...reducedLevels(stored[0], pages[0].tiled ? 0 : pages[0].widthPx)];
    this.fields = [{ name, box: { xPx: 0, yPx: 0, widthPx: pages[0].widthPx, heightPx: pages[0].heightPx } }];
    this.micrometresPerPixel = statedScale(pages[0]);
    this.missingTiles = missingTilesOf(pages[0], pages.length);
    this.bitsPerSample = pages[0].bitsPerSample;
  }

  /** Refuses a scan whose 16 bits a sample are dark all over, by its smallest level in the file. Throws `slide-unreadable`. */
  async mustShowLight(): Promise<void> {
    await mustShowLight(this.path, this.#stored.at(-1)!);
  }

  async readTile(level: number, column: number, row: number, into?: Uint8Array): Promise<RgbPicture> {
    const { xPx, yPx, widthPx, heightPx } = boxOfTile(this.levels, level, column, row);
    return this.readRegion(level, xPx, yPx, widthPx, heightPx, into);
  }

  async readRegion(level: number, xPx: number, yPx: number, widthPx: number, heightPx: number, into?: Uint8Array): Promise<RgbPicture> {
    const { downsample } = checkRegion(this.levels, level, xPx, yPx, widthPx, heightPx);
    if (level < this.#stored.length) return this.#stored[level].readRegion(xPx, yPx, widthPx, heightPx, into);
    return reduceRegion((...region) => this.#stored[0].readRegion(...region), downsample, xPx, yPx, canvasFor(widthPx, heightPx, into));
  }

  async compressedTile(level: number, column: number, row: number): Promise<CompressedTile | undefined> {
    boxOfTile(this.levels, level, column, row);
    const stored = this.#stored.at(level);
    if (!stored?.jpegPrefix || !stored.page.tiled) return undefined;
    const body = await stored.storedBlock(column, row);
    const bytes = body && assembleJpeg(stored.jpegPrefix, body);
    return bytes && { mimeType: 'image/jpeg', bytes };
  }

  filesOf(): Promise<readonly string[]> {
    return Promise.resolve([this.path]);
  }

  async hash(signal?: { readonly aborted: boolean }, tell?: TellBytesRead): Promise<string> {
    return hashFile(this.path, signal, await bytesReadOf([this.path], tell));
  }

  async close(): Promise<void> {
    this.#cache.clear();
    await this.#file.close();
  }
}

function formatOf(base: TiffPage): string {
  // First, whatever else it is like: drawn cells must not be taken for a patient's.
  if (base.description.includes(drawnSmearMark)) return drawnSmearFormat;
  if (base.description.startsWith('Aperio')) return 'Aperio SVS';
  if (isOmeXml(base.description)) return 'OME-TIFF';
  return base.tiled ? 'Tiled TIFF' : 'TIFF picture';
}

/**
 * A slide of a TIFF whose pages were read. The slide owns the file from here on. Throws `slide-unsupported` (also of a file that holds several
 * pictures), `slide-too-large` or `slide-unreadable`, each with what is the matter.
 */
export async function openTiffSlide(file: SlideFile, pages: TiffPages, name: string): Promise<TiffSlide> {
  const { levels, otherPictures } = await selectLevels(pages, (above, page) => showsReduced(file, above, page));
  const [base] = levels;
  const refusal = refusalOf(base);
  if (refusal) throw unsupported(file.path, `a TIFF ${refusal}`);
  if (otherPictures.length > 0) throw severalPictures(file.path, 1 + otherPictures.length);
  if (!base.tiled && (base.widthPx * base.heightPx > mostStripedPixels || base.widthPx > widestStripedPx)) {
    throw tooLarge(file.path, `it holds ${base.widthPx} by ${base.heightPx} pixels in strips, not in tiles`);
  }
  // All blocks missing is not a white slide but a file that was never filled.
  if (base.byteCounts.every((count) => count === 0)) throw unreadable(file.path, 'it lists no pixels at all');
  return new TiffSlide(file, levels.filter((page) => !refusalOf(page)), formatOf(base), name);
}
