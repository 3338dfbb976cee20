import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { BuildableName } from '#shared/models/buildableNames.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { checkFileApart } from '#main/models/import/checkFileApart.ts';
import { isNameTaken, nameTaken, writeNewModel } from '#main/models/writeNewModel.ts';
import { importedWeights } from '#main/training/imported/importedWeights.ts';
import { exportTrainableModel } from '#main/training/layers/exportTrainableModel.ts';
import type { ParameterSet } from '#main/training/layers/layerBuilder.ts';
import { buildableNetworks, firstParameters } from '#main/training/networks/buildableNetworks.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { withMetadata } from '#main/training/onnx/withMetadata.ts';
import { installedModels, laboratoryModelsDirectory } from '../laboratoryModels.ts';
import { softwareVersion } from '../softwareVersion.ts';
import { builtCardOf } from './builtCardOf.ts';
import { nameForModel } from './nameForModel.ts';
import { recordModelIn } from './recordModel.ts';

export interface ModelBuild {
  readonly network: BuildableName;
  /** At least two, in the order of its outputs. */
  readonly classes: readonly ClassCode[];
  readonly name: string;
  /** ONNX file of the same network, pre-trained elsewhere: all but the fully connected layers is taken over. */
  readonly weights?: string;
  readonly seed?: number;
  /** Side of the pictures that it sees, and how wide these are; as the shipped classifier where absent. */
  readonly sidePx?: number;
  readonly widthUm?: number;
  readonly libraryDirectory: string;
  /** Who builds it: kept; see `recordModel`. */
  readonly by?: string;
}

/**
 * Builds a published network for a laboratory's classes and puts it among the library's own models. It has learnt nothing of cells: it
 * can be trained, and not be promoted.
 *
 * @returns its card
 * @throws MyeloscopeError `bad-input` for a name that is taken, or a side that the network can't halve or that is too large for it; `not-found`, `model-invalid` with
 *   what is wrong with the weights; `disk-full`, `not-permitted`; `cancelled`
 */
export async function buildModel({ network: wanted, classes, name, weights, seed = 1, sidePx = 96, widthUm = 22, libraryDirectory, by }: ModelBuild, context: WorkContext = {}): Promise<ClassifierCard> {
  const network = buildableNetworks[wanted], given = nameForModel(name), own = laboratoryModelsDirectory(libraryDirectory), unit = 2 ** network.halvings;
  if (sidePx % unit !== 0) throw new MyeloscopeError('bad-input', `Pictures of ${sidePx} pixels can't be halved ${network.halvings} times, as ${network.title} does.`, `Give a multiple of ${unit}.`);
  if (sidePx > network.largestSidePx) throw new MyeloscopeError('bad-input', `Pictures of ${sidePx} pixels are too large for ${network.title}.`, `Give ${network.largestSidePx} at most.`);
  if ((await installedModels({ libraryDirectory })).some((model) => model.card.name === given)) throw new MyeloscopeError('bad-input', `There is a model called ${given} already.`, 'Give the new one another name.');
  if (isNameTaken(own, given)) throw nameTaken(own, given);

  context.report?.({ stage: 'Building the network', done: 0, total: 1 });
  const described = network.describe(classes.length), start = weights === undefined ? undefined : await weightsFrom(weights).catch((cause: unknown) => { throw refusedWeights(weights, cause); });
  const parameters = new Map([...firstParameters(described, sidePx, seed), ...start?.parameters ?? []]);
  const built = exportTrainableModel({ network: (layers, input) => ({ scores: described(layers, input).logits }), parameters, inputName: 'pictures', inputShape: [3, sidePx, sidePx] });
  // Models are told apart by the hash of their file, and random weights are the same for the same seed.
  const onnx = withMetadata(built, 'myeloscope.built', JSON.stringify({ name: given, network: wanted, classes, widthUm, seed }));
  const card = builtCardOf({
    name: given, network, classes, sidePx, widthUm, seed, softwareVersion: softwareVersion(), sha256: createHash('sha256').update(onnx).digest('hex'),
    weights: start && { file: path.basename(weights!), sha256: start.sha256 },
  });
  await writeNewModel(own, card, onnx);
  recordModelIn(libraryDirectory, 'built', card, by);
  return card;

  async function weightsFrom(file: string): Promise<{ readonly parameters: ParameterSet; readonly sha256: string }> {
    // Whatever the file is, it is looked through apart before it is read here.
    const { sha256 } = await checkFileApart(file, context.signal);
    const bytes = await readFile(file);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new MyeloscopeError('model-invalid', `${file} was written to while it was read.`, 'Build it again when nothing changes it.');
    return { parameters: importedWeights(readOnnx(bytes).graph, described, sidePx), sha256 };
  }
}

/** What is wrong with a file of weights, with its name, and with what was not done here. */
function refusedWeights(file: string, cause: unknown): unknown {
  if (!(cause instanceof MyeloscopeError) || cause.code === 'cancelled') return cause;
  const sentence = cause.message.startsWith(file) ? cause.message : `The weights of ${file} can't be taken over. ${cause.message}`;
  return new MyeloscopeError(cause.code, sentence, cause.remedy.replace('Nothing was imported.', 'Nothing was built.'), { cause });
}
