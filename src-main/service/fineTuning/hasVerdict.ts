import * as v from 'valibot';
import { trainingDetail } from '#shared/contract/trainingCommands.ts';
import type { Library } from '#main/store/library.ts';
import { judgementOf } from '../registry/judgements.ts';

/** Whether a verdict stands on the model of a training: it was judged, and not "cannot judge". */
export function hasVerdict(library: Library, trainingId: number, sha256: string): boolean {
  const training = library.trainings.find(trainingId);
  const ofTraining = training?.result && training.sha256 === sha256 ? v.parse(trainingDetail.entries.result, JSON.parse(training.result))?.judgement : undefined;
  // Trainings of earlier versions kept it with themselves alone.
  return [ofTraining, judgementOf(library, sha256, undefined)?.judgement].some((judgement) => judgement !== undefined && judgement.verdict !== 'cannotJudge');
}
