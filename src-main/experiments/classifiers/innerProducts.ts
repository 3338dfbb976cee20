import { createRunner } from '#main/inference/createRunner.ts';
import { Graph } from '#main/training/graph/graph.ts';
import { gemm } from '#main/training/graph/operators/matrix.ts';
import { toOnnxModel } from '#main/training/graph/toOnnx.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';
import type { FeatureTable } from './featureTable.ts';

/** Rows multiplied at once: bounds the memory of one result. */
const stripRows = 1024;

/** The products of all rows with all rows, row by row; on the runtime of the networks, many times faster than a loop here. */
export async function innerProducts({ rows, columns, values }: FeatureTable): Promise<Float32Array> {
  const products = new Float32Array(rows * rows), all = { data: values, shape: [rows, columns] };
  for (let from = 0; from < rows; from += stripRows) {
    const count = Math.min(stripRows, rows - from);
    const graph = new Graph();
    const strip = graph.input('strip', [count, columns]), whole = graph.input('all', [rows, columns]);
    const product = gemm(strip, whole, { transposeB: true });
    const runner = await createRunner(writeOnnx(toOnnxModel(graph, [{ value: strip }, { value: whole }], [{ name: 'product', value: product }])), { threads: 1 });
    try {
      const result = await runner.run({ strip: { data: values.subarray(from * columns, (from + count) * columns), shape: [count, columns] }, all });
      products.set(result.product.data, from * rows);
    } finally {
      await runner.release();
    }
  }
  return products;
}
