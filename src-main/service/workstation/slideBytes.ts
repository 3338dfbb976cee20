import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { companionFolder } from '#main/slides/companionFolder.ts';

/**
 * About how many bytes are read to compare a slide with what was counted: its file and what lies in the folder beside it, or a folder with
 * the folders in it. For a share of the time; 0 for what can't be looked at.
 */
export async function slideBytes(slidePath: string): Promise<number> {
  const beside = companionFolder(slidePath);
  return await bytesOf(slidePath, 1) + (beside === undefined ? 0 : await bytesOf(beside, 0));
}

async function bytesOf(place: string, depth: number): Promise<number> {
  const found = await stat(place).catch(() => undefined);
  if (!found?.isDirectory()) return found?.size ?? 0;
  const names = await readdir(place).catch(() => []);
  const sizes = await Promise.all(names.map(async (name) => {
    const inner = await stat(path.join(place, name)).catch(() => undefined);
    return inner?.isDirectory() ? (depth > 0 ? bytesOf(path.join(place, name), depth - 1) : 0) : inner?.size ?? 0;
  }));
  return sizes.reduce((sum, size) => sum + size, 0);
}
