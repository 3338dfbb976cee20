import type { LabelFigures } from '../figures/labelFigures.ts';
import { markdownTable } from '../figures/markdownTable.ts';
import type { GraebelEntry, GraebelExperimentResult, GraebelResult } from './graebelResult.ts';

const splitWords = { group: 'by group', random: 'cell by cell (flatters)' } as const;

/** The tables of a run, in Markdown: for the terminal and for a file. */
export function describeGraebel(result: GraebelResult): string {
  return [
    '# Graebel et al. 2018 on these cells', '',
    `Pictures: ${result.pictures}. The paper's pictures are not public: its figures stand beside ours, and are not the same thing.`, '',
    ...result.reductions.map((sentence) => `**${sentence}**`),
    ...(result.pairsDone < result.pairsAsked ? [`**${result.pairsDone} of ${result.pairsAsked} pairs of feature and classifier are done; give the same command again to go on.**`] : []),
    '', ...result.experiments.flatMap((experiment) => describeExperiment(experiment, result)),
    'What the paper says, to be re-checked on these figures:', '', ...result.published.findings.map((finding) => `- ${finding}`), '',
  ].join('\n');
}

function describeExperiment(experiment: GraebelExperimentResult, { published, reductions }: GraebelResult): string[] {
  const { labels, entries, leftOut } = experiment;
  const isNeutrophilic = experiment.name === 'neutrophilic';
  const rows = entries.map((entry) => [entry.feature, entry.classifier, splitWords[entry.split], ...figureCells(entry.figures, labels, entry)]);
  const theirs = isNeutrophilic ? [['published', 'ResNet-18', 'not stated', ...figureCells(published.neutrophilicResNet18, labels)]] : [];
  return [
    `## ${experiment.title}`, '',
    `${experiment.cells} cells in ${experiment.groups} groups.${reductions.length ? ' Reduced, see above.' : ''}`,
    ...(leftOut.length ? [`Left out: ${leftOut.map(({ label, cells, why }) => `${label} (${cells}: ${why})`).join(', ')}.`] : []), '',
    markdownTable(['feature', 'classifier', 'split', 'accuracy', 'within one stage', 'macro-F1', 'm-score', ...labels.map((label) => `F1 ${label}`)], [...rows, ...theirs]), '',
  ];
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
