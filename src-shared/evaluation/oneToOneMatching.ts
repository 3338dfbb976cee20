/** That a prediction may stand for a truth, and at what cost (smaller is better, at least 0). */
export interface PossibleMatch { readonly prediction: number; readonly truth: number; readonly cost: number }

/**
 * Pairs predictions with truths one to one so that as many as possible are paired (an optimal matching, not a greedy one, so it
 * does not depend on the order or the scores of the predictions). Cheap pairs are tried first, then augmenting paths
 * (Berge 1957, doi 10.1073/pnas.43.9.842) make the matching the largest there is.
 *
 * @returns for each truth the index of its prediction, or -1
 */
export function oneToOneMatching(predictionCount: number, truthCount: number, possible: readonly PossibleMatch[]): Int32Array {
  const ofTruth = new Int32Array(truthCount).fill(-1);
  const ofPrediction = new Int32Array(predictionCount).fill(-1);
  const choices: number[][] = Array.from({ length: truthCount }, () => []);
  for (const { prediction, truth } of [...possible].sort((a, b) => a.cost - b.cost)) {
    choices[truth].push(prediction);
    if (ofTruth[truth] >= 0 || ofPrediction[prediction] >= 0) continue;
    ofTruth[truth] = prediction;
    ofPrediction[prediction] = truth;
  }
  for (let truth = 0; truth < truthCount; truth++) {
    if (ofTruth[truth] < 0 && choices[truth].length) augment(truth, choices, ofTruth, ofPrediction);
  }
  return ofTruth;
}

/** Looks, breadth first, for a path from an unpaired truth to an unpaired prediction, and flips it. */
function augment(start: number, choices: readonly (readonly number[])[], ofTruth: Int32Array, ofPrediction: Int32Array): void {
  const reachedFrom = new Map<number, number>();
  const truths = [start];
  for (let next = 0; next < truths.length; next++) {
    for (const prediction of choices[truths[next]]) {
      if (reachedFrom.has(prediction)) continue;
      reachedFrom.set(prediction, truths[next]);
      if (ofPrediction[prediction] >= 0) {
        truths.push(ofPrediction[prediction]);
        continue;
      }
      for (let free = prediction; ;) {
        const truth = reachedFrom.get(free)!;
        const before = ofTruth[truth];
        ofTruth[truth] = free;
        ofPrediction[free] = truth;
        if (truth === start) return;
        free = before;
      }
    }
  }
}
