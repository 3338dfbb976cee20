import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { TellBytesRead } from './bytesRead.ts';
import { bytesReadOf } from './bytesRead.ts';
import { hashFile } from './hashFile.ts';

/**
 * SHA-256 of a slide, hexadecimal. Of a MIRAX slide (`.mrxs`), whose cells lie in the folder of the same name beside it, over the names
 * and hashes of all its files: the file itself holds a picture of the label or nothing, and may be the same for two patients.
 * Of any other slide, of the file alone. Throws as `hashFile`.
 */
export async function hashCompanions(slidePath: string, signal?: { readonly aborted: boolean }, tell?: TellBytesRead): Promise<string> {
  const { dir, name, ext } = path.parse(slidePath);
  const folder = path.join(dir, name);
  const companions = ext.toLowerCase() === '.mrxs' ? (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile()).map((entry) => entry.name).sort() : [];
  const files = [slidePath, ...companions.map((companion) => path.join(folder, companion))], onRead = await bytesReadOf(files, tell);
  if (companions.length === 0) return hashFile(slidePath, signal, onRead);
  const hash = createHash('sha256');
  for (const file of files) {
    throwIfCancelled(signal);
    hash.update(`${path.basename(file)}\0${await hashFile(file, signal, onRead)}\n`);
  }
  return hash.digest('hex');
}
