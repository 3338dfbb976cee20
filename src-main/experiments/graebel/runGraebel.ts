import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { ChosenCells } from '../cells/chooseCells.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import { extractFeatures, type CellFeatures } from '../cells/extractFeatures.ts';
import { foldCount, foldsOfCells, type SplitKind } from '../cells/outerFolds.ts';
import type { ClassifierMethod } from '../classifiers/classifierMethod.ts';
import { standardized, type FeatureTable } from '../classifiers/featureTable.ts';
import type { FeatureExtractor } from '../features/featureExtractor.ts';
import type { StateFolder } from '../state/stateFolder.ts';
import { graebelExperiment, type GraebelExperimentName } from './graebelExperiments.ts';
import type { GraebelSettings } from './graebelSettings.ts';
import { searchFold, type FoldOutcome } from './searchFold.ts';

/** All outer folds of one pair of feature and classifier, done. */
export interface PairOutcome {
  readonly experiment: GraebelExperimentName;
  readonly split: SplitKind;
  readonly feature: string;
  readonly classifier: string;
  readonly folds: readonly FoldOutcome[];
}

export interface GraebelRun {
  readonly cells: readonly ExperimentCell[];
  readonly settings: GraebelSettings;
  readonly extractors: readonly FeatureExtractor[];
  readonly methods: readonly ClassifierMethod[];
  readonly state: StateFolder;
}

/**
 * The classical grid of Graebel 2018: each experiment, split, feature and classifier in turn. Goes on from its state folder.
 *
 * @param pairDone called after each pair with all that is done so far, so that figures can be written on the way
 * @throws MyeloscopeError `cancelled`, `bad-input`, `disk-full`, and what reading pictures throws
 */
export async function runGraebel({ cells: all, settings, extractors, methods, state }: GraebelRun, context: WorkContext, pairDone: (done: readonly PairOutcome[]) => Promise<void>): Promise<PairOutcome[]> {
  const experiments = settings.experiments.map((name) => ({ name, chosen: graebelExperiment(name, all, settings.mostPerLabel, settings.seed) }));
  for (const { chosen, name } of experiments) refuseTooManyRows(name, chosen, settings, methods);
  const wanted = new Set(experiments.flatMap(({ chosen }) => chosen.cells)), cells = all.filter((cell) => wanted.has(cell));
  const pairs = extractors.flatMap((extractor) => experiments.flatMap((experiment) => settings.splits.flatMap((split) => methods.map((method) => ({ ...experiment, split, extractor, method })))));
  const keyOf = ({ extractor, method, name, split }: Pair, fold: number) => `${name}/${split}/${extractor.name}/${method.name}/fold ${fold + 1}`;
  const knownFolds = (pair: Pair) => Array.from({ length: settings.outerFolds }, (_, fold) => state.get(`${keyOf(pair, fold)}/outcome`) as FoldOutcome | undefined);
  const outcomeOf = ({ extractor, method, name, split }: Pair, folds: readonly FoldOutcome[]): PairOutcome => ({ experiment: name, split, feature: extractor.name, classifier: method.name, folds });

  // What earlier runs finished stands in the figures from the start, wherever it lies in the order.
  const done = pairs.flatMap((pair) => {
    const folds = knownFolds(pair);
    return folds.every((fold) => fold !== undefined) ? [outcomeOf(pair, folds)] : [];
  });
  const perFold = settings.innerFolds + 1, total = pairs.length * settings.outerFolds * perFold;
  let units = pairs.reduce((sum, pair) => sum + knownFolds(pair).filter(Boolean).length * perFold, 0);
  const showUnits = () => context.report?.({ stage: 'Trying settings', done: units, total });
  if (done.length) await pairDone(done);

  // Each feature is worked out once, for all experiments.
  let features: { readonly extractor: FeatureExtractor; readonly values: CellFeatures } | undefined;
  for (const pair of pairs) {
    const { chosen, extractor, method, split } = pair;
    const outcomes = knownFolds(pair);
    if (outcomes.every(Boolean)) continue;
    throwIfCancelled(context.signal);
    if (features?.extractor !== extractor) features = { extractor, values: await extractFeatures(cells, extractor, settings, (key) => state.pathOf(`features-${extractor.name}-${key}.bin`), context) };
    const { values } = features;
    showUnits();
    const sets = Array.from({ length: settings.sets }, (_, i) => method.draw(seededRandom(settings.seed, purposeOf(method), i)));
    const folds = foldsOfCells(chosen.cells, chosen.truths, split, settings.outerFolds, settings.seed);
    for (let fold = 0; fold < settings.outerFolds; fold++) {
      if (outcomes[fold]) continue;
      const rows = foldRows(chosen, folds, fold, split, settings);
      // Of few groups there are fewer inner folds than were counted on.
      units += settings.innerFolds - rows.inner.length;
      let prepared: ReturnType<typeof prepareFold> | undefined;
      const table = () => prepared ??= prepareFold(tableOf(cells, chosen, values), rows.outer.train, method);
      outcomes[fold] = await searchFold({ key: keyOf(pair, fold), method, sets, labels: chosen.labels, table, ...rows, seed: settings.seed }, state, context, () => { units++; showUnits(); });
    }
    done.push(outcomeOf(pair, outcomes.filter((outcome) => outcome !== undefined)));
    await pairDone(done);
  }
  return done;
}

