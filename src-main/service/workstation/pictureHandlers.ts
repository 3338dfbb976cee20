import type { ArgumentsOf, ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import { boxOfTile } from '#main/slides/checkRegion.ts';
import { encodeJpeg } from '#main/slides/jpeg/encodeJpeg.ts';
import { readableRegion } from '#main/slides/readableRegion.ts';
import type { CompressedTile, SlideField, SlideSource } from '#main/slides/slideSource.ts';
import type { Library } from '#main/store/library.ts';
import { lowPowerPicture } from '../lowPowerPicture.ts';
import { cellSurroundings } from './cellSurroundings.ts';
import { placeOfCellOnSlide } from './placeOfCellOnSlide.ts';
import type { Feature } from './workstationContext.ts';

/** Of pictures that the slide's file does not hold as they are asked for. */
const jpegQuality = 90;

type Picture = ResultOf<'pictures.tile'>;

/** Slides and cells as pictures for the window. */
export const pictureHandlers: Feature = ({ library, slides }) => ({
  'pictures.tile': ({ slideId, level, column, row }) => slides.use(slideId, (source) => tilePicture(source, { level, column, row }, () => unreadableFields(library, slideId))),
  'pictures.overview': ({ slideId, longestPx }) => slides.use(slideId, async (source) => asJpeg((await lowPowerPicture(source, longestPx)).picture)),
  'pictures.cell': ({ caseId, cellId, spanUm, sidePx }) => {
    const { slideId, xPx, yPx, micrometresPerPixel } = placeOfCellOnSlide(library, caseId, cellId);
    return slides.use(slideId, async (source) => asJpeg(await cellSurroundings(source, { xPx, yPx, micrometresPerPixel, spanUm, sidePx })));
  },
});

/** The stored bytes of a tile; where the file has none that a browser reads, or the tile reaches over the edge, it is encoded. */
async function tilePicture(source: SlideSource, { level, column, row }: Pick<ArgumentsOf<'pictures.tile'>, 'level' | 'column' | 'row'>, knownDamage: () => ReadonlySet<string>): Promise<Picture> {
  const found = source.levels.at(level);
  const right = found && (column + 1) * found.tileWidthPx - found.widthPx;
  const lower = found && (row + 1) * found.tileHeightPx - found.heightPx;
  if (!found || right === undefined || lower === undefined || right >= found.tileWidthPx || lower >= found.tileHeightPx) {
    throw new MyeloscopeError('bad-input', `The slide has no tile at level ${String(level)}, column ${String(column)}, row ${String(row)}.`);
  }
  // What lies over the edge is whatever the scanner left there.
  const stored: CompressedTile | undefined = right > 0 || lower > 0 ? undefined : await source.compressedTile(level, column, row);
  return stored ? { mimeType: stored.mimeType, bytes: new Uint8Array(stored.bytes) } : asJpeg(await readTile(source, level, column, row, knownDamage));
}

/** A tile; where a field in it is known to be damaged, the others in it with white in that one's place, since the window lists it. */
async function readTile(source: SlideSource, level: number, column: number, row: number, knownDamage: () => ReadonlySet<string>): Promise<RgbPicture> {
  try {
    return await source.readTile(level, column, row);
  } catch (cause) {
    if (!(cause instanceof MyeloscopeError) || cause.code !== 'slide-unreadable' || source.fields.length < 2) throw cause;
    const tile = boxOfTile(source.levels, level, column, row);
    const { downsample } = source.levels[level];
    const touches = ({ box }: SlideField): boolean => box.xPx < (tile.xPx + tile.widthPx) * downsample && box.xPx + box.widthPx > tile.xPx * downsample
      && box.yPx < (tile.yPx + tile.heightPx) * downsample && box.yPx + box.heightPx > tile.yPx * downsample;
    const known = knownDamage();
    if (!source.fields.some((field) => known.has(field.name) && touches(field))) throw cause;
    return await readableRegion(source, level, tile) ?? blankPicture(tile.widthPx, tile.heightPx);
  }
}

/** Fields that the choice of regions, or the count, could not read. */
function unreadableFields({ regions }: Library, slideId: number): ReadonlySet<string> {
  return new Set([...regions.fieldProblems(slideId).filter(({ kind }) => kind === 'unreadable'), ...regions.ofSlide(slideId).filter(({ state }) => state === 'failed')].map(({ field }) => field));
}

async function asJpeg(picture: RgbPicture): Promise<Picture> {
  return { mimeType: 'image/jpeg', bytes: new Uint8Array(await encodeJpeg(picture, jpegQuality)) };
}
