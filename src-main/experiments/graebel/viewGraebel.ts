import type { LabelFigures } from '../figures/labelFigures.ts';
import type { ResultTable, ResultView } from '../figures/resultView.ts';
import type { GraebelEntry, GraebelExperimentResult, GraebelResult } from './graebelResult.ts';
import { plotGraebel } from './plotGraebel.ts';

const splitWords = { group: 'by group', random: 'cell by cell (flatters)' } as const;

/** A run as people read it. */
export function viewGraebel(result: GraebelResult): ResultView {
  return {
    title: 'Graebel et al. 2018 on these cells',
    sentences: [`Pictures: ${result.pictures}.`, "The paper's pictures are not public: its figures stand beside ours, and are not the same thing."],
    reductions: [
      ...result.reductions,
      ...(result.pairsDone < result.pairsAsked ? [`${result.pairsDone} of ${result.pairsAsked} methods are done; go on with the same run for the others.`] : []),
    ],
    tables: result.experiments.map((experiment) => tableOf(experiment, result)),
    plots: plotGraebel(result),
    closing: ['What the paper says, to be re-checked on these figures:', '', ...result.published.findings.map((finding) => `- ${finding}`)],
  };
}

function tableOf({ cells, entries, groups, labels, leftOut, name, title }: GraebelExperimentResult, { published, reductions }: GraebelResult): ResultTable {
  return {
    title,
    notes: [
      `${cells} cells in ${groups} groups.${reductions.length ? ' Reduced, see above.' : ''}`,
      ...(leftOut.length ? [`Left out: ${leftOut.map((one) => `${one.label} (${one.cells}: ${one.why})`).join(', ')}.`] : []),
    ],
    head: ['feature', 'classifier', 'split', 'accuracy', 'within one stage', 'macro-F1', 'm-score', ...labels.map((label) => `F1 ${label}`)],
    rows: [
      ...entries.map((entry) => ({ isPublished: false, cells: [entry.feature, entry.classifier, splitWords[entry.split], ...figureCells(entry.figures, labels, entry)] })),
      ...(name === 'neutrophilic' ? [{ isPublished: true, cells: ['published', 'ResNet-18', 'not stated', ...figureCells(published.neutrophilicResNet18, labels)] }] : []),
    ],
  };
}

function figureCells(figures: LabelFigures, labels: readonly string[], entry?: GraebelEntry): string[] {
  const { accuracy, macroF1, mScore, perLabel, withinOneStage } = figures;
  const withInterval = (name: string, value: number | null, digits: number) => {
    if (value === null) return '–';
    const interval = entry?.figures.intervals[name];
    return interval ? `${value.toFixed(digits)} (${interval[0].toFixed(digits)} to ${interval[1].toFixed(digits)})` : value.toFixed(digits);
  };
  return [
    withInterval('accuracy', accuracy, 3), withInterval('withinOneStage', withinOneStage, 3), withInterval('macroF1', macroF1, 3), withInterval('mScore', mScore, 2),
    ...labels.map((label) => perLabel.find((one) => one.label === label)?.f1.toFixed(2) ?? '–'),
  ];
}
