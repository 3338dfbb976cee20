import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { errorOfFile } from './errorOfFile.ts';

/** SHA-256 of a file in lower-case hexadecimal, read as a stream; `onRead` is told the bytes of each piece. Throws `cancelled` soon after the signal is raised. */
export async function hashFile(path: string, signal?: { readonly aborted: boolean }, onRead?: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      throwIfCancelled(signal);
      hash.update(chunk as Buffer);
      onRead?.((chunk as Buffer).length);
    }
  } catch (error) {
    throw errorOfFile(error, path);
  }
  return hash.digest('hex');
}
