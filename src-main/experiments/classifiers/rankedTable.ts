import type { FeatureTable } from './featureTable.ts';

/** A table turned for trees: column by column, with the rank of each value in its column, equal values alike. */
export interface RankedTable extends Pick<FeatureTable, 'rows' | 'columns' | 'labels' | 'classCount'> {
  readonly values: Float32Array;
  readonly ranks: Uint16Array;
}

/** Ranks and places are kept in 16 bits each. */
export const mostRankedRows = 0xffff;

/** Throws a RangeError on more rows than that. */
export function rankedTable({ rows, columns, values, labels, classCount }: FeatureTable): RankedTable {
  if (rows > mostRankedRows) throw new RangeError(`Trees take at most 65,535 rows, not ${rows}`);
  const turned = new Float32Array(values.length), ranks = new Uint16Array(values.length);
  const order = new Uint32Array(rows);
  for (let column = 0; column < columns; column++) {
    const start = column * rows, own = turned.subarray(start, start + rows);
    for (let row = 0; row < rows; row++) { own[row] = values[row * columns + column]; order[row] = row; }
    order.sort((a, b) => own[a] - own[b]);
    for (let place = 0, rank = -1; place < rows; place++) {
      if (place === 0 || own[order[place]] !== own[order[place - 1]]) rank++;
      ranks[start + order[place]] = rank;
    }
  }
  return { rows, columns, values: turned, ranks, labels, classCount };
}

const few = 24;

/**
 * Writes the rows in the order of a column into `keys`: the rank in the upper 16 bits, the place in `members` in the lower.
 * A whole number a row sorts without a comparing function.
 */
export function sortByRank(ranks: Uint16Array, columnStart: number, members: Int32Array, start: number, end: number, keys: Uint32Array): Uint32Array {
  const count = end - start, sorted = keys.subarray(0, count);
  for (let i = 0; i < count; i++) sorted[i] = ((ranks[columnStart + members[start + i]] << 16) | i) >>> 0;
  if (count > few) return sorted.sort();
  for (let i = 1; i < count; i++) {
    const key = sorted[i];
    let place = i - 1;
    while (place >= 0 && sorted[place] > key) { sorted[place + 1] = sorted[place]; place--; }
    sorted[place + 1] = key;
  }
  return sorted;
}
