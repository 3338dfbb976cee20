import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { errorOfFile } from '#main/slides/errorOfFile.ts';
import type { Feature } from './workstationContext.ts';

type Entry = ResultOf<'files.browse'>['entries'][number];

const slideEnding = /\.(tiff?|svs|ndpi|mrxs|scn|bif|btf|tf8|vms|vmu|svslide|jpe?g|png|bmp)$/i;
const modelEnding = /\.(onnx|json)$/i;
const pictureEnding = /\.(tiff?|jpe?g|png|bmp)$/i;
/** Entries looked at on the disk at once. */
const lookedAtOnce = 16;
/** The most that are shown of each: every folder is looked into for pictures, a file is only asked for its size. */
const mostFolders = 2_000;
const mostFiles = 5_000;
const natural = new Intl.Collator('en', { numeric: true });

/** Folders, slides and models of the disk, for a shell that has no dialogue of the system. */
export const fileHandlers: Feature = () => ({
  'files.browse': async ({ directory: given, files = 'slides' }) => {
    const ending = files === 'slides' ? slideEnding : modelEnding;
    const directory = given === '' ? homedir() : path.normalize(given);
    if (!path.isAbsolute(directory) || given.includes('\0')) throw new MyeloscopeError('bad-input', `${JSON.stringify(given)} is no whole path of a folder.`, 'Write the path from its beginning, as the file manager shows it.');
    const found = (await entriesOf(directory)).filter((entry) => isShown(entry, ending)).sort((a, b) => natural.compare(a.name, b.name));
    // The first by name: what a disk names first is left to chance.
    const [folders, others] = [found.filter((entry) => entry.isDirectory()), found.filter((entry) => !entry.isDirectory())];
    const shown = [...folders.slice(0, mostFolders), ...others.slice(0, mostFiles)];
    const entries: Entry[] = [];
    for (let first = 0; first < shown.length; first += lookedAtOnce) {
      for (const entry of await Promise.all(shown.slice(first, first + lookedAtOnce).map((entry) => describe(directory, entry, ending)))) if (entry) entries.push(entry);
    }
    entries.sort((a, b) => (a.kind === b.kind ? natural.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1));
    const parent = path.dirname(directory);
    return { directory, ...(parent !== directory && { parent }), entries, leftOut: found.length - shown.length };
  },
});

async function entriesOf(directory: string): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch (cause) {
    throw errorOfFile(cause, directory);
  }
}

/** Links are followed when they are described. */
const isShown = (entry: Dirent, ending: RegExp): boolean => !entry.name.startsWith('.') && entry.name.length <= 300 && (entry.isDirectory() || entry.isSymbolicLink() || (entry.isFile() && ending.test(entry.name)));

/** Undefined where it is gone, leads nowhere, or is no such file after all. */
async function describe(directory: string, { name }: Dirent, ending: RegExp): Promise<Entry | undefined> {
  const place = path.join(directory, name);
  const found = await stat(place).catch(() => undefined);
  if (found?.isFile() && ending.test(name)) return { name, path: place, kind: ending === slideEnding ? 'slide' : 'model', bytes: found.size };
  if (!found?.isDirectory()) return undefined;
  // A folder that may not be opened is listed all the same: opening it says why.
  const inside = await readdir(place).catch((): string[] => []);
  const pictures = inside.filter((file) => !file.startsWith('.') && pictureEnding.test(file)).length;
  return { name, path: place, kind: 'folder', ...(pictures > 0 && { pictures }) };
}
