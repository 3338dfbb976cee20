import type { Interval } from '#shared/evaluation/bootstrapIntervals.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import type { SplitKind } from '../cells/outerFolds.ts';
import { labelFigures, type LabelFigures } from '../figures/labelFigures.ts';
import { choiCells } from './choiCells.ts';
import { choiDataSets } from './choiDataSets.ts';
import { choiReductions, type ChoiSettings } from './choiSettings.ts';
import { dualStage } from './dualStage.ts';
import { invarianceOf, type Invariance } from './invariance.ts';
import { localPair, type ChoiOutcome, type NamedTest } from './runChoi.ts';
import type { DescentSettings } from './descent.ts';

export interface ChoiEntry {
  readonly name: string;
  readonly title: string;
  /** Pictures learnt from. */
  readonly pictures: number;
  readonly figures: LabelFigures & { readonly intervals: Readonly<Record<string, Interval>> };
  readonly invariance: Invariance;
  /** Percent, of the paper's own cells; null where the paper has no such row. */
  readonly publishedAccuracy: number | null;
}

/** All of a run, as it is written out. */
export interface ChoiResult {
  readonly kind: 'choi';
  readonly pictures: string;
  readonly split: SplitKind;
  readonly settings: ChoiSettings;
  readonly reductions: readonly string[];
  readonly labels: readonly string[];
  readonly leftOut: readonly { readonly label: string; readonly cells: number; readonly why: string }[];
  readonly trainedCells: number;
  readonly testedCells: number;
  readonly descent: DescentSettings;
  readonly entries: readonly ChoiEntry[];
}

/** The dual stage's published accuracy, percent; it stands on one training set. */
const publishedDualStage = { on: 'augmented600', accuracy: 97.06 };

/** Puts the outcome of a run together. */
export function choiResult(pictures: string, all: readonly ExperimentCell[], split: SplitKind, settings: ChoiSettings, outcome: ChoiOutcome): ChoiResult {
  const { cells, formed, labels, leftOut, searchFolds, tested, trained, truths } = choiCells(all, split, settings);
  const entryOf = (name: string, title: string, publishedAccuracy: number | null, { calls, pictures: count, rotated, shifted }: NamedTest): ChoiEntry => ({
    name, title, pictures: count, publishedAccuracy, invariance: invarianceOf(formed.map((place) => calls[place]), rotated, shifted),
    figures: labelFigures(labels, tested.map((cell, i) => ({ truth: truths[cell], call: calls[i], group: cells[cell].group }))),
  });
  const entries = choiDataSets.flatMap(({ name, title, publishedAccuracy }) => (name in outcome.bySet ? [entryOf(name, title, publishedAccuracy, outcome.bySet[name])] : []));
  const last = entries.at(-1);
  if (outcome.local && last) entries.push(entryOf('dualStage', `dual stage on: ${last.title}`, last.name === publishedDualStage.on ? publishedDualStage.accuracy : null, bothStages(outcome.bySet[last.name], outcome.local, labels)));
  return {
    kind: 'choi', pictures, split, settings, reductions: choiReductions(settings, searchFolds), labels, leftOut, trainedCells: trained.length, testedCells: tested.length, descent: outcome.descent, entries,
  };
}

function bothStages(first: NamedTest, second: NamedTest, labels: readonly string[]): NamedTest {
  const pair = [labels.indexOf(localPair[0]), labels.indexOf(localPair[1])] as const;
  const forms = (one: readonly (readonly number[])[], other: readonly (readonly number[])[]) => one.map((calls, i) => dualStage(calls, other[i], pair));
  return { pictures: first.pictures + second.pictures, calls: dualStage(first.calls, second.calls, pair), rotated: forms(first.rotated, second.rotated), shifted: forms(first.shifted, second.shifted) };
}
