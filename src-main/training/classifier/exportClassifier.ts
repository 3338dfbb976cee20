import { add, negate, reduceMax, reduceSum, scale, square } from '../graph/operators/arithmetic.ts';
import { gemm } from '../graph/operators/matrix.ts';
import { cellInputPx } from '#main/analysis/classification/cellInput.ts';
import { exportInferenceModel } from '../layers/exportInferenceModel.ts';
import type { NetworkDescription, ParameterSet } from '../layers/layerBuilder.ts';
import { cellNetwork, featureCount } from './cellNetwork.ts';
import type { FeatureStatistics } from './familiarity.ts';

const inputShape = [3, cellInputPx, cellInputPx] as const;

/** The network with `features` and `logits`: what the statistics of familiarity are measured with. */
export function exportFeatures(classCount: number, parameters: ParameterSet): Uint8Array {
  return exportInferenceModel({ network: cellNetwork(classCount), parameters, inputName: 'pictures', inputShape });
}

/** The network as it is used: `logits` [n, classes] and `distance` [n, 1], the squared distance from what was learnt. */
export function exportClassifier(classCount: number, parameters: ParameterSet, { whitening, means, classCount: known }: FeatureStatistics): Uint8Array {
  const network: NetworkDescription = (layers, pictures) => {
    const { features, logits } = cellNetwork(classCount)(layers, pictures);
    const { graph } = features;
    const white = gemm(features, graph.constant(whitening, [featureCount, featureCount]), { transposeB: true });
    // |w - m|² = |w|² - 2 w·m + |m|²: one product for all classes.
    const lengths = Float32Array.from({ length: known }, (_, c) => means.subarray(c * featureCount, (c + 1) * featureCount).reduce((sum, x) => sum + x * x, 0));
    const product = gemm(white, graph.constant(means, [known, featureCount]), { transposeB: true });
    const toMeans = add(scale(product, -2), graph.constant(lengths, [1, known]));
    const least = negate(reduceMax(negate(toMeans), [1]));
    return { logits, distance: add(reduceSum(square(white), [1]), least) };
  };
  return exportInferenceModel({ network, parameters, inputName: 'pictures', inputShape });
}
