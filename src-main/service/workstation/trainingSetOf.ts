import path from 'node:path';
import type { ArgumentsOf, ResultOf } from '#shared/contract/contract.ts';
import type { LeftOutReason, TrainingCase, TrainingSet } from '#shared/contract/trainingCommands.ts';
import { leftOutReasons } from '#shared/contract/trainingCommands.ts';
import { fewestHeldOut } from '#shared/evaluation/judgeCandidate.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import type { Library } from '#main/store/library.ts';
import { fewestCells } from '#main/training/fineTuning/fineTuneClassifier.ts';
import type { CaseToLearnFrom } from '../fineTuning/libraryCells.ts';
import { libraryCells } from '../fineTuning/libraryCells.ts';
import type { WorkstationContext } from './workstationContext.ts';

/** As many cells as the window shows of a number. */
const mostShown = 400;

/** What a training that begins from the classifier in use would learn from and be judged by now. */
export async function trainingSetOf({ library, slides }: Pick<WorkstationContext, 'library' | 'slides'>, card: ClassifierCard): Promise<TrainingSet> {
  const { cases } = libraryCells(library, card.classes), used = cases.filter(({ side }) => side !== 'excluded');
  const cellsOn = (side: TrainingCase['side'], code?: ClassCode): number => used.filter((each) => each.side === side).reduce((sum, { cells }) => sum + (code === undefined ? cells.length : cells.filter((cell) => cell.code === code).length), 0);
  const classes = card.classes.map((code) => ({ code, training: cellsOn('training', code), heldOut: cellsOn('heldOut', code), cases: used.filter(({ cells }) => cells.some((cell) => cell.code === code)).length })).filter(({ training, heldOut }) => training + heldOut > 0);
  const [training, heldOut] = [cellsOn('training'), cellsOn('heldOut')], toLearn = classes.filter((each) => each.training > 0).length;
  const heldOutPatients = new Set(used.filter(({ side, cells }) => side === 'heldOut' && cells.length > 0).map(({ patient }) => patient)).size;
  const cannotTrain = training < fewestCells || toLearn < 2 ? `${training} cells of ${toLearn} ${toLearn === 1 ? 'class' : 'classes'} are too few to learn from: at least ${fewestCells} of two classes are needed.` : undefined;
  const cannotJudge = heldOut < fewestHeldOut.cells || heldOutPatients < fewestHeldOut.cases
    ? `A candidate could not be judged: ${heldOut} cells of ${heldOutPatients} ${heldOutPatients === 1 ? 'patient' : 'patients'} are kept apart, and at least ${fewestHeldOut.cells} of ${fewestHeldOut.cases} are needed. From six patients on, a quarter of them is kept apart.` : undefined;
  return {
    current: { name: card.name, version: card.version }, classes,
    cases: await Promise.all(cases.map((each) => shownCase({ library, slides }, each))),
    leftOut: leftOutReasons.map((why) => ({ why, cells: used.reduce((sum, { left }) => sum + left.filter((cell) => cell.why === why).length, 0) })).filter(({ cells }) => cells > 0),
    ...(cannotTrain !== undefined && { cannotTrain }), ...(cannotJudge !== undefined && { cannotJudge }),
  };
}

async function shownCase({ library, slides }: Pick<WorkstationContext, 'library' | 'slides'>, { caseId, name, isDrawn, side, isDecided, excluded, cells }: CaseToLearnFrom): Promise<TrainingCase> {
  const ofSlides = await Promise.all(library.slides.ofCase(caseId).map(async (slide) => {
    const problem = await slides.problemOf(slide);
    return { slideId: slide.id, name: path.basename(slide.path), cells: cells.filter(({ slideId }) => slideId === slide.id).length, ...(problem !== undefined && { problem }) };
  }));
  return {
    caseId, name, isSample: isDrawn, side, isDecided, ...(excluded && { excluded }), cells: cells.length, slides: ofSlides,
    classes: classCodes.map((code) => ({ code, cells: cells.filter((cell) => cell.code === code).length })).filter((each) => each.cells > 0),
  };
}

/** The cells behind a number of the set. Of those that a second reader still reads none is shown: that reader may sit at this window. */
export function trainingCellsOf(library: Library, classes: readonly ClassCode[], { code, caseId, slideId, side, leftOut }: ArgumentsOf<'training.cells'>): ResultOf<'training.cells'> {
  if (leftOut === 'beingRead') return { total: 0, cells: [] };
  const cells = libraryCells(library, classes).cases.filter((each) => (caseId === undefined ? each.side !== 'excluded' : each.caseId === caseId) && (side === undefined || each.side === side))
    .flatMap((each) => wanted(each, leftOut).filter((cell) => (code === undefined || cell.code === code) && (slideId === undefined || cell.slideId === slideId))
      .map((cell) => ({ caseId: each.caseId, cellId: cell.cellId, code: cell.code, by: cell.by, side: each.side })));
  return { total: cells.length, cells: cells.slice(0, mostShown) };
}

const wanted = ({ cells, left }: CaseToLearnFrom, leftOut: LeftOutReason | undefined) => (leftOut === undefined ? cells : left.filter(({ why }) => why === leftOut));
