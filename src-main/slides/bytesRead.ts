import { stat } from 'node:fs/promises';

/** Told of a slide that is read whole: how many bytes so far, of how many. */
export type TellBytesRead = (done: number, total: number) => void;

/** Gives what adds up the bytes read of a slide's files, and tells `tell`; undefined where nobody listens. A file that can't be looked at counts as empty. */
export async function bytesReadOf(files: readonly string[], tell: TellBytesRead | undefined): Promise<((bytes: number) => void) | undefined> {
  if (!tell) return undefined;
  const sizes = await Promise.all(files.map((file) => stat(file).then(({ size }) => size, () => 0)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  return (bytes) => {
    done += bytes;
    // A file that grows meanwhile has no more than all of it read.
    tell(done, Math.max(done, total));
  };
}
