import type { ResultView } from '../figures/resultView.ts';
import { confusionPlot } from '../plots/confusionPlot.ts';
import { choiDataSets } from './choiDataSets.ts';
import type { ChoiEntry, ChoiResult } from './choiResult.ts';
import { localPair } from './runChoi.ts';

const head = ['training set', 'pictures', 'accuracy %', 'published %', 'precision', 'recall', 'F1', ...localPair.map((label) => `recall ${label}`), 'kept when turned', 'kept when shifted'];

/** A run as people read it. */
export function viewChoi(result: ChoiResult): ResultView {
  const undone = choiDataSets.filter(({ name }) => !result.entries.some((entry) => entry.name === name));
  const notes = [...result.reductions, `${result.testedCells} test cells of ${result.pictures}`];
  return {
    title: 'Choi et al. 2017 on these cells',
    sentences: [
      `Pictures: ${result.pictures}; split ${result.split === 'group' ? 'by group' : 'cell by cell (flatters)'}.`,
      `${result.trainedCells} cells learnt from, ${result.testedCells} tested, of ${result.labels.join(', ')}.`,
      ...(result.leftOut.length ? [`Left out: ${result.leftOut.map(({ label, cells, why }) => `${label} (${cells}: ${why})`).join(', ')}.`] : []),
      "The paper's pictures are not public: its figures stand beside ours, and are not the same thing. Networks start from nothing.",
    ],
    reductions: [...result.reductions, ...(undone.length ? [`Not done: ${undone.map(({ title }) => title).join('; ')}.`] : [])],
    tables: [{ title: 'Training sets', notes: [], head, rows: result.entries.map((entry) => ({ isPublished: false, cells: cellsOf(entry) })) }],
    plots: result.entries.map(({ figures, name, title }) => ({ name: `${name}-confusion`, title: `Choi: ${title}`, svg: confusionPlot(`Choi: ${title}`, result.labels, figures.confusion, notes) })),
    closing: [
      `Descent: ${Object.entries(result.descent).map(([name, value]) => `${name} ${String(value)}`).join(', ')}. "Kept" is the share of test cells named alike in all their turned, or shifted, forms; a network that gives every cell the same name keeps them all.`,
    ],
  };
}

const share = (value: number): string => (100 * value).toFixed(1);

function cellsOf({ figures, invariance, pictures, publishedAccuracy, title }: ChoiEntry): string[] {
  const { accuracy } = figures.intervals;
  const recallOf = (label: string) => {
    const found = figures.perLabel.find((one) => one.label === label);
    return found ? share(found.recall) : '–';
  };
  return [
    title, String(pictures), `${share(figures.accuracy)}${accuracy === undefined ? '' : ` (${share(accuracy[0])} to ${share(accuracy[1])})`}`, publishedAccuracy === null ? '–' : String(publishedAccuracy),
    share(figures.macroPrecision), share(figures.macroRecall), share(figures.macroF1), ...localPair.map(recallOf), share(invariance.rotation), share(invariance.shift),
  ];
}
