import type { DifferingCell, SkippedCell, TrainingDetail } from '#shared/contract/trainingCommands.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import { isRight } from '#shared/evaluation/confusionMatrix.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { encodeJpeg } from '#main/slides/jpeg/encodeJpeg.ts';
import type { Library } from '#main/store/library.ts';
import { canvasPicture } from '#main/training/cellPictures/cellCanvases.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import type { WorkingClassifier } from '../classifierAtWork.ts';
import { identitiesOf } from '../classifierAtWork.ts';
import { keepJudgement } from '../registry/judgements.ts';
import { writeOutputs } from '../writeOutputs.ts';
import { forgetJudgedBefore } from './forgetRemovedCases.ts';
import { hasVerdict } from './hasVerdict.ts';
import type { HeldOutJudgement } from './judgeOnHeldOut.ts';
import { newPictureNumbers } from './newPictureNumbers.ts';
import { differingPictureName, differingPictures } from './trainingPlace.ts';

export interface TrainingResult {
  readonly trainingId: number;
  readonly place: string;
  readonly card: ClassifierCard;
  /** What it is compared with. */
  readonly beside: WorkingClassifier;
  /** Of the classifier that names cells now: another, where that can't be shown the same pictures. */
  readonly inUse: ClassifierCard;
  readonly heldOut: TrainingCells;
  /** What it was not judged by when it was judged again; nothing where it is judged for the first time, when the training tells what it skipped. */
  readonly leftOut?: readonly SkippedCell[];
  readonly judged: HeldOutJudgement;
  /** Throws where another process has taken over the work. */
  readonly stillHeld: () => void;
}

/** As many differing cells as a person will look at; kept as pictures, since slides move. */
const mostShown = 120;
const jpegQuality = 92;

/**
 * Keeps how a candidate was judged, with pictures of the held-out cells that it names otherwise: those that it gets wrong come first. A
 * verdict that was found before stays where there is none now: false then. Whole or not at all: the new pictures have names of their own,
 * and those of before go once nothing names them any more.
 */
export async function keepResult(library: Library, { trainingId, place, card, beside, inUse, heldOut, leftOut = [], judged, stillHeld }: TrainingResult): Promise<boolean> {
  const { current, candidate, judgement } = judged;
  if (judgement.verdict === 'cannotJudge' && hasVerdict(library, trainingId, card.sha256)) return false;
  const differing = heldOut.cells.flatMap((cell, i) => (current === undefined || current[i].code === candidate[i].code ? [] : [{ cell, current: current[i].code, candidate: candidate[i].code, truth: cell.label as LabelCode }]))
    .map((each) => ({ ...each, order: (isRight(each.truth, each.candidate) ? 2 : 0) + (isRight(each.truth, each.current) ? 0 : 1) }))
    .sort((a, b) => a.order - b.order || a.cell.canvas - b.cell.canvas);
  // A case may have been taken away while it was trained: no picture of it is kept.
  const unnumbered = differing.filter(({ cell }) => isInLibrary(library, cell.name)).slice(0, mostShown), first = newPictureNumbers(library, unnumbered.length);
  const shown = unnumbered.map((each, i) => ({ ...each, number: first + i }));
  const pictures = await Promise.all(shown.map(async ({ cell, number }) => ({ name: differingPictureName(number), content: await encodeJpeg(canvasPicture(heldOut.canvases, cell.canvas), jpegQuality) })));
  if (pictures.length > 0) await writeOutputs(differingPictures(place), pictures);
  const { doubts, training: { computedOn } } = card, { name, version, sha256 } = beside.classifier.card;
  const result: NonNullable<TrainingDetail['result']> = {
    current: { name, version }, ...(inUse.sha256 !== sha256 && { notCompared: { name: inUse.name, version: inUse.version } }), ...(computedOn !== undefined && { computedOn }), judgement: structuredClone(judgement) as NonNullable<TrainingDetail['result']>['judgement'], doubts, isCalibrated: !card.calibration.uncalibrated, differingInAll: differing.length, ...(leftOut.length > 0 && { leftOut: leftOut.map((each) => ({ ...each })) }),
    differing: shown.map(({ cell, current: before, candidate: after, truth, number }): DifferingCell => ({ number, truth, current: before, candidate: after, from: cell.name, ...placeOf(cell.name) })),
  };
  library.transaction(() => {
    stillHeld();
    keepJudgement(library, card, identitiesOf(beside), judgement);
    library.trainings.setResult(trainingId, JSON.stringify(result), card.sha256);
  });
  // The result stands: what can't be taken away now is taken when a case is, or when it is judged again.
  await forgetJudgedBefore(library, trainingId, place).catch(() => undefined);
  return true;
}

function isInLibrary(library: Library, name: string): boolean {
  const { caseId } = placeOf(name);
  return caseId === undefined || library.cases.findById(caseId) !== undefined;
}

/** Of a cell of the library: see `librarySources`. */
function placeOf(name: string): Pick<DifferingCell, 'caseId' | 'cellId'> {
  const [, caseId, cellId] = /^case (\d+), cell (-?\d+)$/.exec(name) ?? [];
  return caseId === undefined ? {} : { caseId: Number(caseId), cellId: Number(cellId) };
}
