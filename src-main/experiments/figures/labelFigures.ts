import { bootstrapIntervals, type Interval } from '#shared/evaluation/bootstrapIntervals.ts';
import { classFigures, macroF1, mScore, mScoreOfDraw } from '#shared/evaluation/classFigures.ts';
import { isRight } from '#shared/evaluation/confusionMatrix.ts';
import { isWithinOneStage } from '#shared/evaluation/stageAgreement.ts';
import { isProductClass, type ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';

/** A cell that an experiment named: places among its labels. */
export interface NamedCell { readonly truth: number; readonly call: number; readonly group: string }

export interface LabelFigure { readonly label: string; readonly support: number; readonly precision: number; readonly recall: number; readonly f1: number }

/** How well the labels of an experiment are told apart. Shares are 0 to 1. */
export interface LabelFigures {
  readonly cells: number;
  readonly accuracy: number;
  /** Right, or one maturation stage off; null where the labels have no stages. */
  readonly withinOneStage: number | null;
  readonly macroPrecision: number;
  readonly macroRecall: number;
  readonly macroF1: number;
  /** Sum of log(max(F1, 0.01)) over the labels. */
  readonly mScore: number;
  readonly perLabel: readonly LabelFigure[];
  /** Rows are the truth, columns the call, both in the order of the labels. */
  readonly confusion: readonly (readonly number[])[];
}

/** Figures out of a confusion matrix whose rows are the truth. */
export function figuresOfMatrix(labels: readonly string[], confusion: readonly (readonly number[])[]): LabelFigures {
  // "cell" and "artefact" are no codes, and stand for themselves alone.
  const codes = labels as readonly LabelCode[], isRightCall = (truth: number, call: number) => truth === call || isRight(codes[truth], codes[call] as ClassCode);
  const perLabel = classFigures({ labels: codes, rows: confusion }).map(({ code, ...figures }): LabelFigure => ({ label: code, ...figures }));
  const cells = sumOf(confusion.map(sumOf));
  const shareOf = (good: (truth: number, call: number) => boolean) =>
    (cells ? sumOf(confusion.flatMap((row, truth) => row.filter((_, call) => good(truth, call)))) / cells : 0);
  const mean = (figure: 'precision' | 'recall') => (perLabel.length ? sumOf(perLabel.map((one) => one[figure])) / perLabel.length : 0);
  return {
    cells, perLabel, confusion,
    accuracy: shareOf(isRightCall),
    withinOneStage: labels.every(isProductClass) ? shareOf((truth, call) => isWithinOneStage(labels[truth] as 'NGS', labels[call] as 'NGS')) : null,
    macroPrecision: mean('precision'), macroRecall: mean('recall'), macroF1: macroF1(perLabel), mScore: mScore(perLabel),
  };
}

/** The confusion matrix of cells, by their places among the labels; each counted `weights` times. */
export function confusionOf(labelCount: number, truths: readonly number[], calls: ArrayLike<number>, weights?: ArrayLike<number>): number[][] {
  const rows = Array.from({ length: labelCount }, () => new Array<number>(labelCount).fill(0));
  truths.forEach((truth, i) => { rows[truth][calls[i]] += weights ? weights[i] : 1; });
  return rows;
}

/** Figures of named cells with 95 % intervals of the headlines, by bootstrap over groups. */
export function labelFigures(labels: readonly string[], cells: readonly NamedCell[]): LabelFigures & { readonly intervals: Readonly<Record<string, Interval>> } {
  const truths = cells.map(({ truth }) => truth), calls = cells.map(({ call }) => call);
  const figuresBy = (weights?: ArrayLike<number>) => figuresOfMatrix(labels, confusionOf(labels.length, truths, calls, weights)), figures = figuresBy();
  const intervals = bootstrapIntervals(cells.map(({ group }) => group), (weights) => {
    const { accuracy, macroF1: meanF1, perLabel, withinOneStage } = figuresBy(weights);
    return { accuracy, withinOneStage, macroF1: meanF1, mScore: mScoreOfDraw(perLabel, figures.perLabel.length) };
  });
  return { ...figures, intervals };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
