import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import { stochasticGradientDescent } from '#main/training/optimisers/stochasticGradientDescent.ts';
import { foldsOfCells, type SplitKind } from '../cells/outerFolds.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import { readPictures } from '../cells/readPictures.ts';
import { drawPowerOfTen } from '../classifiers/classifierMethod.ts';
import { asItLies, cellPatch, type PatchPlacement } from '../features/cellPatch.ts';
import { channelNormalization, type ChannelNormalization } from '../features/normalizedPlanes.ts';
import { namingNetwork } from '../networks/nameWithNetwork.ts';
import { settleStatistics } from '../networks/settleStatistics.ts';
import { trainNetwork } from '../networks/trainNetwork.ts';
import { PartsProgress } from '../state/partsProgress.ts';
import type { StateFolder } from '../state/stateFolder.ts';
import { choiCells } from './choiCells.ts';
import { choiDataSets, trainingViews, type ChoiDataSet } from './choiDataSets.ts';
import { choiRecipe, leastSearchFolds, type ChoiSettings } from './choiSettings.ts';
import { descentRates, type DescentSettings } from './descent.ts';
import { rotatedForms, shiftedForms } from './invariance.ts';

/** What a trained network says of the test cells as they lie, and of some of them (`formed`) in every other form. */
export interface NamedTest { readonly pictures: number; readonly calls: readonly number[]; readonly rotated: readonly (readonly number[])[]; readonly shifted: readonly (readonly number[])[] }

export interface ChoiOutcome {
  readonly descent: DescentSettings;
  readonly bySet: Readonly<Record<string, NamedTest>>;
  /** The second stage's choice between band (0) and segmented (1) for every test cell. */
  readonly local?: NamedTest;
}

export interface ChoiRun {
  readonly cells: readonly ExperimentCell[];
  readonly split: SplitKind;
  readonly settings: ChoiSettings;
  /** The network for a number of classes; `logits` is its output. */
  readonly network: (classes: number) => NetworkDescription;
  readonly state: StateFolder;
  readonly threads: number;
}

/** The two classes of the second stage. */
export const localPair = ['NGB', 'NGS'] as const;

/** Training pictures that statistics are taken of after a training. */
const settledPictures = 400;

/**
 * The protocol of Choi 2017: a search of rate, momentum and decays, the training sets, the second stage. Goes on from its state folder,
 * within a training from its last epoch.
 *
 * @param setDone called after each training set with all that is done so far
 * @throws MyeloscopeError `cancelled`, `bad-input`, `disk-full`, and what reading pictures throws
 */
