import type { ClassifierMethod, HyperParameters, TableSplit } from './classifierMethod.ts';
import { drawOne } from './classifierMethod.ts';
import { largestOf } from './randomForest.ts';
import { mostRankedRows, rankedTable, sortByRank, type RankedTable } from './rankedTable.ts';

const learningRates = [0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2];
const roundCounts = [10, 20, 40, 60, 80, 120, 160, 200];

/**
 * AdaBoost for several classes (SAMME, Zhu et al. 2009) on trees of one question, as scikit-learn's `algorithm='SAMME'`. Nothing is
 * drawn. Sets of one learning rate share their rounds.
 */
export const adaBoost: ClassifierMethod = {
  name: 'abc', title: 'ABC', mostRows: { of: 'table', rows: mostRankedRows },
  draw: (random) => ({ rounds: drawOne(random, roundCounts), learningRate: drawOne(random, learningRates) }),
  sharedBy: ({ learningRate }) => String(learningRate),
  prepare(table) {
    const ranked = rankedTable(table);
    return Promise.resolve({ predict: (split, sets) => predictSets(ranked, split, sets) });
  },
};

function predictSets(table: RankedTable, split: TableSplit, sets: readonly HyperParameters[]): Int32Array[] {
  const named: Int32Array[] = [], order = sortedColumns(table, split.train);
  for (const [learningRate, places] of Map.groupBy(sets.keys(), (i) => sets[i].learningRate!)) {
    boost(table, split, order, learningRate, Math.max(...places.map((i) => sets[i].rounds!)), (rounds, votes) => {
      for (const i of places) if (sets[i].rounds === rounds) named[i] = largestOf(votes, table.classCount);
    });
  }
  return named;
}

/** For every column, the places in `train` from its lowest value to its highest. */
function sortedColumns({ columns, ranks, rows }: RankedTable, train: Int32Array): Uint16Array {
  const order = new Uint16Array(columns * train.length), keys = new Uint32Array(train.length);
  for (let column = 0; column < columns; column++) {
    const sorted = sortByRank(ranks, column * rows, train, 0, train.length, keys);
    for (let i = 0; i < train.length; i++) order[column * train.length + i] = sorted[i] & 0xffff;
  }
  return order;
}

/** Boosts, and after each round tells the votes of the rows to be named; where it ends early, for all rounds that are left. */
function boost(table: RankedTable, { train, test }: TableSplit, order: Uint16Array, learningRate: number, rounds: number, told: (rounds: number, votes: Float64Array) => void): void {
  const { classCount, labels, rows, values } = table;
  const votes = new Float64Array(test.length * classCount);
  let weights = new Float64Array(train.length).fill(1 / train.length), ended = false;
  const present = new Set(Array.from(train, (row) => labels[row])).size;
  for (let round = 1; round <= rounds; round++) {
    if (!ended) {
      const { column, threshold, below, above } = bestQuestion(table, train, order, weights);
      const answer = (row: number) => (column < 0 || values[column * rows + row] <= threshold ? below : above);
      const wrong = weights.map((weight, i) => (answer(train[i]) === labels[train[i]] ? 0 : weight));
      const error = wrong.reduce((sum, weight) => sum + weight, 0);
      // No better than guessing: this round and all after it are left out.
      if (error >= 1 - 1 / present && error > 0) ended = true;
      else {
        const vote = error <= 0 ? 1 : learningRate * (Math.log((1 - error) / error) + Math.log(present - 1));
        for (let i = 0; i < test.length; i++) votes[i * classCount + answer(test[i])] += vote;
        weights = weights.map((weight, i) => (wrong[i] > 0 ? weight * Math.exp(vote) : weight));
        const sum = weights.reduce((total, weight) => total + weight, 0);
        // Never nothing, as scikit-learn has it: at high rates a few rows would else decide all later rounds.
        weights = weights.map((weight) => Math.max(Number.EPSILON, weight / sum));
        ended = error <= 0;
      }
    }
    told(round, votes);
  }
}

interface Stump { readonly column: number; readonly threshold: number; readonly below: number; readonly above: number }

/**
 * The one question that lowers the weighted Gini impurity most, and the heaviest class on either side. Both sides are summed from their
 * own ends: weights come to differ by as much as a number has digits, and what is left of a difference of large sums is noise.
 */
function bestQuestion({ classCount, columns, labels, ranks, rows, values }: RankedTable, train: Int32Array, order: Uint16Array, weights: Float64Array): Stump {
  const count = train.length, left = new Float64Array(classCount), right = new Float64Array(classCount);
  const labelAt = Int32Array.from(train, (row) => labels[row]);
  // Of all places from one on: their weight, and the squares of the classes' weights.
  const weightFrom = new Float64Array(count + 1), squaresFrom = new Float64Array(count + 1);
  let bestPurity = -Infinity, best: { readonly column: number; readonly last: number } | undefined;
  for (let column = 0; column < columns; column++) {
    const start = column * count;
    left.fill(0);
    right.fill(0);
    for (let i = count - 1; i > 0; i--) {
      const place = order[start + i], label = labelAt[place], weight = weights[place];
      squaresFrom[i] = squaresFrom[i + 1] + weight * (2 * right[label] + weight);
      weightFrom[i] = weightFrom[i + 1] + weight;
      right[label] += weight;
    }
    let leftWeight = 0, leftSquares = 0;
    for (let i = 0; i < count - 1; i++) {
      const place = order[start + i], label = labelAt[place], weight = weights[place];
      leftSquares += weight * (2 * left[label] + weight);
      left[label] += weight;
      leftWeight += weight;
      const purity = leftSquares / leftWeight + squaresFrom[i + 1] / weightFrom[i + 1];
      if (purity <= bestPurity) continue;
      if (ranks[column * rows + train[place]] === ranks[column * rows + train[order[start + i + 1]]]) continue;
      bestPurity = purity;
      best = { column, last: i };
    }
  }
  const heaviestOf = (places: Iterable<number>) => {
    const sums = new Float64Array(classCount);
    for (const place of places) sums[labelAt[place]] += weights[place];
    return sums.indexOf(Math.max(...sums));
  };
  if (!best) return { column: -1, threshold: 0, below: heaviestOf(labelAt.keys()), above: heaviestOf(labelAt.keys()) };
  const { column, last } = best, sorted = order.subarray(column * count, (column + 1) * count), valueAt = (i: number) => values[column * rows + train[sorted[i]]];
  return { column, threshold: (valueAt(last) + valueAt(last + 1)) / 2, below: heaviestOf(sorted.subarray(0, last + 1)), above: heaviestOf(sorted.subarray(last + 1)) };
}
