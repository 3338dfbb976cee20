import type { evaluateOnCells, evaluateOnFields } from '#main/service/evaluateModels.ts';

type CellFigures = Awaited<ReturnType<typeof evaluateOnCells>>;
type FieldFigures = Awaited<ReturnType<typeof evaluateOnFields>>;
type Intervals = Readonly<Record<string, readonly [number, number]>>;

const threeDecimals = (value: number): string => value.toFixed(3);

/** Lines of name, value and 95 % interval; figures that could not be computed are left out. */
function figureLines(figures: readonly (readonly [label: string, key: string, value: number | null | undefined])[], intervals: Intervals): string[] {
  const known = figures.filter(([, , value]) => value !== null && value !== undefined);
  const width = Math.max(0, ...known.map(([label]) => label.length));
  return known.map(([label, key, value]) => {
    const interval = key in intervals ? `  (${intervals[key].map(threeDecimals).join(' to ')})` : '';
    return `  ${label.padEnd(width)}  ${threeDecimals(value!)}${interval}`;
  });
}

const skippedLines = (skipped: readonly { file: string; reason: string }[]): string[] =>
  (skipped.length === 0 ? [] : [`${String(skipped.length)} left out:`, ...skipped.slice(0, 10).map(({ file, reason }) => `  ${file}: ${reason}`), ...(skipped.length > 10 ? ['  ...'] : [])]);

const modelLines = ({ models, provider }: Pick<CellFigures, 'models' | 'provider'>): string =>
  `${models.map(({ name, version }) => `${name} ${version}`).join(', ')} on ${provider}`;

/** The figures of a classifier for a terminal. */
export function describeCellEvaluation(figures: CellFigures): string {
  const { cells, groups, intervals, perClass, differentialError, confusion } = figures;
  const overall = figureLines([
    ['accuracy', 'accuracy', figures.accuracy], ['coverage', 'coverage', figures.coverage], ['confident error rate', 'confidentErrorRate', figures.confidentErrorRate],
    ['macro F1', 'macroF1', figures.macroF1], ['within one stage', 'withinOneStageAccuracy', figures.withinOneStageAccuracy], ['lineage', 'lineageAccuracy', figures.lineageAccuracy],
    ['calibration error', 'calibrationError', figures.calibrationError], ['kappa', 'kappa', figures.kappa],
  ], intervals);
  const classes = perClass.map(({ code, support, precision, recall, f1 }) => {
    const interval = intervals[`perClass.${code}.f1`] as readonly [number, number] | undefined;
    return `  ${code}  ${String(support).padStart(6)}  ${threeDecimals(precision)}  ${threeDecimals(recall)}  ${threeDecimals(f1)}${interval ? `  (${interval.map(threeDecimals).join(' to ')})` : ''}`;
  });
  const widest = Math.max(4, ...confusion.rows.flat().map((count) => String(count).length));
  const pad = (value: string | number): string => String(value).padStart(widest);
  return [
    `${String(cells)} cells in ${String(groups.count)} groups (by ${groups.by}); ${modelLines(figures)}`, '', ...overall,
    ...(differentialError ? [`  differential error: mean ${differentialError.mean.toFixed(2)}, largest ${differentialError.largest.toFixed(2)} percentage points (${differentialError.largestCode})`] : []),
    '', '  class  cells  precision  recall  F1 (95 %)', ...classes,
    '', 'True classes in rows, calls in columns (most probable class):',
    `  ${pad('')} ${confusion.labels.map(pad).join(' ')}`, ...confusion.labels.map((label, i) => `  ${pad(label)} ${confusion.rows[i].map(pad).join(' ')}`),
    '', ...skippedLines(figures.skipped),
  ].join('\n').trimEnd() + '\n';
}

/** The figures of a detector for a terminal. */
export function describeFieldEvaluation(figures: FieldFigures): string {
  const { fields, nucleatedCells, detections, threshold, scale, intervals, skipped } = figures;
  const from = Object.entries(scale.from).map(([way, count]) => `${String(count)} by ${way}`).join(', ');
  return [
    `${String(fields)} fields, ${String(nucleatedCells)} nucleated cells marked, ${String(detections)} found at threshold ${threshold.toFixed(2)}; ${modelLines(figures)}`,
    `Scale: ${from}; middle ${scale.medianMicrometresPerPixel.toFixed(4)} µm a pixel`, '',
    ...figureLines([
      ['precision (IoU 0.5)', 'precision', figures.precision], ['recall (IoU 0.5)', 'recall', figures.recall], ['F1 (IoU 0.5)', 'f1', figures.f1],
      ['precision by centre', 'centrePrecision', figures.centrePrecision], ['recall by centre', 'centreRecall', figures.centreRecall], ['F1 by centre', 'centreF1', figures.centreF1],
      ['detections per field', 'detectionsPerField', figures.detectionsPerField], ['class accuracy', 'classAccuracy', figures.classAccuracy],
    ], intervals), '', ...skippedLines(skipped),
  ].join('\n').trimEnd() + '\n';
}