export async function runChoi({ cells: all, network, settings, split, state, threads }: ChoiRun, context: WorkContext, setDone: (done: ChoiOutcome) => Promise<void>): Promise<ChoiOutcome> {
  const { cells, formed, labels, searchFolds, tested, trained, truths } = choiCells(all, split, settings);
  const searched = searchFolds < leastSearchFolds ? 0 : settings.searched;
  const pictures = await readPictures(cells, context);
  const patch = (cell: number, placement: PatchPlacement): RgbPicture => cellPatch(pictures[cell], cells[cell].spanUm, settings.patch, placement);

  async function train(name: string, learnt: readonly number[], truthOf: (cell: number) => number, classes: number, dataSet: Pick<ChoiDataSet, 'augmented' | 'perClass'>, descent: DescentSettings, epochs: number, own: WorkContext) {
    const views = trainingViews(learnt.map(truthOf), dataSet, settings.seed, settings.mostPerClass);
    const normalization: ChannelNormalization = channelNormalization(learnt.map((cell) => patch(cell, asItLies)), 'yuv');
    const recipe = createHash('sha256').update(JSON.stringify([name, learnt.map((cell) => cells[cell].name), dataSet, descent, epochs, choiRecipe(settings)])).digest('hex');
    const checkpoint = state.pathOf(`${name.replace(/[^\w.-]+/gu, '_')}.checkpoint`), described = network(classes);
    const shape = { network: described, classCount: classes, sidePx: settings.patch.sidePx, normalization, batch: settings.batch, threads };
    const learned = await trainNetwork({
      name, ...shape, count: views.length, epochs, seed: settings.seed, checkpoint, recipe,
      optimiser: stochasticGradientDescent({ momentum: descent.momentum }), ratesOf: (epoch) => descentRates(descent, epoch),
      pictureOf: (i) => ({ picture: patch(learnt[views[i].cell], views[i].placement), truth: truthOf(learnt[views[i].cell]) }),
    }, own);
    const seen = shuffle([...views], seededRandom(settings.seed, 0x5e7)).slice(0, settledPictures).map(({ cell, placement }) => patch(learnt[cell], placement));
    const parameters = await settleStatistics({ ...shape, pictures: seen }, learned, own.signal);
    return { naming: await namingNetwork(described, parameters, settings.patch.sidePx, normalization, threads), pictures: views.length, checkpoint };
  }

  const viewCount = (learnt: readonly number[], dataSet: ChoiDataSet) => trainingViews(learnt.map((cell) => truths[cell]), dataSet, settings.seed, settings.mostPerClass).length;
  const pair = localPair.map((label) => labels.indexOf(label)), dataSets = choiDataSets.filter(({ name }) => settings.dataSets.includes(name));
  const last = settings.dualStage && !pair.includes(-1) ? dataSets.at(-1) : undefined, ofPair = trained.filter((cell) => pair.includes(truths[cell]));
  // Of each training the pictures it is shown, over all its epochs.
  const searchWeight = (viewCount(trained, choiDataSets[0]) * (searchFolds - 1) * settings.searchEpochs) / searchFolds;
  const weights = new Map([...dataSets.map((dataSet) => [dataSet.name, viewCount(trained, dataSet) * settings.epochs] as const), ...last ? [[localName(last), viewCount(ofPair, last) * settings.epochs] as const] : []]);
  const parts = new PartsProgress(context, 'Training networks', searched * searchFolds * searchWeight + [...weights.values()].reduce((sum, weight) => sum + weight, 0));

  /** Trains, names the test cells in every form, and keeps that: then the training state is not needed any more. */
  async function trainAndName(name: string, learnt: readonly number[], truthOf: (cell: number) => number, classes: number, dataSet: Pick<ChoiDataSet, 'augmented' | 'perClass'>, descent: DescentSettings): Promise<NamedTest> {
    const known = state.get(name) as NamedTest | undefined;
    if (known) return await parts.part(weights.get(name)!, () => Promise.resolve(known));
    const { checkpoint, naming, pictures: count } = await parts.part(weights.get(name)!, (own) => train(name, learnt, truthOf, classes, dataSet, descent, settings.epochs, own));
    try {
      const inForm = (form: PatchPlacement) => naming.name(formed.map((place) => patch(tested[place], form)), context.signal);
      const named: NamedTest = { pictures: count, calls: await naming.name(tested.map((cell) => patch(cell, asItLies)), context.signal), rotated: await inTurn(rotatedForms, inForm), shifted: await inTurn(shiftedForms, inForm) };
      await state.put(name, named);
      await rm(checkpoint, { force: true });
      return named;
    } finally {
      await naming.release();
    }
  }

  async function searchDescent(): Promise<DescentSettings> {
    const folds = foldsOfCells(trained.map((cell) => cells[cell]), trained.map((cell) => truths[cell]), split, searchFolds, settings.seed + 1);
    let best = settings.descent, bestRight = -1;
    for (let set = 0; set < searched; set++) {
      const descent = drawDescent(settings.seed, set);
      let right = 0;
      for (let fold = 0; fold < searchFolds; fold++) {
        const key = `search ${set + 1}, fold ${fold + 1}`, held = trained.filter((_, i) => folds[i] === fold);
        right += await parts.part(searchWeight, async (own) => {
          const known = state.get(key) as number | undefined;
          if (known !== undefined) return known;
          const { checkpoint, naming } = await train(key, trained.filter((_, i) => folds[i] !== fold), (cell) => truths[cell], labels.length, choiDataSets[0], descent, settings.searchEpochs, own);
          const calls = await naming.name(held.map((cell) => patch(cell, asItLies)), own.signal).finally(() => naming.release());
          const worked = held.filter((cell, i) => calls[i] === truths[cell]).length;
          await state.put(key, worked);
          await rm(checkpoint, { force: true });
          return worked;
        });
      }
      if (right > bestRight) { bestRight = right; best = descent; }
    }
    return best;
  }

  const descent = searched > 0 ? await searchDescent() : settings.descent;
  const bySet: Record<string, NamedTest> = {};
  for (const dataSet of dataSets) {
    bySet[dataSet.name] = await trainAndName(dataSet.name, trained, (cell) => truths[cell], labels.length, dataSet, descent);
    await setDone({ descent, bySet });
  }
  if (!last) return { descent, bySet };
  const local = await trainAndName(localName(last), ofPair, (cell) => pair.indexOf(truths[cell]), 2, last, descent);
  return { descent, bySet, local };
}

const localName = ({ name }: ChoiDataSet): string => `local ${name}`;

async function inTurn<From, To>(from: readonly From[], one: (value: From) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (const value of from) done.push(await one(value));
  return done;
}

function drawDescent(seed: number, set: number): DescentSettings {
  const random = seededRandom(seed, 0xde5c, set);
  return {
    learningRate: drawPowerOfTen(random, -3, -1), momentum: Number(random.between(0.8, 0.95).toFixed(3)),
    rateDecay: drawPowerOfTen(random, -3, -1), weightDecay: drawPowerOfTen(random, -5, -3),
  };
}
