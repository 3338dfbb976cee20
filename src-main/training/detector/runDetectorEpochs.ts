import { access } from 'node:fs/promises';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import type { ParameterSet } from '../layers/layerBuilder.ts';
import type { Checkpoint } from '../trainer/checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from '../trainer/checkpoint.ts';
import type { FieldPool } from './composeCanvas.ts';
import { composeCanvas } from './composeCanvas.ts';
import { detectorTargets } from './detectorTargets.ts';
import { createDetectorTrainer } from './detectorTrainer.ts';
import { canvasPx } from './trainingCanvas.ts';

const batchSize = 8;
export const stepsPerEpoch = 50;
const weightDecay = 0.02;
const warmUpSteps = 60;

export interface DetectorRun {
  readonly pool: FieldPool;
  readonly epochs: number;
  readonly seed: number;
  readonly threads: number;
  /** Steps of 8 training pictures; 50 by default. */
  readonly epochSteps?: number;
  readonly highestLearningRate: number;
  /** Epochs after which the learning rate would be next to nothing; a run that others go on from ends before. `epochs` by default. */
  readonly rateEpochs?: number;
  /** Parameters to start from; random ones by default. */
  readonly start?: ParameterSet;
  /** File of the checkpoint, and what the run is made from. Without it the run can't be resumed. */
  readonly checkpoint?: { readonly path: string; readonly recipe: string };
  /** For people: what is being trained. */
  readonly stage: string;
}

/** Rises over the first steps, then falls along a cosine to a hundredth at `steps`. */
function learningRate(step: number, steps: number, highest: number): number {
  const rise = Math.min(1, (step + 1) / Math.min(warmUpSteps, steps / 4));
  return highest * rise * (0.01 + 0.99 * 0.5 * (1 + Math.cos((Math.PI * step) / steps)));
}

/** The run's checkpoint, where there is one made from the same things. */
async function savedCheckpoint({ checkpoint }: DetectorRun): Promise<Checkpoint | undefined> {
  if (!checkpoint) return undefined;
  const exists = await access(checkpoint.path).then(() => true, () => false);
  const saved = exists ? await readCheckpoint(checkpoint.path) : undefined;
  return saved?.notes.recipe === checkpoint.recipe ? saved : undefined;
}

/**
 * Trains the detector and gives its parameters. Each training picture depends on seed, epoch, step and place in the batch alone, so
 * that a run that goes on from its checkpoint gives what an undisturbed one gives. Throws `cancelled` between steps.
 */
export async function runDetectorEpochs(run: DetectorRun, context: WorkContext = {}, watch?: (epoch: number, meanLoss: number) => void): Promise<ParameterSet> {
  const trainer = await createDetectorTrainer(batchSize, run.seed, run.threads);
  try {
    if (run.start) trainer.setParameters(run.start);
    const saved = await savedCheckpoint(run);
    if (saved) trainer.setState(saved);
    const { epochSteps = stepsPerEpoch } = run;
    const steps = run.epochs * epochSteps;
    const picture = new Float32Array(batchSize * 3 * canvasPx * canvasPx);
    for (let epoch = saved ? saved.steps / epochSteps : 0; epoch < run.epochs; epoch += 1) {
      let loss = 0;
      for (let inEpoch = 0; inEpoch < epochSteps; inEpoch += 1) {
        throwIfCancelled(context.signal);
        const step = epoch * epochSteps + inEpoch;
        context.report?.({ stage: run.stage, done: step, total: steps });
        const canvases = Array.from({ length: batchSize }, (_, index) => composeCanvas(run.pool, seededRandom(run.seed, step, index)));
        canvases.forEach((canvas, index) => picture.set(canvas.planes, index * canvas.planes.length));
        const rates = { learningRate: learningRate(step, (run.rateEpochs ?? run.epochs) * epochSteps, run.highestLearningRate), weightDecay };
        loss += (await trainer.step({ picture, ...detectorTargets(canvases) }, rates)).loss;
      }
      if (run.checkpoint) await writeCheckpoint(run.checkpoint.path, { ...trainer.getState(), notes: { recipe: run.checkpoint.recipe } });
      watch?.(epoch + 1, loss / epochSteps);
    }
    return trainer.getParameters();
  } finally {
    await trainer.release();
  }
}
