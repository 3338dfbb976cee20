// Writes src-main/inference/trialModel.ts: the tiny network that a provider must compute rightly before it is trusted.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Graph } from '#main/training/graph/graph.ts';
import { relu, sigmoid } from '#main/training/graph/operators/activation.ts';
import { globalAveragePool, maxPool } from '#main/training/graph/operators/pooling.ts';
import { flatten, upsampleNearest2x } from '#main/training/graph/operators/shaping.ts';
import { add } from '#main/training/graph/operators/arithmetic.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import { trainingLayers } from '#main/training/layers/trainingLayers.ts';

const network: NetworkDescription = (layers, input) => {
  const first = relu(layers.normalizedConvolution(input, 'first', { outputs: 8, kernel: 3 }));
  const coarse = layers.normalizedConvolution(maxPool(first, { kernel: [2, 2], strides: [2, 2] }), 'coarse', { outputs: 8, kernel: 3 });
  const joined = add(first, upsampleNearest2x(sigmoid(coarse)));
  return { answer: layers.linear(flatten(globalAveragePool(joined)), 'head', 4) };
};
const graph = new Graph();
network(trainingLayers(graph, { seed: 7 }), graph.input('pictures', [2, 3, 32, 32]));
const parameters = new Map([...graph.carried].map(([name, { initial }]) => [name, initial]));
const bytes = exportInferenceModel({ network, parameters, inputName: 'pictures', inputShape: [3, 32, 32], freeSize: true });
const lines = Buffer.from(bytes).toString('base64').match(/.{1,120}/g)!;
writeFileSync(path.join(import.meta.dirname, '../src-main/inference/trialModel.ts'), `// Made by scripts/makeTrialModel.ts.
/** A network of a convolution, pooling, upsampling and a linear layer with fixed weights: \`pictures\` [n, 3, h, w] to \`answer\` [n, 4]. */
export const trialModel: Uint8Array = Buffer.from(\`
${lines.join('\n')}
\`, 'base64');
`);
