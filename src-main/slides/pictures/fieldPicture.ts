import path from 'node:path';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { tooLarge, unknownKind, unreadable, unsupported } from '../slideErrors.ts';
import { SlideFile } from '../slideFile.ts';
import { sniffFormat, sniffedBytes } from '../sniffFormat.ts';
import { brightestOf, mustBeBright } from './mustShowSomething.ts';
import { openBmpPicture } from './openBmpPicture.ts';
import { openJpegPicture } from './openJpegPicture.ts';
import { openPngPicture } from './openPngPicture.ts';
import { openTiffPicture } from './openTiffPicture.ts';

/** One picture file whose header was read; its pixels are decoded when asked for, all at once. */
export interface FieldPicture {
  readonly path: string;
  readonly name: string;
  /** "JPEG picture", "PNG picture", … */
  readonly format: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly micrometresPerPixel?: number;
  /** Opens the file again, decodes it and closes it. Throws `slide-unreadable`, also where more than 8 bits a sample are dark all over, or `slide-changed`. */
  decode(): Promise<RgbPicture>;
}

/** What the header of a picture tells, and how its file is decoded: by each kind of picture file. */
export interface PictureHead {
  readonly format: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly micrometresPerPixel?: number;
  /** As the file has them, where these are more than 8: their upper eight are read. */
  readonly bitsPerSample?: number;
  readonly decode: (file: SlideFile) => Promise<RgbPicture>;
}

/** A picture is decoded whole: 100 megapixels are 300 MB. Larger ones must come in tiles. */
export const largestPicturePx = 100_000_000;

const openers = { tiff: openTiffPicture, jpeg: openJpegPicture, png: openPngPicture, bmp: openBmpPicture } as const;

/**
 * Reads the header of a picture file and closes it again, so that a thousand fields hold no thousand files open. The kind is told by the bytes.
 * Throws `slide-unreadable`, `slide-unsupported`, `slide-too-large`, `not-found` or `not-permitted`.
 */
export async function openFieldPicture(picturePath: string): Promise<FieldPicture> {
  const file = await SlideFile.open(picturePath);
  try {
    const sniffed = sniffFormat(await file.readStart(sniffedBytes));
    if (sniffed.kind === 'named' || sniffed.kind === 'openSlide') throw unsupported(picturePath, sniffed.name, 'Export it as JPEG, PNG, BMP or TIFF.');
    if (sniffed.kind === 'unknown') throw unknownKind(picturePath, 'Export it as JPEG, PNG, BMP or TIFF.');
    const { decode, bitsPerSample, ...head } = await openers[sniffed.kind](file);
    const { widthPx, heightPx } = head;
    if (widthPx < 1 || heightPx < 1) throw unreadable(picturePath, 'it has no pixels');
    if (widthPx * heightPx > largestPicturePx) throw tooLarge(picturePath, `as a single picture of ${widthPx} by ${heightPx} pixels`);
    return {
      ...head, path: picturePath, name: path.basename(picturePath),
      async decode() {
        const again = await SlideFile.open(picturePath);
        try {
          const picture = await decode(again);
          if (picture.widthPx !== widthPx || picture.heightPx !== heightPx) throw unreadable(picturePath, 'it was changed while it was in use');
          if (bitsPerSample !== undefined) mustBeBright(picturePath, brightestOf(picture), bitsPerSample);
          return picture;
        } finally { await again.close(); }
      },
    };
  } finally { await file.close(); }
}
