/** Columns by which a table may name the picture of a cell. */
export const pictureColumns: readonly string[] = ['file', 'picture', 'image', 'name', 'path'];

/** The column of a table that names the picture: of those that may, the first; undefined where it has none. */
export const pictureColumnOf = (columns: readonly string[]): string | undefined => pictureColumns.find((column) => columns.includes(column));
