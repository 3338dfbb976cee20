import { softmax } from '../graph/operators/activation.ts';
import { add, addScalar, logarithm, negate, reduceMax, reduceSum, scale, square, sum } from '../graph/operators/arithmetic.ts';
import { gemm } from '../graph/operators/matrix.ts';
import { cellInputPx } from '#main/analysis/classification/cellInput.ts';
import type { Value } from '../graph/value.ts';
import { exportInferenceModel } from '../layers/exportInferenceModel.ts';
import { inferenceLayers } from '../layers/inferenceLayers.ts';
import type { NetworkDescription, ParameterSet } from '../layers/layerBuilder.ts';
import { cellNetwork, featureCount } from './cellNetwork.ts';
import type { ClassifierMember } from './classifierMember.ts';

const inputShape = [3, cellInputPx, cellInputPx] as const;

/** The network with `features` and `logits`: what the statistics of familiarity are measured with. */
export function exportFeatures(classCount: number, parameters: ParameterSet): Uint8Array {
  return exportInferenceModel({ network: cellNetwork(classCount), parameters, inputName: 'pictures', inputShape });
}

/**
 * The classifier as it is used: `logits` [n, classes], the logarithm of the members' mean probabilities, and `distance` [n, 1],
 * the mean squared distance from what each has learnt.
 */
export function exportClassifier(classCount: number, members: readonly ClassifierMember[]): Uint8Array {
  const network: NetworkDescription = (_, pictures) => {
    const said = members.map((member) => saidBy(classCount, member, pictures));
    if (said.length === 1) return said[0];
    const mean = scale(sum(said.map(({ logits }) => softmax(logits))), 1 / said.length);
    return { logits: logarithm(addScalar(mean, 1e-12)), distance: scale(sum(said.map(({ distance }) => distance)), 1 / said.length) };
  };
  return exportInferenceModel({ network, parameters: new Map(), inputName: 'pictures', inputShape });
}

function saidBy(classCount: number, { parameters, statistics: { whitening, means, classCount: known } }: ClassifierMember, pictures: Value): { logits: Value; distance: Value } {
  const { graph } = pictures;
  const { features, logits } = cellNetwork(classCount)(inferenceLayers(graph, parameters), pictures);
  const white = gemm(features, graph.constant(whitening, [featureCount, featureCount]), { transposeB: true });
  // |w - m|² = |w|² - 2 w·m + |m|²: one product for all classes.
  const lengths = Float32Array.from({ length: known }, (_, c) => means.subarray(c * featureCount, (c + 1) * featureCount).reduce((length, x) => length + x * x, 0));
  const product = gemm(white, graph.constant(means, [known, featureCount]), { transposeB: true });
  const toMeans = add(scale(product, -2), graph.constant(lengths, [1, known]));
  const least = negate(reduceMax(negate(toMeans), [1]));
  return { logits, distance: add(reduceSum(square(white), [1]), least) };
}
