import { shippedClasses } from '#main/training/classifier/classifierRecipe.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import type { CachedViews } from '#main/training/fineTuning/cachedViews.ts';
import { knownFeaturesOf } from '#main/training/fineTuning/knownFeatures.ts';
import { fitLaboratoryGate, gateOf, whitened } from '#main/training/fineTuning/laboratoryGate.ts';
import type { OnnxModel } from '#main/training/onnx/model.ts';

/**
 * Names cells by the nearest mean of each class that was learnt from (prototypes: Snell et al. 2017, without training), in the whitened
 * features of the networks, behind the usual gate; the classifier answers for the rest. Nothing is trained.
 *
 * @param said the classifier's own probabilities of the cells of `cached`
 */
export function namedByPrototypes({ graph }: OnnxModel, cells: TrainingCells['cells'], seen: CachedViews, learnsFrom: readonly number[], cached: CachedViews, said: readonly Float32Array[]): Float32Array[] {
  const known = knownFeaturesOf(graph), gate = fitLaboratoryGate(known, seen, learnsFrom);
  const featuresOf = ({ tensors, views }: CachedViews, place: number) => (name: string): Float32Array => {
    const { size, values } = tensors.find((each) => each.name === name)!;
    return values.subarray(place * views * size, (place * views + 1) * size);
  };
  const seenAs = (of: CachedViews, place: number): Float64Array => Float64Array.from(known.flatMap(({ features, whitening }) => [...whitened(whitening, featuresOf(of, place)(features))]));
  const ofClass = Map.groupBy(learnsFrom, (place) => cells[place].label), means = new Map<string, Float64Array>();
  for (const [label, places] of ofClass) {
    const rows = places.map((place) => seenAs(seen, place));
    means.set(label, rows[0].map((_, j) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length));
  }
  const distance = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, j) => sum + (value - b[j]) ** 2, 0);
  const spread = learnsFrom.reduce((sum, place) => sum + distance(seenAs(seen, place), means.get(cells[place].label)!), 0) / learnsFrom.length;
  return said.map((base, place) => {
    const row = seenAs(cached, place), scores = shippedClasses.map((code) => { const mean = means.get(code); return mean ? Math.exp(-(distance(row, mean) - nearest(row)) / (2 * spread)) : 0; });
    const sum = scores.reduce((total, score) => total + score, 0), open = gateOf(gate, featuresOf(cached, place));
    return Float32Array.from(base, (p, k) => (1 - open) * p + open * (scores[k] / sum));
  });

  function nearest(row: Float64Array): number {
    return Math.min(...[...means.values()].map((mean) => distance(row, mean)));
  }
}
