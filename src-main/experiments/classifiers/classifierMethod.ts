import type { SeededRandom } from '#shared/random/seededRandom.ts';
import type { FeatureTable } from './featureTable.ts';

/** Rows of a table that are learnt from, and rows that are then named. */
export interface TableSplit { readonly train: Int32Array; readonly test: Int32Array }

/** One drawing of a method's hyper-parameters, as it stands in state files and results. */
export type HyperParameters = Readonly<Record<string, number | null>>;

/** A method with its table, ready to learn. */
export interface PreparedMethod {
  /** Learns and names once for each set of hyper-parameters: the class of each row of `test`, by set. The same seed gives the same answer. */
  predict(split: TableSplit, sets: readonly HyperParameters[], seed: number): Int32Array[];
}

/** A classical classifier: what may be chosen of it, and how it learns. */
export interface ClassifierMethod {
  readonly name: string;
  /** As Graebel 2018 calls it. */
  readonly title: string;
  /** How many rows it can take: of the whole table, or of those that it learns from. */
  readonly mostRows: { readonly of: 'table' | 'learnt'; readonly rows: number };
  draw(random: SeededRandom): HyperParameters;
  /** Sets for which this is the same are learnt faster in one call than apart. */
  sharedBy(set: HyperParameters): string;
  /** Works out what all splits of a table share. */
  prepare(table: FeatureTable): Promise<PreparedMethod>;
}

/** Powers p of class weights (rows of a class)^-p, scaled to a mean of 1: 0 all rows alike, 1 "balanced". */
export const weightPowers = [0, 0.5, 1];

/** The weight of each class by its support among the rows learnt from. */
export function classWeights(labels: Int32Array, rows: Int32Array, classCount: number, power: number): Float64Array {
  const support = new Float64Array(classCount);
  for (const row of rows) support[labels[row]]++;
  const weights = support.map((count) => (count ? (rows.length / count) ** power : 0));
  let total = 0;
  for (const row of rows) total += weights[labels[row]];
  return weights.map((weight) => (weight * rows.length) / total);
}

/** 10 to a power drawn evenly between two. */
export function drawPowerOfTen(random: SeededRandom, low: number, high: number): number {
  return Number((10 ** random.between(low, high)).toPrecision(3));
}

/** One of a few. */
export function drawOne<T>(random: SeededRandom, from: readonly T[]): T {
  return from[random.below(from.length)];
}
