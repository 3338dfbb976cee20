/** The last part of a path, of either kind of system. */
export function fileName(path: string): string {
  return path.replace(/[/\\]+$/, '').split(/[/\\]/).at(-1) ?? path;
}
