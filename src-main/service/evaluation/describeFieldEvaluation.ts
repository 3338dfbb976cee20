import type { FieldEvaluation } from '../evaluateFields.ts';
import { shareText, skippedText } from './textTable.ts';

const labels: readonly (readonly [keyof FieldEvaluation & string, string])[] = [
  ['precision', 'precision (IoU 0.5)'], ['recall', 'recall (IoU 0.5)'], ['f1', 'F1 (IoU 0.5)'],
  ['centrePrecision', 'precision by centre'], ['centreRecall', 'recall by centre'], ['centreF1', 'F1 by centre'],
  ['detectionsPerField', 'detections a field'], ['classAccuracy', 'class right, of those found'],
];

/** A field evaluation for a terminal. */
export function describeFieldEvaluation(evaluation: FieldEvaluation): string {
  const from = Object.entries(evaluation.scale.from).map(([source, count]) => `${count} from ${source}`).join(', ');
  const figures = labels.filter(([name]) => evaluation[name] !== undefined)
    .map(([name, label]) => `${label.padEnd(28)}${shareText(evaluation[name] as number | null, evaluation.intervals[name])}`);
  return [
    `${evaluation.nucleatedCells} nucleated cells, marked by ${evaluation.markedBy}, on ${evaluation.fields} pictures of ${evaluation.directory}; ${evaluation.detections} detections from score ${evaluation.threshold}`,
    `Scale: ${from}; the middle one ${evaluation.scale.medianMicrometresPerPixel.toFixed(3)} µm a pixel`,
    ...(evaluation.degenerateRows ? [`${evaluation.degenerateRows} rows without a usable place were left out`] : []),
    '', ...figures, ...skippedText(evaluation.skipped),
  ].join('\n');
}
