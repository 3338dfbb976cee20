import { expect, test } from 'vitest';
import { readOnnx } from './read.ts';
import type { OnnxModel, OnnxTensor } from './model.ts';
import { writeOnnx } from './write.ts';

const tensor = (name: string, elementType: OnnxTensor['elementType'], shape: number[], values: OnnxTensor['values']): OnnxTensor => ({ name, elementType, shape, values });

const inner = {
  name: 'inner', constants: [], inputs: [{ name: 'i', elementType: 'int64', shape: [] }], outputs: [{ name: 'o', elementType: 'bool', shape: [] }],
  nodes: [{ operator: 'Cast', domain: '', name: 'cast', inputs: ['i'], outputs: ['o'], attributes: { to: { kind: 'int', value: 9 } } }],
} as const;

const model: OnnxModel = {
  operatorSets: { '': 17, 'com.microsoft': 1 }, metadata: { classes: 'NGB, NGS', note: 'µm' },
  graph: {
    name: 'g',
    inputs: [{ name: 'x', elementType: 'float32', shape: ['batch', 3] }, { name: 'scalar', elementType: 'float32', shape: [] }],
    outputs: [{ name: 'y', elementType: 'float32' }],
    constants: [
      tensor('floats', 'float32', [2, 2], Float32Array.of(1, -2.5, 3e-8, 4)), tensor('whole', 'int64', [3], Float64Array.of(-1, 0, 2 ** 40)),
      tensor('words', 'int32', [2], Int32Array.of(-5, 6)), tensor('bytes', 'int8', [2], Int8Array.of(-127, 127)), tensor('shades', 'uint8', [2], Uint8Array.of(0, 255)), tensor('one', 'bool', [], Uint8Array.of(1)),
    ],
    nodes: [
      { operator: 'Slice', domain: '', name: 'slice', inputs: ['x', '', 'whole'], outputs: ['s', ''], attributes: {} },
      {
        operator: 'Odd', domain: 'com.microsoft', name: 'odd', inputs: ['s'], outputs: ['y'],
        attributes: {
          axis: { kind: 'int', value: -1 }, pads: { kind: 'ints', value: [0, -1, 2] }, alpha: { kind: 'float', value: 0.25 }, scales: { kind: 'floats', value: [0.5, 2] },
          mode: { kind: 'text', value: 'nearest' }, value: { kind: 'tensor', value: tensor('t', 'float32', [1], Float32Array.of(7)) }, body: { kind: 'graph', value: inner },
        },
      },
    ],
  },
};

test('a model is read as it was written, and written the same again', () => {
  const bytes = writeOnnx(model);
  expect(readOnnx(bytes)).toEqual(model);
  expect(writeOnnx(readOnnx(bytes))).toEqual(bytes);
});

test('what is no model, or is cut short, is refused or read without harm', () => {
  const bytes = writeOnnx(model);
  expect(() => readOnnx(new Uint8Array(0))).toThrow('The file holds no ONNX graph.');
  expect(() => readOnnx(new TextEncoder().encode('not a model'))).toThrow(/not an ONNX model|no ONNX graph/);
  let refused = 0;
  for (let length = 1; length < bytes.length; length++) {
    try { readOnnx(bytes.slice(0, length)); } catch (error) {
      expect(error).toMatchObject({ name: 'MyeloscopeError', code: 'model-invalid' });
      refused++;
    }
  }
  // A cut between two outermost fields leaves a readable model; all other cuts are noticed.
  expect(refused).toBeGreaterThan(bytes.length - 10);
});

test('a tensor whose values do not fit its shape is refused by name', () => {
  const wrong: OnnxModel = { ...model, graph: { ...model.graph, constants: [tensor('short', 'float32', [3], Float32Array.of(1, 2))] } };
  expect(() => readOnnx(writeOnnx(wrong))).toThrow('The tensor short has 2 values for the shape [3].');
});
