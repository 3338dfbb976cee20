import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { networkOutputs } from '#main/analysis/classification/networkOutputs.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import type { TrainingCells } from '../cellPictures/readCells.ts';
import type { HeldOutCell } from '../classifier/calibrate.ts';
import { groupedFolds } from '../classifier/folds.ts';
import { ComputingDevice } from '../device/computingDevice.ts';
import { createDeviceRunner } from '../device/deviceRunner.ts';
import { divideModel, partOf } from '../imported/divideModel.ts';
import { inOurForm } from '../imported/inOurForm.ts';
import { runningStatistics, trainableParameters } from '../imported/trainableParts.ts';
import { readOnnx } from '../onnx/read.ts';
import type { OnnxModel } from '../onnx/model.ts';
import { writeOnnx } from '../onnx/write.ts';
import type { CachedViews } from './cachedViews.ts';
import { cacheViews, changedViews } from './cachedViews.ts';
import type { BranchCalibration } from './calibrateBranch.ts';
import { calibrateBranch, calibrateWithoutFolds } from './calibrateBranch.ts';
import type { LaboratoryBranch } from './composeBranch.ts';
import { composeBranch } from './composeBranch.ts';
import type { FineTuningSettings } from './fineTuningSettings.ts';
import { fingerprintOf } from './fingerprintOf.ts';
import { knownFeaturesOf, withFurtherMeans } from './knownFeatures.ts';
import { fitLaboratoryGate } from './laboratoryGate.ts';
import { laboratoryMeans } from './laboratoryMeans.ts';
import { newestBranchOf } from './newestBranch.ts';
import type { TrainingWatch } from './trainBranch.ts';
import { trainBranch } from './trainBranch.ts';

export interface FineTuning {
  readonly base: { readonly card: ClassifierCard; readonly onnx: Uint8Array };
  /** The laboratory's labelled cells, at the size that the base sees; those of one group (a case, a patient) depend on each other. */
  readonly pictures: TrainingCells;
  /** Whether each cell's group is known: else cells of one patient may stand in several groups. */
  readonly areGroupsKnown: boolean;
  readonly settings: FineTuningSettings;
  /** Folder for checkpoints, from which an interrupted training goes on; it is made once nothing speaks against the training. None are kept without. */
  readonly workDirectory?: string;
  readonly watch?: FineTuningWatch;
  /** What it computes on; the processor by default. A graphics card that fails is left, and `computedOn` says so. */
  readonly device?: ComputingDevice;
}

export interface FineTuningWatch extends TrainingWatch {
  /** What a part's training said of the cells that it left out, by their places. */
  readonly onJudged?: (part: string, places: readonly number[], said: readonly HeldOutCell[]) => void;
}

export interface FineTunedClassifier {
  readonly onnx: Uint8Array;
  readonly calibration: ClassifierCard['calibration'];
  /** What the branch's logits were multiplied by in the model, though not in the trainings by fold. */
  readonly sharpness: number;
  /** What trainings without the fold of each cell said of it, in the order of the cells. */
  readonly judged: readonly HeldOutCell[];
  /** The calibration under which each of them is to be judged: set on what was said of the other folds' cells (`calibrateWithoutFolds`). */
  readonly judgedUnder: readonly BranchCalibration[];
  /** Of how many folds, and what was surely kept apart: whole groups, or single cells where there are too few groups or they are not known. */
  readonly folds: { readonly count: number; readonly by: 'group' | 'cell' };
  /** What it computed on, in sentences; absent where that was the processor as usual. */
  readonly computedOn?: string;
}

/** So many trainings leave out a part of the cells each; one more learns from all. */
const foldCount = 4;
/** The trainings that a fine-tuning is made of, in their order, as they are told to whoever watches. */
export const fineTuningParts: readonly string[] = [...Array.from({ length: foldCount }, (_, fold) => `without part ${fold + 1} of ${foldCount}`), 'all cells'];
/** Below this, folds of what is left teach nothing that the whole would. */
export const fewestCells = 10;

/**
 * Trains a classifier further on a laboratory's own cells. The part that is trained is a copy beside the old one; a gate
 * lets the copy answer for cells that look like the laboratory's and the old part for those it knew before, so that little is
 * forgotten and no old pictures are needed. Thresholds are set on cells that were left out in turn.
 *
 * @throws MyeloscopeError `bad-input` where there are too few cells or classes, or the loss is no number (`TrainingDiverged`); `model-invalid` naming an operator without a gradient; `cancelled`
 */
