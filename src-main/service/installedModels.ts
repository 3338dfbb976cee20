import os from 'node:os';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import { trainModels } from '#main/models/trainModels.ts';
import type { TrainableModel } from '#main/models/trainModels.ts';
import { installedModels } from './laboratoryModels.ts';
import { shippedModelsDirectory } from './places.ts';
import { readWholePicture } from './readWholePicture.ts';
import { verifyModel } from './registry/verifyModel.ts';
import { softwareVersion } from './softwareVersion.ts';
import { trainMemberApart } from './trainMemberApart.ts';

/** The cards of the models in a folder (those shipped, unless one is named), then of a library's own. */
export async function listModels(modelsDirectory = shippedModelsDirectory, libraryDirectory?: string): Promise<ModelCard[]> {
  return (await installedModels({ modelsDirectory, libraryDirectory })).map(({ card }) => card);
}

/** The card of one model. Throws `model-missing` naming those there are. */
export async function showModel(name: string, directory = shippedModelsDirectory, libraryDirectory?: string): Promise<ModelCard> {
  const cards = await listModels(directory, libraryDirectory);
  const found = cards.find((card) => card.name === name);
  if (found) return found;
  throw new MyeloscopeError('model-missing', `There is no model "${name}" in ${directory}.`, cards.length === 0 ? 'It holds no model.' : `There are: ${cards.map((card) => card.name).join(', ')}.`);
}

/** What came of looking at one model; `problem` in words where it can't be used. */
export interface ModelCheck { readonly name: string; readonly version: string; readonly sha256: string; readonly problem?: string }

/** Looks at each model as `verifyModel` does. Throws `model-missing` where there is none; `cancelled`. */
export async function verifyModels(directory = shippedModelsDirectory, libraryDirectory?: string, context: WorkContext = {}): Promise<ModelCheck[]> {
  const stored = await installedModels({ modelsDirectory: directory, libraryDirectory });
  if (stored.length === 0) throw new MyeloscopeError('model-missing', `The models folder ${directory} holds no model.`, 'Install Myeloscope again, or name another folder with --models.');
  const checks: ModelCheck[] = [];
  for (const [done, model] of stored.entries()) {
    const { name, version, sha256 } = model.card;
    context.report?.({ stage: 'Trying the models on drawn cells', done, total: stored.length });
    try {
      await verifyModel(model, context.signal);
      checks.push({ name, version, sha256 });
    } catch (cause) {
      if (!(cause instanceof MyeloscopeError) || cause.code === 'cancelled') throw cause;
      checks.push({ name, version, sha256, problem: cause.message });
    }
  }
  return checks;
}

export interface TrainingRequest {
  readonly dataDirectory: string;
  readonly outDirectory: string;
  readonly only?: TrainableModel;
  readonly seed?: number;
  readonly threads?: number;
}

/** Makes the shipped models again; an interrupted training goes on. Gives the paths of the cards. */
export function makeModels({ dataDirectory, outDirectory, only, seed, threads = os.availableParallelism() }: TrainingRequest, context: WorkContext): Promise<string[]> {
  return trainModels({ dataDirectory: path.resolve(dataDirectory), outDirectory: path.resolve(outDirectory), only, ...(seed !== undefined && { seed }), threads, reader: readWholePicture, softwareVersion: softwareVersion(), beside: trainMemberApart }, context);
}
