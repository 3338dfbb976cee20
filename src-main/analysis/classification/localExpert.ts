/**
 * The second stage of Choi 2017 (doi 10.1371/journal.pone.0189259): where the first network's call is among the classes that an
 * expert decides, the expert's probabilities share out what the first network gave to those classes together.
 * What lies outside the expert's classes is untouched, so all still adds to 1.
 */
export function applyLocalExpert(probabilities: Float32Array, places: readonly number[], expert: Float32Array): Float32Array {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i] > probabilities[best]) best = i;
  if (!places.includes(best)) return probabilities;
  const together = places.reduce((sum, place) => sum + probabilities[place], 0);
  const out = probabilities.slice();
  places.forEach((place, i) => { out[place] = together * expert[i]; });
  return out;
}
