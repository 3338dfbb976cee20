import type { ConfusionMatrix } from '#shared/evaluation/confusionMatrix.ts';
import { isRight } from '#shared/evaluation/confusionMatrix.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CellEvaluation } from '../evaluateCells.ts';
import { shareText, skippedText, textTable } from './textTable.ts';

/** With fewer groups than this, an interval drawn over them is too narrow. */
const fewGroups = 20;

/** A cell evaluation for a terminal: figures with intervals, a line a class, the confusion matrix and what is confused most. */
export function describeCellEvaluation(evaluation: CellEvaluation): string {
  const { intervals, perClass, confusion, differentialError } = evaluation;
  const line = (label: string, name: keyof CellEvaluation & string, digits?: number) => [label, shareText(evaluation[name] as number, intervals[name], digits)];
  const headlines = [
    line('accuracy', 'accuracy'), line('within one stage', 'withinOneStageAccuracy'), line('lineage', 'lineageAccuracy'),
    line('macro-F1', 'macroF1'), line('m-score', 'mScore', 2), line('kappa', 'kappa'),
    line('named (coverage)', 'coverage'), line('confident errors', 'confidentErrorRate'), line('calibration error', 'calibrationError'),
    ...(differentialError ? [
      ['differential, mean error', `${shareText(differentialError.mean, intervals['differentialError.mean'], 2)} points`],
      ['differential, largest error', `${shareText(differentialError.largest, intervals['differentialError.largest'], 2)} points, ${differentialError.largestCode}`],
    ] : []),
  ];
  const classes = [
    ['class', 'cells', 'precision', 'recall', 'F1'],
    ...perClass.map(({ code, support, precision, recall, f1 }) => [code, String(support), ...[['precision', precision], ['recall', recall], ['f1', f1]]
      .map(([name, value]) => shareText(value as number, intervals[`perClass.${code}.${name}`], 2))]),
  ];
  return [
    `${evaluation.cells} cells of ${evaluation.directory}, pictures ${evaluation.spanUm} µm wide, ${evaluation.groups.count} groups by ${evaluation.groups.by}`,
    ...standingAlone(evaluation),
    ...(evaluation.groups.count < fewGroups ? [`Few groups: the intervals are too narrow, or not given.`] : []),
    '', leftTable(headlines), '', textTable(classes),
    '', 'Calls by forced choice (columns) for each true class (rows):', textTable(matrixRows(confusion)),
    '', 'Confused most:', ...largestConfusions(confusion).map((text) => `  ${text}`),
    ...skippedText(evaluation.skipped),
  ].join('\n');
}

/** What is to be said where a column groups only some of the cells. */
function standingAlone({ cells, groups: { alone, by } }: CellEvaluation): string[] {
  return by === 'picture' || !alone ? [] : [`${alone} of ${cells} cells have no ${by} in the table and stand each for itself: where they are of the same, the intervals are too narrow.`];
}

function leftTable(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`).join('\n');
}

function matrixRows({ labels, rows }: ConfusionMatrix): string[][] {
  const called = [...labels.keys()].filter((column) => rows.some((row) => row[column]));
  const present = [...labels.keys()].filter((truth) => rows[truth].some(Boolean));
  return [['', ...called.map((column) => labels[column])], ...present.map((truth) => [labels[truth], ...called.map((column) => rows[truth][column] ? String(rows[truth][column]) : '·')])];
}

/** The pairs that cost most cells, largest first, in words. */
function largestConfusions({ labels, rows }: ConfusionMatrix, shown = 5): string[] {
  const wrong = rows.flatMap((row, truth) => {
    const support = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, call) => ({ truth: labels[truth], call: labels[call] as ClassCode, count, support }))
      .filter(({ truth: label, call, count: cells }) => cells > 0 && !isRight(label, call));
  }).sort((a, b) => b.count - a.count);
  if (!wrong.length) return ['nothing'];
  return wrong.slice(0, shown).map(({ truth, call, count, support }) => `${truth} called ${call}: ${count} of ${support} (${(100 * count / support).toFixed(0)} %)`);
}
