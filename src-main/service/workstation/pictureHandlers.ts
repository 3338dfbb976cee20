import type { ArgumentsOf, ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { encodeJpeg } from '#main/slides/jpeg/encodeJpeg.ts';
import type { CompressedTile, SlideSource } from '#main/slides/slideSource.ts';
import { lowPowerPicture } from '../lowPowerPicture.ts';
import { cellSurroundings } from './cellSurroundings.ts';
import { placeOfCellOnSlide } from './placeOfCellOnSlide.ts';
import type { Feature } from './workstationContext.ts';

/** Of pictures that the slide's file does not hold as they are asked for. */
const jpegQuality = 90;

type Picture = ResultOf<'pictures.tile'>;

/** Slides and cells as pictures for the window. */
export const pictureHandlers: Feature = ({ library, slides }) => ({
  'pictures.tile': ({ slideId, level, column, row }) => slides.use(slideId, (source) => tilePicture(source, { level, column, row })),
  'pictures.overview': ({ slideId, longestPx }) => slides.use(slideId, async (source) => asJpeg((await lowPowerPicture(source, longestPx)).picture)),
  'pictures.cell': ({ caseId, cellId, spanUm, sidePx }) => {
    const { slideId, xPx, yPx, micrometresPerPixel } = placeOfCellOnSlide(library, caseId, cellId);
    return slides.use(slideId, async (source) => asJpeg(await cellSurroundings(source, { xPx, yPx, micrometresPerPixel, spanUm, sidePx })));
  },
});

/** The stored bytes of a tile; where the file has none that a browser reads, or the tile reaches over the edge, it is encoded. */
async function tilePicture(source: SlideSource, { level, column, row }: Pick<ArgumentsOf<'pictures.tile'>, 'level' | 'column' | 'row'>): Promise<Picture> {
  const found = source.levels.at(level);
  const right = found && (column + 1) * found.tileWidthPx - found.widthPx;
  const lower = found && (row + 1) * found.tileHeightPx - found.heightPx;
  if (!found || right === undefined || lower === undefined || right >= found.tileWidthPx || lower >= found.tileHeightPx) {
    throw new MyeloscopeError('bad-input', `The slide has no tile at level ${String(level)}, column ${String(column)}, row ${String(row)}.`);
  }
  // What lies over the edge is whatever the scanner left there.
  const stored: CompressedTile | undefined = right > 0 || lower > 0 ? undefined : await source.compressedTile(level, column, row);
  return stored ? { mimeType: stored.mimeType, bytes: new Uint8Array(stored.bytes) } : asJpeg(await source.readTile(level, column, row));
}

async function asJpeg(picture: RgbPicture): Promise<Picture> {
  return { mimeType: 'image/jpeg', bytes: new Uint8Array(await encodeJpeg(picture, jpegQuality)) };
}
