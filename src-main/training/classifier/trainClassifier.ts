import path from 'node:path';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { ClassifierCard, ModelCard } from '#shared/models/modelCard.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { sideBySide } from '#shared/jobs/sideBySide.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { writeWhole } from '#main/files/writeWhole.ts';
import type { PictureReader } from '../detector/bloodFields.ts';
import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import { calibrateClassifier, crossCalibrated, evaluatedCells } from './calibrateClassifier.ts';
import type { ClassifierMeasured } from './classifierCardOf.ts';
import { classifierCardOf } from './classifierCardOf.ts';
import type { ClassifierMember } from './classifierMember.ts';
import { preTrainMembers, trainMemberStages, trainMembers } from './classifierMember.ts';
import { expertPairs, members, shippedClasses } from './classifierRecipe.ts';
import type { JudgedMarrow } from './crossValidate.ts';
import { crossValidate } from './crossValidate.ts';
import { exportClassifier } from './exportClassifier.ts';
import { expertModel, expertSentence } from './expertCardOf.ts';
import { isKept } from './expertGain.ts';
import type { JudgedCell } from './judgeCells.ts';
import { judgeCells } from './judgeCells.ts';
import type { PreparedCells } from './prepareCells.ts';
import { prepareCells } from './prepareCells.ts';
import { trainExpert } from './trainExpert.ts';
import type { KnownColours } from './knownColours.ts';
import { knownColoursOf } from './knownColours.ts';

/** What the training of one of the classifier's networks needs; plain values, so that another process can be told. */
export interface MemberOrder {
  /** The folder of `marrow-cells`, `blood-cells` and `blood-fields`. */
  readonly dataDirectory: string;
  /** Checkpoints and judged folds; the same folder goes on where it stopped. */
  readonly workDirectory: string;
  readonly seed: number;
  /** Of each network's training. */
  readonly threads: number;
  /** Name of the network in the recipe. */
  readonly member: string;
}

export interface ClassifierTraining extends Omit<MemberOrder, 'member'> {
  /** Of all: where there is one for each network, and `beside`, they are trained side by side. */
  readonly threads: number;
  readonly reader: PictureReader;
  readonly version: string;
  readonly softwareVersion: string;
  /** Has `trainMember` run in a process of its own: the runtime holds its whole process while it works. */
  readonly beside?: (order: MemberOrder, context: WorkContext) => Promise<void>;
}

export interface TrainedModel { readonly onnx: Uint8Array; readonly card: ModelCard }

/**
 * Trains, cross-validates and calibrates the shipped classifier, then tries its local experts; only those that help are models.
 *
 * @param write takes each model when it is done; the classifier twice, at last with what came of the experts on its card
 */
export async function trainClassifier(training: ClassifierTraining, write: (model: TrainedModel) => Promise<void>, context: WorkContext = {}): Promise<void> {
  const { seed, dataDirectory, workDirectory, beside } = training;
  makeFolders(workDirectory);
  const isSideBySide = beside !== undefined && training.threads >= members.length;
  const threads = isSideBySide ? Math.floor(training.threads / members.length) : training.threads;
  if (isSideBySide) await sideBySide(members.map(({ name }) => (own) => beside({ dataDirectory, workDirectory, seed, threads, member: name }, own)), context);
  const prepared = await prepareCells(training.dataDirectory, seed, training.reader, context);
  // Named so that the held-out cells can be measured again, by `evaluate cells --only`.
  await writeWhole(path.join(workDirectory, 'held-out-blood.csv'), ['file', ...prepared.heldOutBlood.map(({ name }) => name.slice('blood-cells/'.length))].join('\n') + '\n');
  const plan = { prepared, workDirectory, seed, threads };
  const starts = await preTrainMembers(plan, context);
  const { plain: marrow, masked } = await crossValidate(plan, starts, context);
  const trained = await trainMembers(plan, starts, undefined, context);
  const { onnx, card } = await assembleClassifier(training, prepared, trained, { plain: marrow, masked });
  await write({ onnx, card });
  for (const classes of expertPairs) {
    const expert = await trainExpert(plan, classes, starts[0], marrow, context);
    const kept = isKept(expert.gain);
    card.doubts.push(expertSentence(expert, kept));
    if (kept) await write(expertModel(expert, card));
  }
  if (expertPairs.length > 0) await write({ onnx, card });
}

