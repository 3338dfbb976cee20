import { cellClass, type ClassCode } from '../taxonomy/cellClasses.ts';
import { classesOfLabel, labelSets, type LabelCode } from '../taxonomy/labelSets.ts';
import type { ConfusionMatrix } from './confusionMatrix.ts';
import { isLabelSet } from './labelOrder.ts';

/** How far the differential that the calls give lies from the true one, in percentage points. */
export interface DifferentialError {
  /** Mean absolute difference over the classes that stand in either differential. */
  readonly mean: number;
  readonly largest: number;
  /** The class, or set, with the largest difference. */
  readonly largestCode: LabelCode;
}

/**
 * Compares the marrow differential of the calls with that of the truth: each in per cent of its own counted cells (macrophages,
 * megakaryocytes, smudges, artefacts and unnamed cells stand in neither). Where the truth holds a set label, its members are
 * compared as one line, for nobody knows their true shares. Null where the truth holds no counted cell.
 */
export function differentialError(matrix: ConfusionMatrix): DifferentialError | null {
  const { labels, rows } = matrix;
  const truthCounts = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  const setsInTruth = labels.filter((label, t) => isLabelSet(label) && truthCounts[t] > 0);
  const lineOf = (label: LabelCode): LabelCode =>
    setsInTruth.find((set) => (labelSets as Record<string, readonly ClassCode[]>)[set].includes(label as ClassCode)) ?? label;
  const lines = new Map<LabelCode, { truth: number; called: number }>();
  const sums = { truth: 0, called: 0 };
  const add = (label: LabelCode, side: 'truth' | 'called', count: number) => {
    if (!count || !cellClass(classesOfLabel(label)[0]).inMarrowDifferential) return;
    const line = lines.get(lineOf(label)) ?? { truth: 0, called: 0 };
    line[side] += count;
    sums[side] += count;
    lines.set(lineOf(label), line);
  };
  for (const [index, label] of labels.entries()) {
    add(label, 'truth', truthCounts[index]);
    add(label, 'called', rows.reduce((sum, row) => sum + row[index], 0));
  }
  if (!sums.truth) return null;
  const differences = [...lines].map(([code, { truth, called }]) =>
    ({ code, points: 100 * Math.abs(truth / sums.truth - (sums.called ? called / sums.called : 0)) }));
  const largest = differences.reduce((worst, line) => line.points > worst.points ? line : worst);
  return {
    mean: differences.reduce((sum, { points }) => sum + points, 0) / differences.length,
    largest: largest.points,
    largestCode: largest.code,
  };
}
