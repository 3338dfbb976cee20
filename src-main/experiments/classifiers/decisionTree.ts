import type { SeededRandom } from '#shared/random/seededRandom.ts';
import { sortByRank, type RankedTable } from './rankedTable.ts';

export interface TreeSettings {
  /** Questions from the root to a leaf at most; any number where absent. */
  readonly maxDepth?: number;
  /** Columns looked at for a question, drawn anew for each; more where those are all of one value. */
  readonly columnsPerQuestion: number;
}

/** A question goes to `left` where the value is at most the threshold; `column` -1 is a leaf. */
interface Node { column: number; threshold: number; left: number; right: number; shares: Float64Array }

export interface DecisionTree {
  /** How the weight of the leaf that a row comes to is shared among the classes, adding to 1. */
  sharesAt(row: number): Float64Array;
}

interface Question { readonly column: number; readonly threshold: number; readonly highestRankLeft: number }

/**
 * A classification tree (CART, Breiman et al. 1984): questions that lower the Gini impurity most, until leaves are pure.
 *
 * @param weights of each row of the table; rows of weight 0 take no part
 */
export function growTree(table: RankedTable, weights: Float64Array, { maxDepth = Infinity, columnsPerQuestion }: TreeSettings, random: SeededRandom): DecisionTree {
  const { rows, columns, labels, classCount, values, ranks } = table;
  const members = Int32Array.from(rowsWithWeight(weights)), keys = new Uint32Array(members.length), passed = new Int32Array(members.length);
  const drawn = Int32Array.from({ length: columns }, (_, column) => column);
  const nodes: Node[] = [];
  const open = [{ start: 0, end: members.length, depth: 0, parent: -1, isLeft: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { start, end, depth, parent, isLeft } = next;
    const sums = new Float64Array(classCount);
    for (let i = start; i < end; i++) sums[labels[members[i]]] += weights[members[i]];
    const total = sums.reduce((sum, weight) => sum + weight, 0);
    const node: Node = { column: -1, threshold: 0, left: -1, right: -1, shares: sums.map((weight) => weight / total) };
    const index = nodes.push(node) - 1;
    if (parent >= 0) nodes[parent][isLeft ? 'left' : 'right'] = index;
    const isPure = sums.filter((weight) => weight > 0).length < 2;
    const question = isPure || depth >= maxDepth ? undefined : findQuestion(start, end, sums, total);
    if (!question) continue;
    node.column = question.column;
    node.threshold = question.threshold;
    const middle = divide(question, start, end);
    open.push({ start: middle, end, depth: depth + 1, parent: index, isLeft: false }, { start, end: middle, depth: depth + 1, parent: index, isLeft: true });
  }

  function findQuestion(start: number, end: number, sums: Float64Array, total: number): Question | undefined {
    let best: Question | undefined, bestPurity = -Infinity, several = 0;
    const left = new Float64Array(classCount);
    for (let visited = 0; visited < columns && (visited < columnsPerQuestion || several === 0); visited++) {
      const other = visited + random.below(columns - visited), column = drawn[other];
      drawn[other] = drawn[visited];
      drawn[visited] = column;
      const sorted = sortByRank(ranks, column * rows, members, start, end, keys), last = sorted.length - 1;
      if (sorted[0] >>> 16 === sorted[last] >>> 16) continue;
      several++;
      left.fill(0);
      let leftWeight = 0, leftSquares = 0, rightSquares = sums.reduce((sum, weight) => sum + weight * weight, 0);
      for (let i = 0; i < last; i++) {
        const row = members[start + (sorted[i] & 0xffff)], label = labels[row], weight = weights[row];
        rightSquares -= weight * (2 * (sums[label] - left[label]) - weight);
        leftSquares += weight * (2 * left[label] + weight);
        left[label] += weight;
        leftWeight += weight;
        if (sorted[i] >>> 16 === sorted[i + 1] >>> 16) continue;
        // Least impurity of both sides is most of this (sums of squares over weights).
        const purity = leftSquares / leftWeight + rightSquares / (total - leftWeight);
        if (purity <= bestPurity) continue;
        bestPurity = purity;
        const low = values[column * rows + row], high = values[column * rows + members[start + (sorted[i + 1] & 0xffff)]];
        best = { column, threshold: (low + high) / 2, highestRankLeft: sorted[i] >>> 16 };
      }
    }
    return best;
  }

  /** Puts the members of the left side first, and gives where the right side begins. */
  function divide({ column, highestRankLeft }: Question, start: number, end: number): number {
    let middle = start, right = 0;
    for (let i = start; i < end; i++) {
      const row = members[i];
      if (ranks[column * rows + row] <= highestRankLeft) members[middle++] = row;
      else passed[right++] = row;
    }
    members.set(passed.subarray(0, right), middle);
    return middle;
  }

  return {
    sharesAt(row) {
      let node = nodes[0];
      while (node.column >= 0) node = nodes[values[node.column * rows + row] <= node.threshold ? node.left : node.right];
      return node.shares;
    },
  };
}

function* rowsWithWeight(weights: Float64Array): Generator<number> {
  for (let row = 0; row < weights.length; row++) if (weights[row] > 0) yield row;
}
