import type { ResultPlot } from '../figures/resultView.ts';
import { confusionPlot } from '../plots/confusionPlot.ts';
import { scorePlot } from '../plots/scorePlot.ts';
import { publishedNeutrophilicMatrix } from './published.ts';
import type { GraebelEntry, GraebelExperimentResult, GraebelResult } from './graebelResult.ts';

/** The plots of the paper's figure 2, of these cells; the published confusion matrix beside ours. */
export function plotGraebel(result: GraebelResult): ResultPlot[] {
  const notes = [...result.reductions, `${result.pairsDone} of ${result.pairsAsked} pairs done. ${result.pictures}`];
  return result.experiments.flatMap((experiment) => {
    const plots = result.settings.splits.flatMap((split) => plotSplit(experiment, split, experiment.entries.filter((entry) => entry.split === split), result, notes));
    if (experiment.name !== 'neutrophilic') return plots;
    const title = 'Published: ResNet-18 (Graebel 2018, figure 2 d)';
    return [...plots, { name: 'neutrophilic-published-confusion', title, svg: confusionPlot(title, publishedNeutrophilicMatrix.labels, result.published.neutrophilicResNet18.confusion, ["The paper's own cells, not these."]) }];
  });
}

function plotSplit({ labels, name, title }: GraebelExperimentResult, split: GraebelEntry['split'], own: readonly GraebelEntry[], { published }: GraebelResult, notes: readonly string[]): ResultPlot[] {
  if (!own.length) return [];
  const lines = own.map(({ feature, classifier, figures }) => ({ group: feature, name: classifier, f1: figures.perLabel.map(({ label, f1 }) => ({ label, value: f1 })), mScore: figures.mScore }));
  if (name === 'neutrophilic') {
    const { perLabel, mScore } = published.neutrophilicResNet18;
    lines.push({ group: 'Published', name: 'ResNet-18', f1: perLabel.map(({ label, f1 }) => ({ label, value: f1 })), mScore });
  }
  const splitWords = split === 'group' ? 'split by group' : 'split cell by cell (flatters)';
  const best = own.reduce((a, b) => (b.figures.mScore > a.figures.mScore ? b : a));
  const scores = `${title} (${splitWords})`, confusion = `${name}, ${best.feature} with ${best.classifier} (best m-score, ${splitWords})`;
  return [
    { name: `${name}-${split}-scores`, title: scores, svg: scorePlot(scores, lines, notes) },
    { name: `${name}-${split}-confusion`, title: confusion, svg: confusionPlot(confusion, labels, best.figures.confusion, notes) },
  ];
}
