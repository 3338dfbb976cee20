import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { nextTurn } from '#shared/jobs/workSignal.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import { createAverage } from '../classifier/averagedParameters.ts';
import { createCellSampler } from '../classifier/cellSampler.ts';
import { ComputingDevice } from '../device/computingDevice.ts';
import type { DescribedTraining } from '../device/deviceTrainer.ts';
import { createDeviceTrainer } from '../device/deviceTrainer.ts';
import { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { importGraph } from '../imported/importGraph.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import type { OnnxModel } from '../onnx/model.ts';
import { adamW } from '../optimisers/adamW.ts';
import { readCheckpoint, writeCheckpoint } from '../trainer/checkpoint.ts';
import type { Batch } from '../trainer/trainer.ts';
import { checkLoss } from '../trainer/trainer.ts';
import { TrainingDiverged } from '../trainer/trainingDiverged.ts';
import type { CachedViews } from './cachedViews.ts';
import type { FineTuningSettings } from './fineTuningSettings.ts';
import { settleStatistics } from './settleStatistics.ts';

export interface BranchTraining {
  readonly model: OnnxModel;
  /** Names of the constants that are trained. */
  readonly trained: ReadonlySet<string>;
  /** Names of the running statistics that are learnt with them: then layers normalise by the statistics of each batch. All stay as they are without. */
  readonly statistics?: ReadonlySet<string>;
  readonly classes: readonly ClassCode[];
  /** All cells of the cache; `learnsFrom` tells those that are learnt from. */
  readonly cells: readonly TrainingCell[];
  readonly learnsFrom: readonly number[];
  readonly cached: CachedViews;
  readonly settings: FineTuningSettings;
  /** For people: "fold 2". */
  readonly name: string;
  /** Where the state is kept, and found again. */
  readonly checkpoint?: string;
  readonly watch?: TrainingWatch;
  /** The processor by default. */
  readonly device?: ComputingDevice;
}

/** Who is told how a training goes, step by step. Throwing ends it. */
export interface TrainingWatch {
  /** `steps`: how many were done of `totalSteps`. `part` is for people, as the name of a `BranchTraining`. Instead of the context's report. */
  readonly onStep?: (part: string, steps: number, totalSteps: number, loss: number) => void;
  /** What was done so far lies on the disk. */
  readonly onKept?: () => void;
}

const warmUpSteps = 20, stepsPerCheckpoint = 50;

/** Batches that statistics are taken of at the end, at most. */
const mostSettling = 10;

/** The model's own names stand apart from those that the new graph gives. */
const fedPrefix = 'cut:', trainedPrefix = 'trained:';

/**
 * Trains the part of a model behind the cut on cached views. On the processor the same seed, cells and thread count give the same bits,
 * whether or not it was interrupted.
 *
 * @returns the trained constants, and statistics, by name, averaged over the last steps
 * @throws MyeloscopeError `bad-input` where the loss is no number (`TrainingDiverged`), or the checkpoint is of another training; `cancelled`
 */
export async function trainBranch({ model, trained, statistics, classes, cells, learnsFrom, cached, settings, name, checkpoint, watch, device = new ComputingDevice('cpu') }: BranchTraining, context: WorkContext = {}): Promise<ParameterSet> {
  const { batch, steps, seed, threads } = settings;
  const describe = (atOnce: number): ReturnType<DescribedTraining> => {
    const graph = new Graph();
    const given = new Map(cached.tensors.map((tensor) => [tensor.name, graph.input(fedPrefix + tensor.name, [atOnce, ...tensor.shape])]));
    const rightClasses = graph.input('rightClasses', [atOnce, classes.length]);
    const parameters = new Map<string, Value>();
    const built = importGraph(model, ['logits'], graph, given, (constant) => {
      if (statistics?.has(constant.name)) return graph.state(trainedPrefix + constant.name, constant.shape, Float32Array.from(constant.values));
      if (!trained.has(constant.name)) return undefined;
      const known = parameters.get(constant.name) ?? graph.parameter(trainedPrefix + constant.name, constant.shape, Float32Array.from(constant.values));
      parameters.set(constant.name, known);
      return known;
    });
    const loss = setCrossEntropy(built.get('logits')!, rightClasses, { labelSmoothing: settings.labelSmoothing });
    return { graph, loss, parameters: [...parameters.values()], optimiser: adamW(), gradientNormLimit: 5 };
  };
  const trainer = await createDeviceTrainer({ describe, batch, threads, seed }, device);
  try {
    const average = createAverage(trainer.getParameters());
    const recipe = createHash('sha256').update(JSON.stringify([settings, classes, learnsFrom.map((place) => [cells[place].name, cells[place].right]), cached.views, cached.madeFrom])).digest('hex');
    let first = 0;
    if (checkpoint !== undefined && existsSync(checkpoint)) {
      const saved = await readCheckpoint(checkpoint);
      if (saved.notes.recipe !== recipe) {
        throw new MyeloscopeError('bad-input', `The checkpoint ${checkpoint} belongs to another training: of other pictures, another width of them, another classifier to begin from, or with other settings.`, `Give the same as then to go on. Else remove the folder ${path.dirname(checkpoint)}, or give the new model another name.`);
      }
      trainer.setState(saved);
      average.restore(saved.tensors);
      first = saved.steps;
    }
    const placeOf = new Map(learnsFrom.map((place) => [cells[place], place]));
    const sample = createCellSampler([{ share: 1, cells: learnsFrom.map((place) => cells[place]) }], settings.balance, settings.oversampleTo);
    const feeds = Object.fromEntries(cached.tensors.map(({ name: tensor, size }) => [fedPrefix + tensor, new Float32Array(batch * size)]));
    const right = new Float32Array(batch * classes.length);
    // The same buffers each time, which a step has read when it ends.
    const drawBatch = (step: number): Batch => {
      const random = seededRandom(seed, step);
      right.fill(0);
      sample(batch, random).forEach((cell, i) => {
        const at = placeOf.get(cell)! * cached.views + random.below(cached.views);
        for (const { name: tensor, size, values: all } of cached.tensors) feeds[fedPrefix + tensor].set(all.subarray(at * size, (at + 1) * size), i * size);
        for (const code of cell.right) if (classes.includes(code)) right[i * classes.length + classes.indexOf(code)] = 1;
      });
      return { ...feeds, rightClasses: right };
    };
    for (let step = first; step < steps; step++) {
      await nextTurn(context.signal);
      const learningRate = settings.learningRate * Math.min(1, (step + 1) / warmUpSteps) * (0.5 + 0.5 * Math.cos((Math.PI * step) / steps)) + 1e-6;
      const result = await trainer.step(drawBatch(step), { learningRate, weightDecay: settings.weightDecay });
      if (average.isDue(step)) average.add(trainer.getParameters(), step);
      if (watch?.onStep) watch.onStep(name, step + 1, steps, result.loss);
      else context.report?.({ stage: `Training: ${name}, loss ${result.loss.toFixed(3)}${device.aside}`, done: step + 1, total: steps });
      if (checkpoint !== undefined && ((step + 1) % stepsPerCheckpoint === 0 || step + 1 === steps)) {
        const state = trainer.getState();
        await writeCheckpoint(checkpoint, { steps: state.steps, tensors: new Map([...state.tensors, ...average.saved()]), notes: { recipe } });
        watch?.onKept?.();
      }
    }
    const learnt = average.parameters(), isStatistic = (parameter: string): boolean => statistics?.has(parameter.slice(trainedPrefix.length)) ?? false;
    const batches = Array.from({ length: statistics ? Math.max(2, Math.min(mostSettling, Math.floor(learnsFrom.length / batch))) : 0 }, (_, i) => () => drawBatch(steps + i));
    const trainedValues = statistics ? await settleStatistics({ trainer, device, learnt, isStatistic, batches, signal: context.signal }) : learnt;
    // The loss is looked at before each step, and so not after the last.
    for (const values of trainedValues.values()) checkLoss(values.reduce((sum, value) => sum + value, 0), steps);
    return new Map([...trainedValues].map(([parameter, values]) => [parameter.slice(trainedPrefix.length), values]));
  } catch (cause) {
    throw cause instanceof TrainingDiverged
      ? new TrainingDiverged(`${cause.message} Its learning rate, ${settings.learningRate} at the highest, is likely too high. No model was made, and what names cells stays as it was.`, { cause }) : cause;
  } finally {
    await trainer.release();
  }
}
