import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import { learntPath, learntText, readLearntPictures } from '#main/models/learntPictures.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import { writeModel } from '#main/models/writeModel.ts';
import { installedModels } from '../laboratoryModels.ts';

/**
 * Writes a model into a folder with its card, its SHA-256 as `sha256sum --check` reads it, and what is recorded of the pictures that it learnt
 * from. Gives the names of the files.
 *
 * @throws MyeloscopeError `model-missing`, `model-invalid` where it is not what its card says; `disk-full`, `not-permitted`
 */
export async function exportModel(model: StoredModel, directory: string): Promise<readonly string[]> {
  const { card } = model;
  const onnx = await readModelFile(model);
  const cardPath = await writeModel(directory, card, onnx);
  const sumFile = `${card.file}.sha256`;
  await writeWhole(path.join(directory, sumFile), `${card.sha256}  ${card.file}\n`);
  const learnt = await readLearntPictures(learntPath(model), card), learntFile = learntPath({ card, directory });
  if (learnt) await writeWhole(learntFile, learntText(card, learnt));
  return [card.file, path.basename(cardPath), sumFile, ...(learnt ? [path.basename(learntFile)] : [])];
}

/** The same of a model by name, shipped or of a library; gives the whole paths. Throws `model-missing` with the names there are. */
export async function exportNamedModel(name: string, directory: string, libraryDirectory: string): Promise<readonly string[]> {
  const models = await installedModels({ libraryDirectory: path.resolve(libraryDirectory) });
  const model = models.find(({ card }) => card.name === name);
  if (!model) throw new MyeloscopeError('model-missing', `There is no model "${name}".`, `There are: ${models.map(({ card }) => card.name).join(', ')}.`);
  const out = path.resolve(directory);
  return (await exportModel(model, out)).map((file) => path.join(out, file));
}
