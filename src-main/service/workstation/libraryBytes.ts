import { stat } from 'node:fs/promises';
import type { Library } from '#main/store/library.ts';

/** What the library takes on disk, with what SQLite has not folded into its file yet. */
export async function libraryBytes({ path }: Pick<Library, 'path'>): Promise<number> {
  const sizes = await Promise.all([path, `${path}-wal`].map((file) => stat(file).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
