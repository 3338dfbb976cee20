import type { SeededRandom } from '#shared/random/seededRandom.ts';
import { shuffle } from '#shared/random/seededRandom.ts';
import type { TrainingCell } from '#main/training/cellPictures/trainingCell.ts';
import type { CachedViews } from '#main/training/fineTuning/cachedViews.ts';

export interface CellsToChooseFrom {
  readonly among: readonly number[];
  readonly count: number;
  readonly random: SeededRandom;
  /** The classifier's probabilities for each cell, before it has learnt. */
  readonly said: readonly Float32Array[];
  readonly cells: readonly TrainingCell[];
  readonly seen: CachedViews;
}

/** Which cells a laboratory is asked to name, of those that it has: places. */
export type CellChoice = (from: CellsToChooseFrom) => number[];

const mostProbable = (said: Float32Array): number => said.indexOf(Math.max(...said));

/** So many from each of several heaps in turn, each heap in a random order. */
function inTurn({ among, count, random }: CellsToChooseFrom, heapOf: (place: number) => string | number): number[] {
  const heaps = [...Map.groupBy(shuffle([...among], random), heapOf).values()], chosen: number[] = [];
  for (let rank = 0; chosen.length < Math.min(count, among.length); rank++) for (const heap of heaps) if (rank < heap.length && chosen.length < count) chosen.push(heap[rank]);
  return chosen;
}

/** Each cell as far as can be from those chosen before it, by what the network sees of it. */
function farthestFirst({ among, count, random, seen }: CellsToChooseFrom): number[] {
  const { size, values } = seen.tensors[0];
  const rowOf = (place: number): Float32Array => values.subarray(place * seen.views * size, (place * seen.views + 1) * size);
  const order = shuffle([...among], random), nearest = new Map(order.map((place) => [place, Infinity])), chosen = [order[0]];
  while (chosen.length < Math.min(count, order.length)) {
    const last = rowOf(chosen.at(-1)!);
    let next = order[0], farthest = -1;
    for (const place of order) {
      const row = rowOf(place);
      let distance = 0;
      for (let i = 0; i < size; i++) distance += (row[i] - last[i]) ** 2;
      const now = Math.min(nearest.get(place)!, distance);
      nearest.set(place, now);
      if (now > farthest) { farthest = now; next = place; }
    }
    chosen.push(next);
  }
  return chosen;
}

export const waysToChooseCells: Readonly<Record<string, CellChoice>> = {
  'as they come': ({ among, count, random }) => shuffle([...among], random).slice(0, count),
  'as many of each class, as the machine calls them': (from) => inTurn(from, (place) => mostProbable(from.said[place])),
  'as many of each patient': (from) => inTurn(from, (place) => from.cells[place].group),
  'least sure first': ({ among, count, said }) => [...among].sort((a, b) => Math.max(...said[a]) - Math.max(...said[b]) || a - b).slice(0, count),
  'unlike each other': farthestFirst,
};
