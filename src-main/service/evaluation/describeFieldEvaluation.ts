import type { FieldEvaluation } from '../evaluateFields.ts';
import { scalesText } from './describeScales.ts';
import { shareText, skippedText } from './textTable.ts';

const labels: readonly (readonly [keyof FieldEvaluation & string, string])[] = [
  ['precision', 'precision (IoU 0.5)'], ['recall', 'recall (IoU 0.5)'], ['f1', 'F1 (IoU 0.5)'],
  ['centrePrecision', 'precision by centre'], ['centreRecall', 'recall by centre'], ['centreF1', 'F1 by centre'],
  ['detectionsPerField', 'detections a field'], ['classAccuracy', 'class right, of those found'],
];

/** A field evaluation for a terminal. */
export function describeFieldEvaluation(evaluation: FieldEvaluation): string {
  const figures = labels.filter(([name]) => evaluation[name] !== undefined)
    .map(([name, label]) => `${label.padEnd(28)}${shareText(evaluation[name] as number | null, evaluation.intervals[name])}`);
  return [
    `${evaluation.nucleatedCells} nucleated cells, marked by ${evaluation.markedBy}, on ${evaluation.fields} pictures of ${evaluation.directory}; ${evaluation.detections} detections from score ${evaluation.threshold}`,
    ...scalesText(evaluation.scale),
    ...rowsText(evaluation),
    '', ...figures, ...skippedText(evaluation.skipped),
  ].join('\n');
}

/** What was made of rows and names that are not as they should be. */
function rowsText({ markedBy, fieldsWithoutCells, degenerateRows, doubledRows, namedOtherwise, unknownClasses, detectionsSetAside }: FieldEvaluation): string[] {
  const classes = unknownClasses.map(({ name, rows }) => `"${name}" (${rows})`).join(', ');
  const madeOfThem = markedBy === 'centres' ? 'taken for nucleated cells without a class' : `left out, with ${detectionsSetAside} detections on them`;
  return [
    ...(fieldsWithoutCells ? [`${fieldsWithoutCells} of the pictures have no nucleated cell marked`] : []),
    ...(degenerateRows ? [`${degenerateRows} rows without a usable place were left out`] : []),
    ...(doubledRows ? [`${doubledRows} rows that repeat another were left out`] : []),
    ...(classes ? [`Rows of classes that are none here, ${madeOfThem}: ${classes}`] : []),
    ...(namedOtherwise ? [`${namedOtherwise} pictures have another name in the table (case, folder or ending), and were found by what is the same of it`] : []),
  ];
}
