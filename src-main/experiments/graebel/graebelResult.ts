import type { Interval } from '#shared/evaluation/bootstrapIntervals.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';
import type { SplitKind } from '../cells/outerFolds.ts';
import type { HyperParameters } from '../classifiers/classifierMethod.ts';
import { figuresOfMatrix, labelFigures, type LabelFigures } from '../figures/labelFigures.ts';
import { graebelExperiment, graebelTitles, type GraebelExperimentName } from './graebelExperiments.ts';
import { trainedNetwork } from './graebelNetworks.ts';
import { reductionsOf, type GraebelSettings } from './graebelSettings.ts';
import { fewGroupsReductions } from './innerFolds.ts';
import { publishedFindings, publishedNeutrophilicMatrix } from './published.ts';
import type { PairOutcome } from './runGraebel.ts';

/** One feature with one classifier, over all outer folds: every cell named once by what had not seen its fold. */
export interface GraebelEntry {
  readonly split: SplitKind;
  /** As the paper calls them. */
  readonly feature: string;
  readonly classifier: string;
  readonly figures: LabelFigures & { readonly intervals: Readonly<Record<string, Interval>> };
  /** What was chosen in each outer fold. */
  readonly chosen: readonly { readonly set: HyperParameters; readonly innerMScore: number | null }[];
}

export interface GraebelExperimentResult {
  readonly name: GraebelExperimentName;
  readonly title: string;
  readonly labels: readonly string[];
  readonly cells: number;
  readonly groups: number;
  readonly leftOut: readonly { readonly label: string; readonly cells: number; readonly why: string }[];
  readonly entries: readonly GraebelEntry[];
}

/** All of a run, as it is written out. */
export interface GraebelResult {
  readonly kind: 'graebel';
  readonly pictures: string;
  readonly settings: GraebelSettings;
  /** In what the run falls short of the protocol, in words. */
  readonly reductions: readonly string[];
  /** Pairs done, and pairs asked for: fewer are done where the run was stopped. */
  readonly pairsDone: number;
  readonly pairsAsked: number;
  readonly experiments: readonly GraebelExperimentResult[];
  readonly published: { readonly neutrophilicResNet18: LabelFigures; readonly findings: readonly string[] };
}

/** The titles of features and classifiers by their names in state files. */
export type TitlesByName = ReadonlyMap<string, string>;

/** Puts the outcomes of a run together. */
export function graebelResult(pictures: string, cells: readonly ExperimentCell[], settings: GraebelSettings, outcomes: readonly PairOutcome[], titles: TitlesByName): GraebelResult {
  const chosenCells = new Map(settings.experiments.map((name) => [name, graebelExperiment(name, cells, settings.mostPerLabel, settings.seed)]));
  const experiments = [...chosenCells].map(([name, chosen]): GraebelExperimentResult => {
    const entries = inOrder(outcomes, settings).filter(({ experiment }) => experiment === name).map(({ classifier, feature, folds, split }): GraebelEntry => {
      const named = folds.flatMap((fold) => fold.cells.map((cell, i) => ({ truth: chosen.truths[cell], call: fold.calls[i], group: chosen.cells[cell].group })));
      return {
        split, feature: titles.get(feature) ?? feature, classifier: titles.get(classifier) ?? classifier,
        figures: labelFigures(chosen.labels, named), chosen: folds.map(({ set, innerMScore }) => ({ set, innerMScore })),
      };
    });
    return {
      name, title: graebelTitles[name], labels: chosen.labels, cells: chosen.cells.length,
      groups: new Set(chosen.cells.map(({ group }) => group)).size, leftOut: chosen.leftOut, entries,
    };
  });
  return {
    kind: 'graebel', pictures, settings, experiments,
    reductions: [...reductionsOf(settings), ...[...chosenCells].flatMap(([name, chosen]) => fewGroupsReductions(graebelTitles[name], chosen, settings))],
    pairsDone: outcomes.length,
    pairsAsked: settings.experiments.length * settings.splits.length * (settings.features.length * settings.classifiers.length + settings.networks.length),
    published: { neutrophilicResNet18: figuresOfMatrix(publishedNeutrophilicMatrix.labels, publishedNeutrophilicMatrix.rows), findings: publishedFindings },
  };
}

/** As the paper lists them, whenever they were done. */
function inOrder(outcomes: readonly PairOutcome[], { classifiers, features, networks, splits }: GraebelSettings): PairOutcome[] {
  const rows = [...features, trainedNetwork.name], columns = [...classifiers, ...networks];
  const placeOf = ({ classifier, feature, split }: PairOutcome) => (splits.indexOf(split) * rows.length + rows.indexOf(feature)) * columns.length + columns.indexOf(classifier);
  return outcomes.toSorted((a, b) => placeOf(a) - placeOf(b));
}
