import path from 'node:path';

/**
 * The folder beside a MIRAX slide (`.mrxs`) in which its pixels lie: the file itself holds a picture of the label or nothing. Undefined for
 * other slides, which are one file.
 */
export function companionFolder(slidePath: string): string | undefined {
  const { dir, name, ext } = path.parse(slidePath);
  return ext.toLowerCase() === '.mrxs' ? path.join(dir, name) : undefined;
}
