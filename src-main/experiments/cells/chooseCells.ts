import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { ExperimentCell } from './experimentCell.ts';

/** The cells of an experiment with their labels, and the labels that it can't use. */
export interface ChosenCells {
  readonly labels: readonly string[];
  readonly cells: readonly ExperimentCell[];
  /** Of each cell, its place among the labels. */
  readonly truths: readonly number[];
  readonly leftOut: readonly { readonly label: string; readonly cells: number; readonly why: string }[];
}

/** A label with fewer can't stand on both sides of every split and be searched within. */
const leastCells = 6;
const leastGroups = 3;

/**
 * The cells whose label `labelOf` gives one for, in order; labels with too few cells or groups are left out and told. At most
 * `mostPerLabel` (3 or more) of each, drawn at random, of as many groups as are needed.
 */
export function chooseCells(cells: readonly ExperimentCell[], labelOf: (label: string) => string | undefined, order: readonly string[], mostPerLabel: number, seed: number): ChosenCells {
  const byLabel = Map.groupBy(cells.filter(({ label }) => labelOf(label) !== undefined), ({ label }) => labelOf(label)!);
  const leftOut: { label: string; cells: number; why: string }[] = [];
  const kept = new Set<ExperimentCell>();
  const labels = order.filter((label) => {
    const own = byLabel.get(label) ?? [], groups = new Set(own.map(({ group }) => group)).size;
    const why = own.length === 0 ? 'none' : own.length < leastCells ? `fewer than ${leastCells} cells` : groups < leastGroups ? `fewer than ${leastGroups} groups` : undefined;
    if (why) {
      if (own.length) leftOut.push({ label, cells: own.length, why });
      return false;
    }
    for (const cell of groupsFirst(shuffle([...own], seededRandom(seed, 0xce11))).slice(0, mostPerLabel)) kept.add(cell);
    return true;
  });
  const place = new Map(labels.map((label, i) => [label, i]));
  const chosen = cells.filter((cell) => kept.has(cell));
  return { labels, cells: chosen, truths: chosen.map(({ label }) => place.get(labelOf(label)!)!), leftOut };
}

/** The same cells, with one of each of the first three groups in front: large groups can't crowd the others out. */
export function groupsFirst<Cell extends Pick<ExperimentCell, 'group'>>(cells: readonly Cell[]): Cell[] {
  const first = new Set([...Map.groupBy(cells, ({ group }) => group).values()].slice(0, leastGroups).map(([cell]) => cell));
  return [...first, ...cells.filter((cell) => !first.has(cell))];
}
