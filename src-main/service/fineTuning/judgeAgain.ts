import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { fewestHeldOut } from '#shared/evaluation/judgeCandidate.ts';
import type { JobContext } from '#main/jobs/runJob.ts';
import { learntPath } from '#main/models/learntPictures.ts';
import type { Classifier } from '#main/models/modelsInUse.ts';
import { isClassifier } from '#main/models/modelsInUse.ts';
import type { StoredModel } from '#main/models/readModelCards.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredTraining } from '#main/store/repositories/trainingRepository.ts';
import type { Places } from '../classifierAtWork.ts';
import { withItsExperts } from '../classifierAtWork.ts';
import { classifierInUse, installedModels } from '../laboratoryModels.ts';
import { laboratorySettings } from '../workstation/laboratorySettings.ts';
import { deviceForTraining } from './deviceForTraining.ts';
import { judgeOnHeldOut } from './judgeOnHeldOut.ts';
import { keepResult } from './keepResult.ts';
import { learntBy } from './learntBy.ts';
import type { ReadTrainingCells } from './readTrainingCells.ts';
import { readTrainingCells } from './readTrainingCells.ts';
import { seesCellsAlike } from './seesCellsAlike.ts';
import { trainingRequest } from './trainingJob.ts';
import { trainingPlace } from './trainingPlace.ts';

/** The model that came of a training; undefined where none did, or it is not there any more. */
export async function candidateOf({ name, sha256 }: Pick<StoredTraining, 'name' | 'sha256'>, places: Places): Promise<Classifier | undefined> {
  return (await installedModels(places)).filter(isClassifier).find(({ card }) => card.name === name && card.sha256 === sha256);
}

/**
 * What a candidate is judged beside, when it is judged again: what names cells now.
 * Throws `bad-input` where that is the candidate itself, or sees cells at another size or scale; as `classifierInUse`.
 */
export async function besideWhichAgain(library: Library, candidate: Classifier, places: Places): Promise<Classifier> {
  const current = await classifierInUse(library, places), { name } = candidate.card;
  if (current.card.sha256 === candidate.card.sha256) throw new MyeloscopeError('bad-input', `${name} names cells itself now: there is nothing to compare it with.`, 'Go back first to judge it beside the classifier before.');
  if (!seesCellsAlike(current.card, candidate.card)) throw new MyeloscopeError('bad-input', `${current.card.name} sees cells at another size or scale than ${name}: they can't be shown the same pictures.`, 'Compare both on labelled cells: calibrate each, and look at their figures.');
  return current;
}

/**
 * Judges the candidate of a finished training beside the classifier that names cells now, on the cells that were kept apart from it then:
 * sides are kept for good, and who was learnt from all the same, by a model that takes part, does not judge (`fitToJudge`). Sides and calls are looked at again: it
 * is judged by calls that stand now, and the others are told. What was learnt from is not told anew. Throws as `besideWhichAgain`, as reading the cells does, and `bad-input` where too few of them are left
 * to judge by and a verdict stands: it stays then.
 */
export async function judgeAgain(library: Library, training: StoredTraining, candidate: Classifier, { libraryDirectory, modelsDirectory }: Places, context: JobContext): Promise<void> {
  const current = await besideWhichAgain(library, candidate, { libraryDirectory, modelsDirectory });
  const { settings, folder, folderSides, threads } = v.parse(trainingRequest, JSON.parse(training.request)), { card } = candidate;
  const working = await withItsExperts(current, { libraryDirectory, modelsDirectory });
  const size = { sidePx: card.input.widthPx, widthUm: card.input.widthUm };
  const read = await readTrainingCells(library, { cells: training.cells, askedAt: training.startedAt, folder, folderSides, classes: card.classes, size, learnt: await learntBy([await recordedOf(candidate, folder !== undefined, { libraryDirectory, modelsDirectory }), working.classifier, ...working.experts]), isForJudging: true }, context);
  const device = await deviceForTraining({ wanted: settings.provider ?? laboratorySettings(library).provider, batch: settings.batch }, context);
  const judged = await judgeOnHeldOut({ current: working, inUse: current.card, candidate: { card, onnx: await readModelFile(candidate) }, fit: read.fit, threads, device }, context);
  const isKept = await keepResult(library, { trainingId: training.id, place: trainingPlace(libraryDirectory, training.id), card, beside: working, inUse: current.card, heldOut: read.fit.heldOut, leftOut: read.taken.skipped, judged, stillHeld: context.stillHeld });
  if (!isKept) throw noVerdict(card.name, read);
}

/**
 * The candidate; where an earlier version made it, and kept no record, what it was trained from: of the library's cells its own training has learnt from
 * none that it kept apart. Of a folder's pictures that was not looked at.
 */
async function recordedOf(candidate: Classifier, hasFolder: boolean, places: Places): Promise<StoredModel> {
  if (hasFolder || existsSync(learntPath(candidate))) return candidate;
  return (await installedModels(places)).find(({ card }) => card.sha256 === candidate.card.basedOn?.sha256) ?? candidate;
}

/** So many reasons, and names of what was left out for each, are read in a sentence. */
const mostNamed = 3;

/** What stands against a verdict. */
function noVerdict(name: string, { fit: { flaw }, taken: { heldOut, heldOutCases, skipped } }: ReadTrainingCells): MyeloscopeError {
  if (flaw !== undefined) return new MyeloscopeError('bad-input', `${name} can't be judged again: ${flaw}`, 'What was found before stands.');
  const reasons = [...Map.groupBy(skipped, ({ why }) => why)].slice(0, mostNamed).map(([why, of]) => `${of.slice(0, mostNamed).map(({ what }) => what).join(', ')}${of.length > mostNamed ? ` and ${of.length - mostNamed} more` : ''}: ${why}`);
  const left = `${heldOut} cells of ${heldOutCases} ${heldOutCases === 1 ? 'patient' : 'patients'} are left of those kept apart, and at least ${fewestHeldOut.cells} of ${fewestHeldOut.cases} are needed.`;
  return new MyeloscopeError('bad-input', `${name} can't be judged again: ${left}${reasons.length === 0 ? '' : ` Left out: ${reasons.join('; ')}.`}`, 'What was found before stands.');
}
