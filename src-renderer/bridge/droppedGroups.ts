/** Files that make one slide together: one file, or a folder of field pictures or of a slide's parts. */
export interface DroppedGroup {
  /** Of the folder that they make on the other side; undefined for a file alone. */
  readonly folder: string | undefined;
  readonly files: readonly { readonly file: File; readonly path: string }[];
}

const isFieldPicture = (name: string): boolean => /\.(jpe?g|png|bmp)$/i.test(name);

/**
 * What was dropped together, as slides: the files of a dropped folder belong together, and so do several loose field pictures;
 * every other file is a slide of its own.
 */
export function droppedGroups(files: readonly File[]): DroppedGroup[] {
  const folders = new Map<string, { file: File; path: string }[]>();
  const loose: File[] = [];
  for (const file of files) {
    const [folder, ...rest] = (file.webkitRelativePath || '').split('/');
    if (!rest.length) loose.push(file);
    else folders.set(folder, [...(folders.get(folder) ?? []), { file, path: rest.join('/') }]);
  }
  const pictures = loose.filter(({ name }) => isFieldPicture(name));
  const together = pictures.length > 1 ? pictures : [];
  return [
    ...[...folders].map(([folder, parts]) => ({ folder, files: parts })),
    ...(together.length ? [{ folder: 'fields', files: together.map((file) => ({ file, path: file.name })) }] : []),
    ...loose.filter((file) => !together.includes(file)).map((file) => ({ folder: undefined, files: [{ file, path: file.name }] })),
  ];
}
