import { randomBytes } from 'node:crypto';
import type { Library } from '#main/store/library.ts';

/** Beside the laboratory's settings, under a name that none of them has. */
const settingName = 'library.secret';

/**
 * A secret of this library, 64 hexadecimal digits, made when it is asked for the first time: codes of patients that leave the library
 * are made with it, so that nobody can find a hospital number by trying them all.
 */
export function librarySecret(library: Pick<Library, 'settings' | 'transaction'>): string {
  const kept = (): string | undefined => library.settings.all().get(settingName);
  const known = kept();
  if (known !== undefined) return JSON.parse(known) as string;
  return library.transaction(() => {
    // Another process may have made it since.
    const secret = kept() ?? JSON.stringify(randomBytes(32).toString('hex'));
    library.settings.keep(new Map([[settingName, secret]]));
    return JSON.parse(secret) as string;
  });
}
