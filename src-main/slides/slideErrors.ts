import type { ErrorCode } from '#shared/errors/myeloscopeError.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';

const about = (code: ErrorCode, path: string, says: string, remedy: string, options?: { readonly cause?: unknown; readonly reason?: string }): MyeloscopeError =>
  new MyeloscopeError(code, `${path} ${says}.`, remedy, { reason: `it ${says}`, ...options });

/** Damaged or impossible bytes. `why` goes on the sentence "… can't be read: " and names the tile where it is one. */
export function unreadable(path: string, why: string, options?: { cause?: unknown }): MyeloscopeError {
  return about('slide-unreadable', path, `can't be read: ${why}`, 'Copy the file again from where it was scanned, or export it again.', { ...options, reason: why });
}

const asSlide = 'Export it as a tiled TIFF, an OME-TIFF or an Aperio SVS.';

/** Good bytes of a kind that is not read here. `what` goes on "… is ". */
export function unsupported(path: string, what: string, remedy = asSlide): MyeloscopeError {
  return about('slide-unsupported', path, `is ${what}, which is not read here`, remedy);
}

/** Bytes of which nobody here knows what they are. */
export function unknownKind(path: string, remedy = asSlide): MyeloscopeError {
  return about('slide-unsupported', path, 'is of no kind that is read here', remedy);
}

/** Good bytes of a picture on which nothing can be seen. `what` goes on "… is ". */
export function showsNothing(path: string, what: string, remedy: string): MyeloscopeError {
  return about('slide-unreadable', path, `is ${what}`, remedy);
}

/** A picture past what is decoded in bounded memory and time. */
export function tooLarge(path: string, what: string, remedy = 'Export it as a tiled TIFF with levels.'): MyeloscopeError {
  return about('slide-too-large', path, `is too large to be read: ${what}`, remedy);
}

/** Good bytes of several pictures in one file, none of which may be passed over without a word. */
export function severalPictures(path: string, count: number): MyeloscopeError {
  return about('slide-unsupported', path, `holds ${count} pictures, and only one is read from a file`, 'Save each picture as a file of its own, all in one folder, and give the folder. Of several focal planes save the sharpest alone.');
}
