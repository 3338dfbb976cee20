import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { unreadable } from '../slideErrors.ts';
import type { SlideFile } from '../slideFile.ts';
import { TiffDirectoryReader, readTiffHead } from './readDirectories.ts';
import type { TiffPage } from './tiffPage.ts';
import { readTiffPage } from './tiffPage.ts';
import { tiffTag } from './tiffTags.ts';

const longestXmp = 4 * 1024 * 1024;

export interface TiffPages {
  /** The pages of the chain that can be understood. */
  readonly pages: readonly TiffPage[];
  /** Of each page, those in its sub-directories. */
  readonly subPages: readonly (readonly TiffPage[])[];
  /** All tags of the first page, for those who tell makers apart. */
  readonly firstTags: ReadonlySet<number>;
  /** The first page's XMP (tag 700); empty where it has none. */
  readonly xmp: string;
}

/**
 * Reads all page descriptions of a TIFF. The first page must be right; a later one that is damaged is left out only where it is no page of the
 * chain but its contents are wrong: a broken chain is an error, as nobody knows what is missing.
 */
export async function readPages(file: SlideFile): Promise<TiffPages> {
  const encoding = readTiffHead(await file.readStart(16));
  if (!encoding) throw unreadable(file.path, 'its TIFF header is damaged');
  const reader = new TiffDirectoryReader(file, encoding);
  const directories = await reader.readChain(encoding.firstDirectory);
  if (directories.length === 0) throw unreadable(file.path, 'it is a TIFF without pages');
  const pages: TiffPage[] = [];
  const subPages: TiffPage[][] = [];
  let firstProblem: unknown;
  for (const directory of directories) {
    try {
      const page = await readTiffPage(reader, directory, file.path, file.sizeBytes);
      const below: TiffPage[] = [];
      for (const offset of page.subIfds) if (offset !== 0) below.push(await readTiffPage(reader, await reader.readDirectory(offset), file.path, file.sizeBytes));
      pages.push(page);
      subPages.push(below);
    } catch (error) {
      // A maker's own page of another kind must not hide a good slide; but what is damaged first is what the user is told.
      if (!(error instanceof MyeloscopeError) || directory === directories[0]) throw error;
      firstProblem ??= error;
    }
  }
  if (pages.length === 0) throw firstProblem;
  return { pages, subPages, firstTags: new Set(directories[0].entries.keys()), xmp: (await reader.readText(directories[0], tiffTag.xmp, longestXmp)) ?? '' };
}
