import { stat } from 'node:fs/promises';
import path from 'node:path';
import { bytesReadOf } from './bytesRead.ts';
import { errorOfFile } from './errorOfFile.ts';
import { openWithOpenSlide } from './openSlideLibrary/openWithOpenSlide.ts';
import { loadOpenSlide } from './openSlideLibrary/loadOpenSlide.ts';
import { nameNeedingOpenSlide } from './tiff/nameNeedingOpenSlide.ts';
import { openFieldPicture } from './pictures/fieldPicture.ts';
import { openPictureFolder } from './pictures/openPictureFolder.ts';
import { PictureMosaic } from './pictures/pictureMosaic.ts';
import { hashFile } from './hashFile.ts';
import { unknownKind, unreadable, unsupported } from './slideErrors.ts';
import { SlideFile } from './slideFile.ts';
import type { SlideSource } from './slideSource.ts';
import { sniffFormat, sniffedBytes } from './sniffFormat.ts';
import { readPages } from './tiff/readPages.ts';
import { openTiffSlide } from './tiff/tiffSlide.ts';

/** 3DHISTECH puts a slide's pixels into a folder beside a small .mrxs file, whose bytes may be a picture of the label or nothing. */
async function isMirax(slidePath: string): Promise<boolean> {
  const { dir, name } = path.parse(slidePath);
  return stat(path.join(dir, name, 'Slidedat.ini')).then((found) => found.isFile(), () => false);
}

async function openPicture(slidePath: string): Promise<SlideSource> {
  const picture = await openFieldPicture(slidePath);
  const box = { xPx: 0, yPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx };
  return new PictureMosaic({
    path: slidePath, format: picture.format, widthPx: picture.widthPx, heightPx: picture.heightPx, micrometresPerPixel: picture.micrometresPerPixel,
    fields: [{ name: picture.name, box }], placed: [{ picture, box }], hash: async (signal, tell) => hashFile(slidePath, signal, await bytesReadOf([slidePath], tell)),
  });
}

async function openFile(slidePath: string): Promise<SlideSource> {
  if (await isMirax(slidePath)) return openWithOpenSlide(slidePath, 'a 3DHISTECH MRXS slide');
  const file = await SlideFile.open(slidePath);
  let isKept = false;
  try {
    const sniffed = sniffFormat(await file.readStart(sniffedBytes));
    switch (sniffed.kind) {
      case 'tiff': {
        const pages = await readPages(file);
        const name = nameNeedingOpenSlide(pages);
        if (name) return openWithOpenSlide(slidePath, name);
        const slide = await openTiffSlide(file, pages, path.basename(slidePath));
        await slide.mustShowLight();
        isKept = true;
        return slide;
      }
      case 'jpeg': case 'png': case 'bmp': return await openPicture(slidePath);
      case 'openSlide': return openWithOpenSlide(slidePath, sniffed.name);
      case 'named': throw unsupported(slidePath, sniffed.name);
      default:
        if (loadOpenSlide()?.detectVendor(slidePath)) return openWithOpenSlide(slidePath, 'a slide');
        throw unknownKind(slidePath);
    }
  } finally {
    if (!isKept) await file.close();
  }
}

/**
 * Opens a slide file, a picture, or a folder of field pictures as one slide. What a file is, its bytes say: a wrong ending does no harm.
 * Headers are read and checked; pixels not yet, but of a scan of 16 bits a sample, which may be dark all over. Throws a MyeloscopeError that names the file: `not-found`, `not-permitted`, `slide-unreadable`
 * (damaged), `slide-unsupported` (by name), `slide-too-large`.
 */
export async function openSlide(slidePath: string): Promise<SlideSource> {
  if (slidePath.includes('\0')) throw unreadable(JSON.stringify(slidePath), 'that is no file name');
  let found;
  try {
    found = await stat(slidePath);
  } catch (error) {
    throw errorOfFile(error, slidePath);
  }
  return found.isDirectory() ? openPictureFolder(slidePath) : openFile(slidePath);
}
