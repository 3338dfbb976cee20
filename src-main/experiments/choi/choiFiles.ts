import { markdownTable } from '../figures/markdownTable.ts';
import type { ResultFile } from '../graebel/graebelFiles.ts';
import { confusionPlot } from '../plots/confusionPlot.ts';
import type { ChoiEntry, ChoiResult } from './choiResult.ts';
import { localPair } from './runChoi.ts';

/** All that a run of Choi's protocol writes: figures, the table, and the confusion matrix of each training set. */
export function choiFiles(result: ChoiResult): ResultFile[] {
  const notes = [...result.reductions, `${result.testedCells} test cells of ${result.pictures}`];
  return [
    { name: 'choi.json', text: `${JSON.stringify(result, undefined, 1)}\n` }, { name: 'choi.md', text: describeChoi(result) },
    ...result.entries.map(({ figures, name, title }) => ({ name: `${name}-confusion.svg`, text: confusionPlot(`Choi: ${title}`, result.labels, figures.confusion, notes) })),
  ];
}

/** The tables of a run, in Markdown: for the terminal and for a file. */
export function describeChoi(result: ChoiResult): string {
  const share = (value: number) => (100 * value).toFixed(1);
  const recallOf = ({ figures }: ChoiEntry, label: string) => {
    const found = figures.perLabel.find((one) => one.label === label);
    return found ? share(found.recall) : '–';
  };
  const rows = result.entries.map((entry) => {
    const { figures, invariance, pictures, publishedAccuracy, title } = entry, { accuracy } = figures.intervals;
    return [
      title, String(pictures), `${share(figures.accuracy)}${accuracy === undefined ? '' : ` (${share(accuracy[0])} to ${share(accuracy[1])})`}`, publishedAccuracy === null ? '–' : String(publishedAccuracy),
      share(figures.macroPrecision), share(figures.macroRecall), share(figures.macroF1), ...localPair.map((label) => recallOf(entry, label)), share(invariance.rotation), share(invariance.shift),
    ];
  });
  const head = ['training set', 'pictures', 'accuracy %', 'published %', 'precision', 'recall', 'F1', ...localPair.map((label) => `recall ${label}`), 'kept when turned', 'kept when shifted'];
  return [
    '# Choi et al. 2017 on these cells', '',
    `Pictures: ${result.pictures}; split ${result.split === 'group' ? 'by group' : 'cell by cell (flatters)'}: ${result.trainedCells} cells learnt from, ${result.testedCells} tested, of ${result.labels.join(', ')}.`,
    ...(result.leftOut.length ? [`Left out: ${result.leftOut.map(({ label, cells, why }) => `${label} (${cells}: ${why})`).join(', ')}.`] : []),
    "The paper's pictures are not public: its figures stand beside ours, and are not the same thing. Networks start from nothing.", '',
    ...result.reductions.map((sentence) => `**${sentence}**`), '',
    markdownTable(head, rows), '',
    `Descent: ${Object.entries(result.descent).map(([name, value]) => `${name} ${String(value)}`).join(', ')}. "Kept" is the share of test cells named alike in all their turned, or shifted, forms.`, '',
  ].join('\n');
}