/** Says at once what would else break after hours. */
function refuseTooManyRows(name: GraebelExperimentName, { cells, labels }: ChosenCells, { copies, outerFolds }: GraebelSettings, methods: readonly ClassifierMethod[]): void {
  const folds = { table: outerFolds, learnt: outerFolds - 1 };
  const rowsFor = ({ mostRows: { of } }: ClassifierMethod) => (cells.length * (1 + copies) * folds[of]) / outerFolds;
  const full = methods.find((method) => rowsFor(method) > method.mostRows.rows);
  if (!full) return;
  const { of, rows } = full.mostRows, perClass = Math.floor((rows * outerFolds) / (folds[of] * (1 + copies) * labels.length));
  throw new MyeloscopeError('bad-input', `The experiment "${name}" has ${Math.ceil(rowsFor(full))} pictures${of === 'learnt' ? ' to learn from' : ', with copies'}; ${full.title} takes at most ${rows}.`,
    `Give --most-cells ${perClass}, fewer --copies, or other classifiers with --only.`);
}

interface Pair { readonly name: GraebelExperimentName; readonly chosen: ChosenCells; readonly split: SplitKind; readonly extractor: FeatureExtractor; readonly method: ClassifierMethod }

/** Each method draws from a stream of its own, the same whichever others are asked for. */
function purposeOf({ name }: ClassifierMethod): number {
  return Array.from(name).reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0);
}

async function prepareFold(table: FeatureTable, trainedOn: Int32Array, method: ClassifierMethod) {
  const own = standardized(table, trainedOn);
  return { table: own, prepared: await method.prepare(own) };
}

/** The rows of an experiment's cells, `rowsPerCell` each, in the order of its cells. */
function tableOf(cells: readonly ExperimentCell[], chosen: ChosenCells, { columns, rowsPerCell, values }: CellFeatures): FeatureTable {
  const place = new Map(cells.map((cell, i) => [cell, i]));
  const rows = chosen.cells.length * rowsPerCell, own = new Float32Array(rows * columns);
  chosen.cells.forEach((cell, i) => {
    const from = place.get(cell)! * rowsPerCell * columns;
    own.set(values.subarray(from, from + rowsPerCell * columns), i * rowsPerCell * columns);
  });
  return { rows, columns, values: own, labels: Int32Array.from({ length: rows }, (_, row) => chosen.truths[Math.floor(row / rowsPerCell)]), classCount: chosen.labels.length };
}

/** Rows to learn from have all copies of a cell; rows to be named are the pictures as they lie. */
function foldRows({ cells, truths }: ChosenCells, folds: Int32Array, fold: number, split: SplitKind, { copies, innerFolds, seed }: GraebelSettings) {
  const rowsPerCell = 1 + copies;
  const learn = (places: readonly number[]) => Int32Array.from(places.flatMap((cell) => Array.from({ length: rowsPerCell }, (_, copy) => cell * rowsPerCell + copy)));
  const name = (places: readonly number[]) => Int32Array.from(places, (cell) => cell * rowsPerCell);
  const trained = cells.flatMap((_, i) => (folds[i] === fold ? [] : [i])), testCells = cells.flatMap((_, i) => (folds[i] === fold ? [i] : []));
  const own = trained.map((i) => cells[i]), count = foldCount(own, split, innerFolds);
  const within = foldsOfCells(own, trained.map((i) => truths[i]), split, count, seed + 1 + fold);
  const inner = Array.from({ length: count }, (_, i) => ({
    train: learn(trained.filter((_cell, at) => within[at] !== i)), test: name(trained.filter((_cell, at) => within[at] === i)),
  }));
  return { inner, outer: { train: learn(trained), test: name(testCells) }, testCells };
}
