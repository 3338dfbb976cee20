import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import type { ClassifierTraining } from '#main/training/classifier/trainClassifier.ts';
import { trainClassifier } from '#main/training/classifier/trainClassifier.ts';
import { trainDetector } from '#main/training/detector/trainDetector.ts';
import type { PictureReader } from '#main/training/detector/bloodFields.ts';
import { writeModel } from './writeModel.ts';

export type TrainableModel = 'detector' | 'classifier';

export interface ModelTraining {
  readonly dataDirectory: string;
  /** Models and cards go here; checkpoints into its folder `work`, from which an interrupted training goes on. */
  readonly outDirectory: string;
  readonly only?: TrainableModel;
  /** Of everything random; that of each shipped model by default. */
  readonly seed?: number;
  readonly threads: number;
  readonly reader: PictureReader;
  readonly softwareVersion: string;
  /** See `ClassifierTraining`. */
  readonly beside?: ClassifierTraining['beside'];
}

/** Rises with every classifier that is shipped. */
export const classifierVersion = '0.3.0';

/** What the shipped models are made with: each came from a run of its own. */
export const shippedSeeds: Readonly<Record<TrainableModel, number>> = { detector: 1, classifier: 20261121 };

/** Makes the shipped models again out of the real and the drawn pictures. Gives the paths of the cards. */
export async function trainModels(training: ModelTraining, context: WorkContext = {}): Promise<string[]> {
  const { dataDirectory, outDirectory, only, seed, threads, reader, softwareVersion, beside } = training;
  const work = path.join(outDirectory, 'work');
  makeFolders(work);
  const cards: string[] = [];
  if (only !== 'classifier') {
    await trainDetector({
      dataDirectory, outDirectory: work, seed: seed ?? shippedSeeds.detector, threads, readPicture: reader, softwareVersion,
      command: `npm run --silent myeloscope -- models train --data DIR --only detector${seed === undefined ? '' : ` --seed ${String(seed)}`}`,
    }, context);
    for (const name of ['detector.onnx', 'detector.card.json']) await writeWhole(path.join(outDirectory, name), await readFile(path.join(work, name)));
    cards.push(path.join(outDirectory, 'detector.card.json'));
  }
  if (only !== 'detector') {
    await trainClassifier({ dataDirectory, workDirectory: work, seed: seed ?? shippedSeeds.classifier, threads, reader, version: classifierVersion, softwareVersion, ...(beside && { beside }) }, async ({ card, onnx }) => {
      const written = await writeModel(outDirectory, card, onnx);
      if (!cards.includes(written)) cards.push(written);
    }, context);
  }
  return cards;
}
