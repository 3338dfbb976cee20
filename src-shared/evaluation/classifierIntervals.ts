import { bootstrapIntervals, type BootstrapOptions, type Interval, type NamedFigures } from './bootstrapIntervals.ts';
import { mScoreOfDraw } from './classFigures.ts';
import { figuresByWeights, type ClassifierFigures } from './classifierFigures.ts';
import type { EvaluatedCell } from './evaluatedCell.ts';

/**
 * 95 % intervals of a classifier's figures, by bootstrap over the cells' groups. Names are paths into the figures:
 * `accuracy`, `differentialError.mean`, `perClass.EBO.f1`.
 */
export function classifierIntervals(cells: readonly EvaluatedCell[], options?: BootstrapOptions): Record<string, Interval> {
  const figuresOf = figuresByWeights(cells);
  const labelCount = figuresOf().perClass.length;
  return bootstrapIntervals(cells.map(({ group }) => group), (weights) => {
    const figures = figuresOf(weights);
    const named: Record<string, number | null> = { ...headlineFigures(figures, labelCount) };
    for (const { code, precision, recall, f1 } of figures.perClass) {
      named[`perClass.${code}.precision`] = precision;
      named[`perClass.${code}.recall`] = recall;
      named[`perClass.${code}.f1`] = f1;
    }
    return named;
  }, options);
}

/** What stands between two models on the same cells: `first - second`, and its interval; a figure differs where 0 is outside. */
export interface PairedDifference { readonly difference: number; readonly interval?: Interval }

/**
 * The differences of two classifiers' figures on the same cells, in the same order. Both are drawn together, so that what makes
 * a cell hard for both cancels. Throws a RangeError where the cells are not the same.
 */
export function pairedDifferences(first: readonly EvaluatedCell[], second: readonly EvaluatedCell[], options?: BootstrapOptions): Record<string, PairedDifference> {
  const same = first.length === second.length && first.length > 0
    && first.every((cell, i) => cell.truth === second[i].truth && cell.group === second[i].group);
  if (!same) throw new RangeError('A paired difference needs the same cells in the same order on both sides');
  const [figuresOfFirst, figuresOfSecond] = [figuresByWeights(first), figuresByWeights(second)];
  const labelCount = figuresOfFirst().perClass.length;
  const differenceBy = (weights?: ArrayLike<number>) => subtract(
    headlineFigures(figuresOfFirst(weights), labelCount), headlineFigures(figuresOfSecond(weights), labelCount));
  const intervals = bootstrapIntervals(first.map(({ group }) => group), differenceBy, options);
  const differences: Record<string, PairedDifference> = {};
  for (const [name, difference] of Object.entries(differenceBy())) {
    if (difference !== null) differences[name] = { difference, interval: intervals[name] };
  }
  return differences;
}

function subtract(first: NamedFigures, second: NamedFigures): NamedFigures {
  return Object.fromEntries(Object.entries(first).map(([name, value]) => {
    const other = second[name];
    return [name, value === null || other === null ? null : value - other];
  }));
}

/** The figures with one value each; the m-score as that of a draw out of cells of `labelCount` labels. */
function headlineFigures(figures: ClassifierFigures, labelCount: number): NamedFigures {
  return {
    accuracy: figures.accuracy,
    coverage: figures.coverage,
    confidentErrorRate: figures.confidentErrorRate,
    macroF1: figures.macroF1,
    mScore: mScoreOfDraw(figures.perClass, labelCount),
    withinOneStageAccuracy: figures.withinOneStageAccuracy,
    lineageAccuracy: figures.lineageAccuracy,
    'differentialError.mean': figures.differentialError?.mean ?? null,
    'differentialError.largest': figures.differentialError?.largest ?? null,
    calibrationError: figures.calibrationError,
    kappa: figures.kappa,
  };
}
