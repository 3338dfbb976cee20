import { expect, test } from 'vitest';
import { createRunner } from '#main/inference/createRunner.ts';
import { int } from '#main/training/graph/attributes.ts';
import { globalAveragePool } from '#main/training/graph/operators/pooling.ts';
import { flatten } from '#main/training/graph/operators/shaping.ts';
import { convolutionCount, importedWeights } from '#main/training/imported/importedWeights.ts';
import { exportInferenceModel } from '#main/training/layers/exportInferenceModel.ts';
import type { NetworkDescription } from '#main/training/layers/layerBuilder.ts';
import { resNet18 } from '#main/training/networks/resNet18.ts';
import { readOnnx } from '#main/training/onnx/read.ts';
import { normalValues, randomStream } from '#main/training/random.ts';
import { writePretrained } from '../../fixtures/networks/writePretrained.ts';

const side = 64, bytes = writePretrained(resNet18(3), side, 7), { graph: model } = readOnnx(bytes);

test('a network with imported weights answers as the file it took them from', async () => {
  const parameters = importedWeights(model, resNet18(3), side);
  expect(convolutionCount(model)).toBe(20);
  // All but the head, which names other classes: here it is put in by hand, to compare the answers.
  expect([...parameters.keys()].filter((name) => name.startsWith('head'))).toEqual([]);
  const head = model.nodes.find(({ operator }) => operator === 'Gemm')!;
  const [weights, bias] = [1, 2].map((place) => Float32Array.from(model.constants.find(({ name }) => name === head.inputs[place])!.values));
  const own = exportInferenceModel({ network: resNet18(3), parameters: new Map([...parameters, ['head.weight', weights], ['head.bias', bias]]), inputName: 'pictures', inputShape: [3, side, side] });
  const pictures = { data: normalValues(3 * side * side, 1, randomStream(3)), shape: [1, 3, side, side] };
  const answers = await Promise.all([bytes, own].map(async (file) => {
    const runner = await createRunner(file, { threads: 1 });
    const { logits } = await runner.run({ pictures });
    await runner.release();
    return [...logits.data];
  }));
  expect(new Set(answers[0]).size).toBe(3);
  answers[1].forEach((value, i) => { expect(value).toBeCloseTo(answers[0][i], 3); });
});

test('a model of another form is refused, and the layer named', () => {
  const other: NetworkDescription = (layers, input) => ({ logits: layers.linear(flatten(globalAveragePool(layers.normalizedConvolution(input, 'only', { outputs: 4, kernel: 3 }))), 'head', 2) });
  const wider: NetworkDescription = (layers, input) => ({ logits: layers.linear(flatten(globalAveragePool(layers.normalizedConvolution(input, 'only', { outputs: 5, kernel: 3 }))), 'head', 2) });
  const small = readOnnx(writePretrained(other, side, 1)).graph;
  expect(() => importedWeights(small, resNet18(3), side)).toThrow('The model has 1 convolutions instead of 20.');
  expect(() => importedWeights(small, wider, side)).toThrow('The convolution 1 of the model has weights of [4, 3, 3, 3] instead of [5, 3, 3, 3].');
  const folded = { ...small, nodes: small.nodes.map((node) => (node.operator === 'BatchNormalization' ? { ...node, operator: 'Identity', inputs: node.inputs.slice(0, 1), attributes: { axis: int(1) } } : node)) };
  expect(() => importedWeights(folded, other, side)).toThrow(expect.objectContaining({ code: 'model-invalid', remedy: expect.stringContaining('TrainingMode.PRESERVE') as string }));
});
