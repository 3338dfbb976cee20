import type { WorkContext } from '#shared/jobs/progress.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import type { ClassifierMethod, HyperParameters, PreparedMethod, TableSplit } from '../classifiers/classifierMethod.ts';
import type { FeatureTable } from '../classifiers/featureTable.ts';
import { confusionOf, figuresOfMatrix } from '../figures/labelFigures.ts';
import type { StateFolder } from '../state/stateFolder.ts';

/** What one inner fold says: the confusion matrix of each set. */
type InnerCounts = readonly (readonly (readonly number[])[])[];

/** The outcome of one outer fold: the set that was chosen, its m-score within (null where there was no choice), and the calls of the cells kept out. */
export interface FoldOutcome { readonly set: HyperParameters; readonly innerMScore: number | null; readonly cells: readonly number[]; readonly calls: readonly number[] }

/** One outer fold of one pair of feature and classifier. */
export interface FoldSearch {
  readonly key: string;
  readonly method: ClassifierMethod;
  readonly sets: readonly HyperParameters[];
  readonly labels: readonly string[];
  /** Standardised on the rows learnt from. */
  readonly table: () => Promise<{ table: FeatureTable; prepared: PreparedMethod }>;
  /** Rows to learn from and to choose by, one split an inner fold. */
  readonly inner: readonly TableSplit[];
  readonly outer: TableSplit;
  /** The cells of the outer split's test rows. */
  readonly testCells: readonly number[];
  readonly seed: number;
}

/**
 * Random search within the training part, by the pooled m-score of the inner folds, then the calls of the best set on what was kept
 * out. Every inner fold is kept in the state folder, so that a run goes on where it was.
 *
 * @param unitDone called after each piece of work: the inner folds, and the last
 */
export async function searchFold(search: FoldSearch, state: StateFolder, context: WorkContext, unitDone: () => void): Promise<FoldOutcome> {
  const { inner, key, labels, method, outer, seed, sets, testCells } = search;
  const counts: InnerCounts[] = [];
  for (const [i, split] of inner.entries()) {
    const unit = `${key}/inner ${i + 1}`;
    let known = state.get(unit) as InnerCounts | undefined;
    if (!known) {
      known = await countInner(search, split, context);
      await state.put(unit, known);
    }
    counts.push(known);
    unitDone();
  }
  const scores = sets.map((_, set) => figuresOfMatrix(labels, pooled(counts, set)).mScore);
  const best = scores.indexOf(Math.max(...scores));
  const { prepared } = await search.table();
  const [calls] = prepared.predict(outer, [sets[best]], seed);
  const outcome = { set: sets[best], innerMScore: scores[best], cells: testCells, calls: [...calls] };
  await state.put(`${key}/outcome`, { ...outcome, method: method.name });
  inner.forEach((_, i) => { state.remove(`${key}/inner ${i + 1}`); });
  unitDone();
  return outcome;
}

/** The confusion matrices of one set in all inner folds, added up. */
function pooled(counts: readonly InnerCounts[], set: number): number[][] {
  return counts[0][set].map((row, truth) => row.map((_, call) => counts.reduce((sum, fold) => sum + fold[set][truth][call], 0)));
}

async function countInner({ labels, method, seed, sets, table: prepare }: FoldSearch, split: TableSplit, context: WorkContext): Promise<InnerCounts> {
  const { prepared, table } = await prepare();
  const truths = Array.from(split.test, (row) => table.labels[row]), counts: number[][][] = [];
  for (const places of Map.groupBy(sets.keys(), (set) => method.sharedBy(sets[set])).values()) {
    // Learning takes the thread: between two calls Ctrl-C is heard.
    await new Promise(setImmediate);
    await nextTurn(context.signal);
    prepared.predict(split, places.map((set) => sets[set]), seed).forEach((calls, i) => { counts[places[i]] = confusionOf(labels.length, truths, calls); });
  }
  return counts;
}