/** Trains one of the classifier's networks, with and without each fold; its checkpoints are what comes of it. */
export async function trainMember({ dataDirectory, workDirectory, seed, threads, member }: MemberOrder, reader: PictureReader, context: WorkContext = {}): Promise<void> {
  const recipe = members.find(({ name }) => name === member);
  if (!recipe) throw new MyeloscopeError('internal', `The recipe has no network "${member}".`, 'This is a fault of the program.');
  await trainMemberStages({ prepared: await prepareCells(dataDirectory, seed, reader, context), workDirectory, seed, threads }, recipe, context);
}

/** The shipped classifier out of its trained members, calibrated and measured on cells that they were not trained on. */
export async function assembleClassifier(
  training: Pick<ClassifierTraining, 'seed' | 'threads' | 'version' | 'softwareVersion'>, prepared: PreparedCells, trained: readonly ClassifierMember[], marrow: JudgedMarrow,
): Promise<{ onnx: Uint8Array; card: ClassifierCard }> {
  const { seed, threads, version, softwareVersion } = training;
  const blood = await judgeCells(trained, shippedClasses, prepared.pictures, prepared.heldOutBlood, threads);
  const calibration = calibrateClassifier(shippedClasses, marrow, blood, 'marrow-cells by folds, as they are and with the background masked, and blood-cells kept out of training');
  const foldOf = new Map(prepared.marrow.map((cell, i) => [cell.name, prepared.folds[i]]));
  const called = crossCalibrated(shippedClasses, marrow, ({ cell }) => foldOf.get(cell.name)!, blood);
  const onnx = exportClassifier(shippedClasses.length, trained);
  const card = classifierCardOf({
    classes: shippedClasses, onnx, calibration,
    marrow: called.plain,
    parts: marrowParts(prepared.marrow, marrow.plain, called.masked, calibration),
    blood: evaluatedCells(shippedClasses, blood, calibration),
    pictures: picturesOf(prepared.trainable), knownColours: knownColours(prepared), seed, version, softwareVersion,
  });
  return { onnx, card };
}

/** What cells of marrow and of blood that were learnt from look like. */
export function knownColours({ pictures, marrow, trainable }: PreparedCells): KnownColours[] {
  return [knownColoursOf(pictures, marrow, 'marrow', 'marrow-cells'), knownColoursOf(pictures, trainable.filter(({ origin }) => origin === 'blood'), 'blood', 'blood-cells that were learnt from')];
}

/** The same held-out cells with the background masked, and look by look, on the classes that both looks have. */
function marrowParts(cells: readonly TrainingCell[], plain: readonly JudgedCell[], masked: readonly EvaluatedCell[], calibration: ClassifierCard['calibration']): ClassifierMeasured['parts'] {
  const looks = [...new Set(cells.map(({ look }) => look))].sort();
  const inEvery = (label: string) => looks.every((look) => cells.some((cell) => cell.look === look && cell.label === label));
  return [
    { on: 'marrow-cells by folds, background masked beyond a disc of 16 µm', cells: masked },
    ...looks.map((look) => ({
      on: `marrow-cells by folds, look ${look}, classes that every look has`,
      cells: evaluatedCells(shippedClasses, plain.filter(({ cell }) => cell.look === look && inEvery(cell.label)), calibration),
    })),
  ];
}

const origins = {
  marrow: { name: 'marrow-cells (github jjsanchezramirez/pathology-bites; provenance uncertain)', licence: 'MIT', role: 'learnt from; measured by folds' },
  blood: { name: 'blood-cells (PBC Barcelona, Acevedo et al. 2020, doi 10.1016/j.dib.2020.105474)', licence: 'CC BY 4.0', role: 'learnt from; a ninth kept out' },
  fields: { name: 'blood-fields, train split (BCCD; Raabin)', licence: 'MIT; free with citation', role: 'learnt from: white cells with a noted kind, red cells and platelets as artefacts' },
  drawn: { name: 'drawn cells', licence: 'Apache-2.0', role: 'learnt from; the only source of smudges' },
} as const;

function picturesOf(trained: readonly TrainingCell[]): ClassifierCard['training']['pictures'] {
  return Object.entries(origins).map(([origin, about]) => ({ ...about, count: trained.filter((cell) => cell.origin === origin).length }));
}
