import { bootstrapIntervals, type Interval } from '#shared/evaluation/bootstrapIntervals.ts';
import { macroF1, mScore } from '#shared/evaluation/classFigures.ts';
import { isWithinOneStage } from '#shared/evaluation/stageAgreement.ts';
import { isProductClass } from '#shared/taxonomy/cellClasses.ts';

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
  const perLabel = labels.map((label, own): LabelFigure => {
    const right = confusion[own][own], support = sumOf(confusion[own]), called = sumOf(confusion.map((row) => row[own]));
    return { label, support, precision: called ? right / called : 0, recall: support ? right / support : 0, f1: called + support ? (2 * right) / (called + support) : 0 };
  }).filter(({ support }) => support > 0);
  const cells = sumOf(confusion.map(sumOf));
  const shareOf = (good: (truth: number, call: number) => boolean) =>
    (cells ? sumOf(confusion.flatMap((row, truth) => row.filter((_, call) => good(truth, call)))) / cells : 0);
  const mean = (figure: 'precision' | 'recall') => (perLabel.length ? sumOf(perLabel.map((one) => one[figure])) / perLabel.length : 0);
  return {
    cells, perLabel, confusion,
    accuracy: shareOf((truth, call) => truth === call),
    withinOneStage: labels.every(isProductClass) ? shareOf((truth, call) => isWithinOneStage(labels[truth] as 'NGS', labels[call] as 'NGS')) : null,
    macroPrecision: mean('precision'), macroRecall: mean('recall'), macroF1: macroF1(perLabel), mScore: mScore(perLabel),
  };
}

/** The confusion matrix of cells, each counted `weights` times. */
export function confusionOf(labelCount: number, cells: readonly NamedCell[], weights?: ArrayLike<number>): number[][] {
  const rows = Array.from({ length: labelCount }, () => new Array<number>(labelCount).fill(0));
  cells.forEach(({ truth, call }, i) => { rows[truth][call] += weights ? weights[i] : 1; });
  return rows;
}

/** Figures of named cells with 95 % intervals of the headlines, by bootstrap over groups. */
export function labelFigures(labels: readonly string[], cells: readonly NamedCell[]): LabelFigures & { readonly intervals: Readonly<Record<string, Interval>> } {
  const intervals = bootstrapIntervals(cells.map(({ group }) => group), (weights) => {
    const { accuracy, withinOneStage, macroF1: meanF1, mScore: score } = figuresOfMatrix(labels, confusionOf(labels.length, cells, weights));
    return { accuracy, withinOneStage, macroF1: meanF1, mScore: score };
  });
  return { ...figuresOfMatrix(labels, confusionOf(labels.length, cells)), intervals };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
