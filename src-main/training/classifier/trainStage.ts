import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { cellInputPx } from '#main/analysis/classification/cellInput.ts';
import { augmentCell } from '../augmentation/augmentCell.ts';
import type { CellAugmentation } from '../augmentation/augmentCell.ts';
import type { CellCanvases } from '../cellPictures/cellCanvases.ts';
import { Graph } from '../graph/graph.ts';
import type { NetworkDescription, ParameterSet } from '../layers/layerBuilder.ts';
import { trainingLayers } from '../layers/trainingLayers.ts';
import { setCrossEntropy } from '../losses/classification.ts';
import { adamW } from '../optimisers/adamW.ts';
import { readCheckpoint, writeCheckpoint } from '../trainer/checkpoint.ts';
import { createTrainer } from '../trainer/trainer.ts';
import { createAverage } from './averagedParameters.ts';
import type { BatchPart } from './cellSampler.ts';
import { createCellSampler } from './cellSampler.ts';

export interface TrainingStage {
  /** For people and for the checkpoint's name: "pre-training", "fold 2". */
  readonly name: string;
  readonly network: NetworkDescription;
  readonly classes: readonly ClassCode[];
  readonly canvases: CellCanvases;
  readonly parts: readonly BatchPart[];
  /** See `createCellSampler`. */
  readonly balance: number;
  readonly steps: number;
  readonly batch: number;
  /** Side of the pictures; `cellInputPx` unless told. A smaller one shows the same micrometres, coarser, in less time. */
  readonly sidePx?: number;
  /** Highest learning rate: it rises over the first 100 steps and falls to nothing by a cosine (Loshchilov and Hutter 2017). */
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly labelSmoothing: number;
  readonly augmentation: CellAugmentation;
  readonly seed: number;
  readonly threads: number;
  /** Parameters to start from, by name; those of another size (another head) start anew. */
  readonly start?: ParameterSet;
  /** Layers whose parameters stay as they are. */
  readonly frozen?: (layer: string) => boolean;
  /** Where the state is kept, and found again. */
  readonly checkpoint?: string;
  /** How often it is kept; every 200 steps unless told. */
  readonly stepsPerCheckpoint?: number;
}

const warmUpSteps = 100;

/**
 * Trains a classifying network and returns its parameters, averaged over the last steps. The same seed, data and thread
 * count give the same bits on one machine, whether or not the run was interrupted.
 */
export async function trainStage(stage: TrainingStage, context: WorkContext = {}): Promise<ParameterSet> {
  const { classes, batch, steps, seed, sidePx = cellInputPx, stepsPerCheckpoint = 200 } = stage;
  const floatsPerView = 3 * sidePx * sidePx;
  const graph = new Graph();
  const pictures = graph.input('pictures', [batch, 3, sidePx, sidePx]);
  const rightClasses = graph.input('rightClasses', [batch, classes.length]);
  const layers = trainingLayers(graph, { seed, frozen: stage.frozen });
  const { logits } = stage.network(layers, pictures);
  const loss = setCrossEntropy(logits, rightClasses, { labelSmoothing: stage.labelSmoothing });
  const trainer = await createTrainer({ graph, loss, parameters: layers.parameters, optimiser: adamW(), gradientNormLimit: 5, threads: stage.threads, seed });
  try {
    if (stage.start) trainer.setParameters(fitting(stage.start, trainer.getParameters()));
    const average = createAverage(trainer.getParameters());
    let first = 0;
    const recipe = recipeOf(stage);
    const saved = stage.checkpoint !== undefined && existsSync(stage.checkpoint) ? await readCheckpoint(stage.checkpoint) : undefined;
    if (saved) {
      if (saved.notes.recipe !== recipe) throw new MyeloscopeError('bad-input', `The checkpoint ${stage.checkpoint} belongs to another recipe or other cells.`, 'Remove it, or train into another folder.');
      trainer.setState(saved);
      average.restore(saved.tensors);
      first = saved.steps;
    }
    const sample = createCellSampler(stage.parts, stage.balance);
    const pictureValues = new Float32Array(batch * floatsPerView), rightValues = new Float32Array(batch * classes.length);
    let recentLoss = NaN;
    for (let step = first; step < steps; step++) {
      throwIfCancelled(context.signal);
      // All that is random in a step comes from the seed and the step alone, so that a resumed run draws the same.
      const random = seededRandom(seed, step);
      rightValues.fill(0);
      sample(batch, random).forEach((cell, i) => {
        augmentCell(stage.canvases.rgb, cell.canvas, stage.augmentation, random, pictureValues, i * floatsPerView, sidePx);
        for (const code of cell.right) {
          const place = classes.indexOf(code);
          if (place >= 0) rightValues[i * classes.length + place] = 1;
        }
      });
      const warmUp = Math.min(1, (step + 1) / warmUpSteps);
      const learningRate = stage.learningRate * warmUp * (0.5 + 0.5 * Math.cos((Math.PI * step) / steps)) + 1e-6;
      const result = await trainer.step({ pictures: pictureValues, rightClasses: rightValues }, { learningRate, weightDecay: stage.weightDecay });
      recentLoss = Number.isNaN(recentLoss) ? result.loss : 0.98 * recentLoss + 0.02 * result.loss;
      if (average.isDue(step)) average.add(trainer.getParameters(), step);
      context.report?.({ stage: `Training: ${stage.name}, loss ${recentLoss.toFixed(3)}`, done: step + 1, total: steps });
      if (stage.checkpoint !== undefined && ((step + 1) % stepsPerCheckpoint === 0 || step + 1 === steps)) {
        const state = trainer.getState();
        await writeCheckpoint(stage.checkpoint, { steps: state.steps, tensors: new Map([...state.tensors, ...average.saved()]), notes: { recipe } });
      }
    }
    return average.parameters();
  } finally {
    await trainer.release();
  }
}

/** The starting values that have the size the network wants. */
function fitting(start: ParameterSet, wanted: ParameterSet): ParameterSet {
  return new Map([...start].filter(([name, values]) => wanted.get(name)?.length === values.length));
}

/** A hash of all that a stage's result depends on but the pictures' bytes: a checkpoint is only gone on with under the same. */
function recipeOf({ classes, parts, balance, steps, batch, learningRate, weightDecay, labelSmoothing, augmentation, seed, threads, sidePx = cellInputPx }: TrainingStage): string {
  const cells = parts.map(({ share, cells: drawn }) => [share, drawn.map(({ name, right }) => [name, right])]);
  return createHash('sha256').update(JSON.stringify([classes, cells, balance, steps, batch, learningRate, weightDecay, labelSmoothing, augmentation, seed, threads, sidePx])).digest('hex');
}
