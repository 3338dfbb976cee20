import { confusionPlot } from '../plots/confusionPlot.ts';
import { scorePlot } from '../plots/scorePlot.ts';
import { describeGraebel } from './describeGraebel.ts';
import { publishedNeutrophilicMatrix } from './published.ts';
import type { GraebelResult } from './graebelResult.ts';

/** A file of a run: its name and its text. */
export interface ResultFile { readonly name: string; readonly text: string }

/** All that a run of Graebel's protocol writes: figures, tables, and the plots of the paper's figure 2. */
export function graebelFiles(result: GraebelResult): ResultFile[] {
  const files: ResultFile[] = [{ name: 'graebel.json', text: `${JSON.stringify(result, undefined, 1)}\n` }, { name: 'graebel.md', text: describeGraebel(result) }];
  const notes = [...result.reductions, `${result.pairsDone} of ${result.pairsAsked} pairs done. ${result.pictures}`];
  for (const { entries, labels, name, title } of result.experiments) {
    for (const split of result.settings.splits) {
      const own = entries.filter((entry) => entry.split === split);
      if (!own.length) continue;
      const lines = own.map(({ feature, classifier, figures }) => ({ group: feature, name: classifier, f1: figures.perLabel.map(({ label, f1 }) => ({ label, value: f1 })), mScore: figures.mScore }));
      if (name === 'neutrophilic') {
        const { perLabel, mScore } = result.published.neutrophilicResNet18;
        lines.push({ group: 'Published', name: 'ResNet-18', f1: perLabel.map(({ label, f1 }) => ({ label, value: f1 })), mScore });
      }
      const splitWords = split === 'group' ? 'split by group' : 'split cell by cell (flatters)';
      files.push({ name: `${name}-${split}-scores.svg`, text: scorePlot(`${title} (${splitWords})`, lines, notes) });
      const best = own.reduce((a, b) => (b.figures.mScore > a.figures.mScore ? b : a));
      files.push({ name: `${name}-${split}-confusion.svg`, text: confusionPlot(`${name}, ${best.feature} with ${best.classifier} (best m-score, ${splitWords})`, labels, best.figures.confusion, notes) });
    }
    if (name === 'neutrophilic') {
      files.push({ name: 'neutrophilic-published-confusion.svg', text: confusionPlot('Published: ResNet-18 (Graebel 2018, figure 2 d)', publishedNeutrophilicMatrix.labels, result.published.neutrophilicResNet18.confusion, ["The paper's own cells, not these."]) });
    }
  }
  return files;
}
