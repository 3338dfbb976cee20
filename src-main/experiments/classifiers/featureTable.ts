/** Features of pictures, one row each, with their classes. */
export interface FeatureTable {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly values: Float32Array;
  /** 0 .. classCount - 1 of each row. */
  readonly labels: Int32Array;
  readonly classCount: number;
}

/** Puts rows of one length together. Throws a RangeError on rows of different lengths, or none. */
export function featureTable(rows: readonly Float32Array[], labels: readonly number[], classCount: number): FeatureTable {
  if (!rows.length || rows.length !== labels.length) throw new RangeError(`${rows.length} rows with ${labels.length} labels make no table`);
  const columns = rows[0].length, values = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) throw new RangeError(`Row ${i} has ${row.length} features instead of ${columns}`);
    values.set(row, i * columns);
  });
  return { rows: rows.length, columns, values, labels: Int32Array.from(labels), classCount };
}

/** Every column brought to mean 0 and variance 1 over the rows that are trained on; columns that never change become 0. */
export function standardized(table: FeatureTable, trainedOn: ArrayLike<number>): FeatureTable {
  const { columns } = table, values = new Float32Array(table.values.length);
  const mean = new Float64Array(columns), variance = new Float64Array(columns);
  for (let i = 0; i < trainedOn.length; i++) for (let column = 0; column < columns; column++) mean[column] += table.values[trainedOn[i] * columns + column] / trainedOn.length;
  for (let i = 0; i < trainedOn.length; i++) for (let column = 0; column < columns; column++) variance[column] += (table.values[trainedOn[i] * columns + column] - mean[column]) ** 2 / trainedOn.length;
  const factor = variance.map((value) => (value > 1e-20 ? 1 / Math.sqrt(value) : 0));
  for (let row = 0, at = 0; row < table.rows; row++) for (let column = 0; column < columns; column++, at++) values[at] = (table.values[at] - mean[column]) * factor[column];
  return { ...table, values };
}