export async function fineTuneClassifier({ base, pictures, areGroupsKnown, settings, workDirectory, watch, device = new ComputingDevice('cpu') }: FineTuning, context: WorkContext = {}): Promise<FineTunedClassifier> {
  const { cells } = pictures, { classes } = base.card;
  const labels = new Set(cells.map(({ label }) => label));
  if (cells.length < fewestCells || labels.size < 2) {
    throw new MyeloscopeError('bad-input', `${cells.length === 1 ? '1 cell' : `${cells.length} cells`} of ${labels.size === 1 ? '1 class' : `${labels.size} classes`} are too few to learn from.`, `Give at least ${fewestCells} cells of two classes.`);
  }
  const { sidePx } = pictures.size, read = readOnnx(base.onnx);
  const model = base.card.encoding ? inOurForm(read, base.card.encoding, classes, sidePx) : read;
  const inputName = model.graph.inputs[0].name, shape = [3, sidePx, sidePx];
  // Of a classifier that was trained further before, the branch that was made last is trained; all of it answers as before.
  const newest = newestBranchOf(model);
  const trained = trainableParameters(newest, 'logits', inputName, shape, settings.part);
  const statistics = base.card.untrained ? learntStatistics(base.card, newest, settings.part) : undefined;
  const { front, cut } = divideModel(newest, 'logits', inputName, trained);
  const known = knownFeaturesOf(model.graph);
  const views = changedViews(pictures, settings.augmentation, settings.seed);
  const cached = { ...await cacheViews(front, cut, cells, settings.views, views, settings.threads, sidePx, context, device), madeFrom: fingerprintOf(base.onnx, pictures) };
  const features = await featureViews();

  const branchOf = async (learnsFrom: readonly number[], name: string, file: string): Promise<LaboratoryBranch> => ({
    cut, sharpness: 1, gate: features && fitLaboratoryGate(known, features, learnsFrom),
    trained: await trainBranch({ model: newest, trained, statistics, classes, cells, learnsFrom, cached, settings, name, checkpoint: workDirectory && `${workDirectory}/${file}.checkpoint`, watch, device }, context),
    changed: features ? known.flatMap((part) => withFurtherMeans(part, laboratoryMeans(part, features, cells, learnsFrom))) : [],
  });

  const byGroup = new Set(cells.map(({ group }) => group)).size >= foldCount;
  const folds = groupedFolds(byGroup ? cells : cells.map(({ label, name }) => ({ label, group: name })), foldCount, settings.seed);
  const judged: HeldOutCell[] = [];
  // Only now: what is refused leaves no folder behind.
  if (workDirectory !== undefined) makeFolders(workDirectory);
  for (let fold = 0; fold < foldCount; fold++) {
    const places = cells.map((_, place) => place), held = places.filter((place) => folds[place] === fold), rest = places.filter((place) => folds[place] !== fold);
    if (held.length === 0) continue;
    const name = fineTuningParts[fold];
    const branch = await branchOf(rest, name, `fold-${fold + 1}`);
    const said = await saidOf(composed(branch), held);
    held.forEach((place, i) => { judged[place] = said[i]; });
    watch?.onJudged?.(name, held, said);
  }
  const keptApart = byGroup && areGroupsKnown ? 'group' : 'cell';
  const { calibration, sharpness } = calibrateBranch(base.card, judged, keptApart), judgedUnder = calibrateWithoutFolds(base.card, judged, folds, keptApart);
  const whole = { ...await branchOf(cells.map((_, place) => place), fineTuningParts[foldCount], 'all'), sharpness };
  const computedOn = device.inWords();
  return { onnx: writeOnnx(composed(whole)), calibration, sharpness, judged, judgedUnder, folds: { count: foldCount, by: keptApart }, ...(computedOn !== undefined && { computedOn }) };

  /** Of a network that knew nothing before, what it answered before is not kept. */
  function composed(branch: LaboratoryBranch): OnnxModel {
    const beside = composeBranch(model, branch), { graph } = beside;
    return base.card.untrained ? { ...beside, graph: { ...partOf(graph, graph.outputs.map(({ name }) => name)), outputs: graph.outputs } } : beside;
  }

  /** The features that gate and familiarity are fitted on: those of the cut itself where only the head is trained. */
  async function featureViews(): Promise<CachedViews | undefined> {
    if (known.length === 0) return undefined;
    const names = known.map((part) => part.features);
    if (names.every((name) => cut.includes(name))) return cached;
    return cacheViews(writeOnnx({ ...model, graph: partOf(model.graph, names) }), names, cells, 4, views, settings.threads, sidePx, context, device);
  }

  async function saidOf(candidate: OnnxModel, places: readonly number[]): Promise<HeldOutCell[]> {
    const runner = await createDeviceRunner(writeOnnx(candidate), device, settings.threads);
    try {
      const { probabilities, distances } = await networkOutputs(runner, places.map((place) => pictures.cropOf(cells[place])), classes.length, base.card.calibration.views, context.signal);
      return places.map((place, i) => ({ right: cells[place].right, probabilities: probabilities[i], distance: distances[i] }));
    } finally {
      await runner.release();
    }
  }
}

/**
 * The statistics that are learnt with all layers of a network that was built here: weights that nothing was learnt with keep the signal's
 * size only where each batch is normalised by its own. Throws `bad-input` where only a part of a wholly untrained one would be trained.
 */
function learntStatistics({ name, untrained }: ClassifierCard, model: OnnxModel, part: FineTuningSettings['part']): ReadonlySet<string> | undefined {
  if (part === 'all') return runningStatistics(model.graph);
  if (untrained === 'head') return undefined;
  throw new MyeloscopeError('bad-input', `${name} is untrained: its last layers have nothing to stand on.`, 'Train all its layers.');
}
