import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { errorOfWriting } from '#main/files/errorOfWriting.ts';
import { makeFolders } from '#main/files/makeFolders.ts';
import { createApartRunner } from '#main/inference/createApartRunner.ts';
import type { CheckedFile } from '#main/models/import/checkFileApart.ts';
import { encodingOf } from '#main/models/import/encodingOf.ts';
import { mapClasses } from '#main/models/import/mapClasses.ts';
import type { ImportCard } from '#main/models/import/readImportCard.ts';
import { cardText } from '#main/models/cardText.ts';
import { readLearntPictures } from '#main/models/learntPictures.ts';
import { isNameTaken, nameTaken, writeNewModel } from '#main/models/writeNewModel.ts';
import { madeElsewhere } from '../fineTuning/madeElsewhere.ts';
import { installedModels, laboratoryModelsDirectory } from '../laboratoryModels.ts';
import { softwareVersion } from '../softwareVersion.ts';
import { importedCardOf } from './importedCardOf.ts';
import { nameForModel } from './nameForModel.ts';
import { readForImport } from './readForImport.ts';
import { reasonAgainstTraining } from './reasonAgainstTraining.ts';
import type { DrawnTrial } from './tryOnDrawnCells.ts';
import { recordModelIn } from './recordModel.ts';
import { tryOnDrawnCells } from './tryOnDrawnCells.ts';

export interface ModelImport {
  readonly file: string;
  /** The card beside the file where absent: see `readForImport`. */
  readonly cardFile?: string;
  /** What it shall be called here; the card's or the file's name where absent. */
  readonly name?: string;
  /** This laboratory's classes by the maker's names. */
  readonly map?: Readonly<Record<string, string>>;
  readonly libraryDirectory: string;
  /** Who takes it in: kept; see `recordModel`. */
  readonly by?: string;
}

export interface ImportedModel {
  readonly card: ClassifierCard;
  /** Drawn cells that it was shown when it was tried, and those that it named rightly. */
  readonly triedOn: number;
  readonly triedRight: number;
  /** Why it can't be trained further; undefined where it can. */
  readonly notTrainable?: string;
}

/**
 * Takes a classifier that was made elsewhere into the library: looked through, tried on drawn cells in a process of its own, and only
 * then put beside the others, with the record of what it learnt from where one lies beside it, where it names no cell until a person promotes it. Where anything is wrong, nothing is left behind.
 *
 * @throws MyeloscopeError `not-found`, `model-invalid` with what is wrong with file or card, `bad-input` for a name that is taken or
 *   classes that have none here, `disk-full`, `not-permitted`; `cancelled`
 */
export async function importModel({ file, cardFile, name, map = {}, libraryDirectory, by }: ModelImport, context: WorkContext = {}): Promise<ImportedModel> {
  context.report?.({ stage: 'Reading the model', done: 0, total: 3 });
  const given = await readForImport(file, cardFile, context.signal);
  const wanted = nameForModel(name ?? given.name);
  const installed = await installedModels({ libraryDirectory });
  if (installed.some(({ card }) => card.name === wanted)) throw new MyeloscopeError('bad-input', `There is a model called ${wanted} already.`, 'Give the new one another name.');
  const same = installed.find(({ card }) => card.sha256 === given.checked.sha256);
  if (same) throw new MyeloscopeError('bad-input', `This file is installed already, as ${same.card.name}.`, 'Two models of one file could not be told apart in reports.');
  const own = laboratoryModelsDirectory(libraryDirectory);
  if (isNameTaken(own, wanted)) throw nameTaken(own, wanted);
  const card = cardFor(given.card, given.checked, wanted, map);
  // Before anything is done as it says.
  cardText(card);

  const apart = await makeFolder(own);
  try {
    const copy = path.join(apart, card.file);
    await copyFile(file, copy).catch((cause: unknown) => { throw errorOfWriting(cause, copy); });
    context.report?.({ stage: 'Trying it on drawn cells', done: 1, total: 3 });
    const runner = await createApartRunner(copy, context.signal);
    let trial: DrawnTrial;
    try {
      trial = await tryOnDrawnCells(runner, card);
    } finally {
      await runner.release();
    }
    context.report?.({ stage: 'Looking whether it can be trained further', done: 2, total: 3 });
    const onnx = await readFile(copy);
    if (createHash('sha256').update(onnx).digest('hex') !== card.sha256) throw new MyeloscopeError('model-invalid', `${file} was written to while it was read.`, 'Import it again when nothing changes it.');
    const notTrainable = await reasonAgainstTraining(copy, card, context.signal);
    const tried = `Tried at import, it named ${trial.right} of ${trial.cells} drawn cells rightly. Drawn cells are no real ones; but where few are right, colours, scale or classes may be read wrongly.`;
    const kept = { ...card, doubts: [...card.doubts.filter((doubt) => !doubt.startsWith('Tried at import')), tried, ...(notTrainable === undefined ? [] : [`It can't be trained further here: ${notTrainable}`])] };
    await writeNewModel(own, kept, onnx, await readLearntPictures(file.replace(/\.onnx$/i, '.learnt.json'), kept));
    recordModelIn(libraryDirectory, 'imported', kept, by);
    return { card: kept, triedOn: trial.cells, triedRight: trial.right, ...(notTrainable !== undefined && { notTrainable }) };
  } finally {
    await rm(apart, { recursive: true, force: true });
  }
}

function cardFor(given: ImportCard, { file, sha256 }: CheckedFile, name: string, map: Readonly<Record<string, string>>): ClassifierCard {
  if (given.card.sha256 !== undefined && given.card.sha256 !== sha256) {
    throw new MyeloscopeError('model-invalid', `The card is of another file: it names the SHA-256 ${given.card.sha256}, and the model's is ${sha256}.`, 'Get card and model from the same place again. Nothing was imported.');
  }
  if (given.form === 'own') {
    if (Object.keys(map).length > 0) throw new MyeloscopeError('bad-input', 'The card names its classes by this product\'s codes already.', 'Leave the map out.');
    const { card } = given;
    const from = madeElsewhere(card);
    return { ...card, name, file: `${name}.onnx`, doubts: card.doubts.includes(from) ? card.doubts : [from, ...card.doubts] };
  }
  // Of a name that a person spoke for, the card has nothing more to say.
  const said = Object.entries(given.card.map ?? {}).filter(([theirs]) => !Object.hasOwn(map, theirs));
  const found = encodingOf(file, given.card, mapClasses(given.card.classes, { ...Object.fromEntries(said), ...map }));
  return importedCardOf({ name, sha256, plain: given.card, found, softwareVersion: softwareVersion() });
}

async function makeFolder(own: string): Promise<string> {
  try {
    makeFolders(own);
    return await mkdtemp(path.join(own, '.importing-'));
  } catch (cause) {
    throw errorOfWriting(cause, own);
  }
}
