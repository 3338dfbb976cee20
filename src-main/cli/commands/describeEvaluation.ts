import type { changesOnCells, evaluateOnCells, evaluateOnFields } from '#main/service/evaluateModels.ts';
import * as cells from '#main/service/evaluation/describeCellEvaluation.ts';
import * as fields from '#main/service/evaluation/describeFieldEvaluation.ts';
import * as robustness from '#main/service/evaluation/describeRobustness.ts';

type CellFigures = Awaited<ReturnType<typeof evaluateOnCells>>;
type FieldFigures = Awaited<ReturnType<typeof evaluateOnFields>>;
type RobustnessFigures = Awaited<ReturnType<typeof changesOnCells>>;

const modelLine = ({ models, provider }: Pick<CellFigures, 'models' | 'provider'>): string =>
  `${models.map(({ name, version }) => `${name} ${version}`).join(', ')} on ${provider}\n`;

/** The figures of a classifier for a terminal, after the models they are of. */
export function describeCellEvaluation(figures: CellFigures): string {
  return `${modelLine(figures)}${learntLines(figures)}${cells.describeCellEvaluation(figures)}\n`;
}

function learntLines({ cells: measured, learntBefore: { pictures, unrecorded } }: CellFigures): string {
  return [
    ...(pictures > 0 ? [`It has learnt from ${pictures} of these ${measured} cells: the figures flatter.\n`] : []),
    ...(unrecorded.length > 0 ? [`What ${unrecorded.join(', ')} learnt from is not recorded: these cells may be among it.\n`] : []),
  ].join('');
}

/** The figures of a detector for a terminal, after the models they are of. */
export function describeFieldEvaluation(figures: FieldFigures): string {
  return `${modelLine(figures)}${fields.describeFieldEvaluation(figures)}\n`;
}

/** What changes of the pictures cost, after the models they are of. */
export function describeRobustness(table: RobustnessFigures): string {
  return `${modelLine(table)}${robustness.describeRobustness(table)}\n`;
}
