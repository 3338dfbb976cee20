import { inReportOrder } from './labelOrder.ts';
import { isRight, shareWhere, type ConfusionMatrix } from './confusionMatrix.ts';
import { calibrationError } from './calibrationError.ts';
import { classFigures, macroF1, mScore, type ClassFigures } from './classFigures.ts';
import { cohensKappa } from './cohensKappa.ts';
import { differentialError, type DifferentialError } from './differentialError.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';
import { isSameLineage, isWithinOneStage } from './stageAgreement.ts';

/**
 * Every figure of a classifier, as the project defines them once. Shares are 0 to 1. `coverage` and `confidentErrorRate` go by what
 * the product shows; all else goes by the most probable class.
 */
export interface ClassifierFigures {
  readonly cells: number;
  /** The most probable class is right, whether or not the product would show UNK. */
  readonly accuracy: number;
  /** The share of cells that the product would name. */
  readonly coverage: number;
  /** Named, and wrong, of all cells. */
  readonly confidentErrorRate: number;
  readonly macroF1: number;
  readonly mScore: number;
  readonly withinOneStageAccuracy: number;
  readonly lineageAccuracy: number;
  readonly differentialError: DifferentialError | null;
  readonly calibrationError: number;
  readonly kappa: number;
  readonly perClass: readonly ClassFigures[];
  readonly confusion: ConfusionMatrix;
}

/** The figures of cells with known truth. Throws a RangeError where there is no cell. */
export function classifierFigures(cells: readonly EvaluatedCell[]): ClassifierFigures {
  if (!cells.length) throw new RangeError('No cell to evaluate');
  return figuresByWeights(cells)();
}

/**
 * Prepares cells once and gives a function from weights (how often each cell counts) to figures, fast enough for a bootstrap.
 * Without weights each cell counts once.
 */
export function figuresByWeights(cells: readonly EvaluatedCell[]): (weights?: ArrayLike<number>) => ClassifierFigures {
  // Sorted once by confidence, which the calibration error needs.
  const order = Uint32Array.from(cells.keys());
  const confidences = cells.map(({ confidence, probabilities }) => confidence ?? largestOf(probabilities));
  order.sort((a, b) => confidences[a] - confidences[b] || a - b);
  const ascending = Float64Array.from(order, (cell) => confidences[cell]);
  const right = Uint8Array.from(order, (cell) => Number(isRight(cells[cell].truth, cells[cell].forcedCode)));
  const named = Uint8Array.from(order, (cell) => Number(cells[cell].code !== 'UNK'));
  const namedRight = Uint8Array.from(order, (cell) => Number(isRight(cells[cell].truth, cells[cell].code)));
  const labels = inReportOrder(cells.flatMap(({ truth, forcedCode }) => [truth, forcedCode]));
  const place = new Map(labels.map((label, index) => [label, index]));
  const truths = Int32Array.from(order, (cell) => place.get(cells[cell].truth)!);
  const calls = Int32Array.from(order, (cell) => place.get(cells[cell].forcedCode)!);

  return (weights) => {
    const ordered = weights ? Float64Array.from(order, (cell) => weights[cell]) : undefined;
    const rows = labels.map(() => new Array<number>(labels.length).fill(0));
    let total = 0;
    let namedCount = 0;
    let namedWrong = 0;
    for (let i = 0; i < order.length; i++) {
      const weight = ordered ? ordered[i] : 1;
      rows[truths[i]][calls[i]] += weight;
      total += weight;
      if (!named[i]) continue;
      namedCount += weight;
      if (!namedRight[i]) namedWrong += weight;
    }
    const confusion: ConfusionMatrix = { labels, rows };
    const perClass = classFigures(confusion);
    return {
      cells: total,
      accuracy: shareWhere(confusion, isRight),
      coverage: total ? namedCount / total : 0,
      confidentErrorRate: total ? namedWrong / total : 0,
      macroF1: macroF1(perClass),
      mScore: mScore(perClass),
      withinOneStageAccuracy: shareWhere(confusion, isWithinOneStage),
      lineageAccuracy: shareWhere(confusion, isSameLineage),
      differentialError: differentialError(confusion),
      calibrationError: calibrationError(ascending, right, ordered),
      kappa: cohensKappa(confusion),
      perClass,
      confusion,
    };
  };
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > largest) largest = values[i];
  return largest;
}
