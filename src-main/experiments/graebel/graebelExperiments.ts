import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { inReportOrder } from '#shared/evaluation/labelOrder.ts';
import { isLabelCode } from '#shared/taxonomy/labelSets.ts';
import { chooseCells, type ChosenCells } from '../cells/chooseCells.ts';
import type { ExperimentCell } from '../cells/experimentCell.ts';

export const graebelExperimentNames = ['leukocytes', 'neutrophilic', 'all'] as const;
export type GraebelExperimentName = (typeof graebelExperimentNames)[number];

/** Labels that are no cell: what Graebel 2018 calls cell-like artefacts. */
const artefacts = new Set(['PLT', 'SMU', 'ART']);
const neutrophils = ['PMO', 'MYB', 'MMZ', 'NGB', 'NGS'];

export const graebelTitles: Readonly<Record<GraebelExperimentName, string>> = {
  leukocytes: 'Leukocytes: cell against artefact', neutrophilic: 'Neutrophilic cells: five stages', all: 'All: every class with enough cells, no artefacts',
};

/** The cells and labels of one of the three experiments. Throws `bad-input` where fewer than two labels have enough cells. */
export function graebelExperiment(name: GraebelExperimentName, cells: readonly ExperimentCell[], mostPerLabel: number, seed: number): ChosenCells {
  const present = inReportOrder(cells.map(({ label }) => label).filter(isLabelCode));
  const chosen = {
    leukocytes: () => chooseCells(cells, (label) => (artefacts.has(label) ? 'artefact' : 'cell'), ['cell', 'artefact'], mostPerLabel, seed),
    neutrophilic: () => chooseCells(cells, (label) => (neutrophils.includes(label) ? label : undefined), neutrophils, mostPerLabel, seed),
    all: () => chooseCells(cells, (label) => (artefacts.has(label) ? undefined : label), present, mostPerLabel, seed),
  }[name]();
  if (chosen.labels.length < 2) {
    const remedy = name === 'leukocytes' ? 'Give pictures of artefacts too, in folders named PLT, SMU or ART: beside the others, or with --artefacts.' : 'It needs at least 6 cells of a class, in 3 groups.';
    throw new MyeloscopeError('bad-input', `The experiment "${name}" has fewer than two classes with enough cells.`, remedy);
  }
  return chosen;
}
