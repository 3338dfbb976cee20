import { seededRandom } from '#shared/random/seededRandom.ts';
import type { ClassifierMethod, HyperParameters, TableSplit } from './classifierMethod.ts';
import { classWeights, drawOne, weightPowers } from './classifierMethod.ts';
import { growTree } from './decisionTree.ts';
import { mostRankedRows, rankedTable, type RankedTable } from './rankedTable.ts';

const depths = [2, 4, 8, 16, null];
const treeCounts = [10, 20, 40, 80, 160, 240];

/**
 * Random forests (Breiman 2001): trees on rows drawn with replacement, the root of all columns looked at for each question, their
 * leaves' shares averaged, as scikit-learn's. Sets that differ in nothing but the number of trees share the trees.
 */
export const randomForest: ClassifierMethod = {
  name: 'rfc', title: 'RFC', mostRows: { of: 'table', rows: mostRankedRows },
  draw: (random) => ({ trees: drawOne(random, treeCounts), maxDepth: drawOne(random, depths), weightPower: drawOne(random, weightPowers) }),
  sharedBy: ({ maxDepth, weightPower }) => `${String(maxDepth)} ${String(weightPower)}`,
  prepare(table) {
    const ranked = rankedTable(table);
    return Promise.resolve({ predict: (split, sets, seed) => predictSets(ranked, split, sets, seed) });
  },
};

function predictSets(table: RankedTable, split: TableSplit, sets: readonly HyperParameters[], seed: number): Int32Array[] {
  const named: Int32Array[] = [];
  const alike = Map.groupBy(sets.keys(), (i) => randomForest.sharedBy(sets[i]));
  for (const places of alike.values()) {
    growForest(table, split, sets[places[0]], Math.max(...places.map((i) => sets[i].trees!)), seed, (trees, shares) => {
      for (const i of places) if (sets[i].trees === trees) named[i] = largestOf(shares, table.classCount);
    });
  }
  return named;
}

/** Grows trees, and after each tells the summed shares of the rows to be named. */
function growForest(table: RankedTable, { train, test }: TableSplit, { maxDepth, weightPower }: HyperParameters, trees: number, seed: number, grown: (trees: number, shares: Float64Array) => void): void {
  const { classCount, columns, labels, rows } = table;
  const byClass = classWeights(labels, train, classCount, weightPower!);
  const shares = new Float64Array(test.length * classCount), weights = new Float64Array(rows);
  for (let tree = 0; tree < trees; tree++) {
    const random = seededRandom(seed, 0xf03e57, tree);
    weights.fill(0);
    for (let draw = 0; draw < train.length; draw++) {
      const row = train[random.below(train.length)];
      weights[row] += byClass[labels[row]];
    }
    const grownTree = growTree(table, weights, { maxDepth: maxDepth ?? undefined, columnsPerQuestion: Math.max(1, Math.floor(Math.sqrt(columns))) }, random);
    for (let i = 0; i < test.length; i++) {
      const leaf = grownTree.sharesAt(test[i]);
      for (let label = 0; label < classCount; label++) shares[i * classCount + label] += leaf[label];
    }
    grown(tree + 1, shares);
  }
}

/** The class with the largest share of each row; of equal ones the first. */
export function largestOf(shares: Float64Array, classCount: number): Int32Array {
  return Int32Array.from({ length: shares.length / classCount }, (_, row) => {
    let best = 0;
    for (let label = 1; label < classCount; label++) if (shares[row * classCount + label] > shares[row * classCount + best]) best = label;
    return best;
  });
}
