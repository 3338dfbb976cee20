import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { companionFolder } from '#main/slides/companionFolder.ts';
import { errorOfFile } from '#main/slides/errorOfFile.ts';

/**
 * Tells cheaply whether a slide's file may have been written to since: its size and time of change; for a folder, those of all
 * that lies in it, one folder deep, and so for the folder beside a slide in which its pixels lie. It outlives the process, so no
 * number of the file system is part of it. Throws as opening the slide would: `not-found`, `not-permitted`.
 */
export async function slideMark(slide: string): Promise<string> {
  try {
    const found = await stat(slide);
    if (found.isDirectory()) return await markOfFolder(slide, 1);
    const beside = companionFolder(slide);
    return beside !== undefined && existsSync(beside) ? `${markOf(found)} ${await markOfFolder(beside, 0)}` : markOf(found);
  } catch (cause) {
    throw errorOfFile(cause, slide);
  }
}

const markOf = ({ size, mtimeMs }: { size: number; mtimeMs: number }): string => `${String(size)}:${String(Math.round(mtimeMs))}`;

async function markOfFolder(folder: string, depth: number): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) {
    if (name.startsWith('.')) continue;
    const found = await stat(path.join(folder, name)).catch(() => undefined);
    const mark = !found ? 'gone' : !found.isDirectory() ? markOf(found) : depth > 0 ? await markOfFolder(path.join(folder, name), depth - 1) : '';
    hash.update(`${name}\0${mark}\n`);
  }
  return hash.digest('hex');
}
