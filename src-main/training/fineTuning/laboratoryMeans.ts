import type { TrainingCell } from '../cellPictures/trainingCell.ts';
import type { CachedViews } from './cachedViews.ts';
import type { KnownFeatures } from './knownFeatures.ts';
import { whitened } from './laboratoryGate.ts';

/** Whitened mean features of each label of the laboratory's cells: from now on these are familiar too. */
export function laboratoryMeans({ features, featureCount, whitening }: KnownFeatures, cached: CachedViews, cells: readonly TrainingCell[], learnsFrom: readonly number[]): Float32Array[] {
  const { values } = cached.tensors.find(({ name }) => name === features)!;
  const labels = [...new Set(learnsFrom.map((place) => cells[place].label))].sort();
  return labels.map((label) => {
    const places = learnsFrom.filter((place) => cells[place].label === label), sum = new Float32Array(featureCount);
    for (const place of places) {
      // The first view is the cell as it is.
      const at = place * cached.views * featureCount;
      whitened(whitening, values.subarray(at, at + featureCount)).forEach((value, j) => { sum[j] += value / places.length; });
    }
    return sum;
  });
}
