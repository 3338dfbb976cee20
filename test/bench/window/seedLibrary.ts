import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawReferences } from '#main/service/drawReferences.ts';
import { softwareVersion } from '#main/service/softwareVersion.ts';
import type { Library } from '#main/store/library.ts';
import { openLibrary } from '#main/store/library.ts';

/** A library made for one benchmark. */
export interface SeededLibrary { readonly directory: string; remove(): void }

/** Makes a library in a temporary folder and puts into it what `seed` puts there. What a first start would draw beside the measuring is drawn before. */
export async function seedLibrary(seed: (library: Library) => Promise<void>): Promise<SeededLibrary> {
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-window-'));
  const remove = (): void => { rmSync(directory, { recursive: true, force: true }); };
  try {
    const library = openLibrary(directory);
    try {
      await seed(library);
    } finally {
      library.close();
    }
    await drawReferences(path.join(directory, 'references', softwareVersion()), {});
    return { directory, remove };
  } catch (cause) {
    remove();
    throw cause;
  }
}
