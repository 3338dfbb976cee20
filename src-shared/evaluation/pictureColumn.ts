/** Columns by which a table may name the picture of a cell, in any case. */
export const pictureColumns: readonly string[] = ['file', 'filename', 'picture', 'image', 'name', 'path'];

/** The column of a table that names the picture, as it is written there: of those that may, the first; undefined where it has none. */
export function pictureColumnOf(columns: readonly string[]): string | undefined {
  const written = new Map(columns.map((column) => [column.toLowerCase(), column]));
  const found = pictureColumns.find((column) => written.has(column));
  return found === undefined ? undefined : written.get(found);
}
