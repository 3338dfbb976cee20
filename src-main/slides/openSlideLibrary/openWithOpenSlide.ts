import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { unsupported } from '../slideErrors.ts';
import type { SlideSource } from '../slideSource.ts';
import { loadOpenSlide } from './loadOpenSlide.ts';
import { OpenSlideSource } from './openSlideSource.ts';

const howToGetIt = 'Install OpenSlide (Debian and Ubuntu: libopenslide0 or libopenslide1; Windows and macOS: from openslide.org), or put the path of its library into MYELOSCOPE_OPENSLIDE; or export the slide as a tiled TIFF.';

function whyItIsNotThere(): string {
  const named = process.env.MYELOSCOPE_OPENSLIDE;
  return named ? `the library that MYELOSCOPE_OPENSLIDE names, ${named}, could not be loaded` : 'was not found on this computer';
}

/**
 * Opens a slide of a kind that only OpenSlide reads; `what` names it, as in "a Hamamatsu NDPI slide". Throws `slide-unsupported`, saying how
 * OpenSlide is given, where its library is not there or does not know the file.
 */
export function openWithOpenSlide(slidePath: string, what: string): SlideSource {
  const library = loadOpenSlide();
  if (!library) throw new MyeloscopeError('slide-unsupported', `${slidePath} is ${what}. OpenSlide is needed to read it, and ${whyItIsNotThere()}.`, howToGetIt);
  if (!library.detectVendor(slidePath)) throw unsupported(slidePath, `${what} that OpenSlide does not know either`);
  return new OpenSlideSource(library, slidePath, `${what.replace(/^an? /, '')} (through OpenSlide)`, path.basename(slidePath));
}
