/**
 * The second stage of Choi 2017: where the first network names one of two classes, a network that knows only these decides.
 *
 * @param first the first network's class of each picture
 * @param second the second network's choice (0 or 1) of each picture
 * @param pair the two classes, in the order of the second network
 */
export function dualStage(first: readonly number[], second: readonly number[], pair: readonly [number, number]): number[] {
  return first.map((call, i) => (pair.includes(call) ? pair[second[i]] : call));
}
