import type { ClassifierMethod, HyperParameters, PreparedMethod, TableSplit } from './classifierMethod.ts';
import { classWeights, drawOne, drawPowerOfTen, weightPowers } from './classifierMethod.ts';
import type { FeatureTable } from './featureTable.ts';
import { innerProducts } from './innerProducts.ts';
import { loadLibsvm, type SupportVectorClass } from './loadLibsvm.ts';

/** A ready-made kernel has 16 bytes a pair of rows in WebAssembly, whose memory ends at 2 GB. */
const mostRows = { of: 'learnt', rows: 8000 } as const;

/**
 * Support vector machines (LIBSVM, one against one, as scikit-learn's SVC). Products of rows are worked out once for a table, and
 * every machine gets its kernel ready-made: with hundreds of columns and settings, kernels would else be nearly all of the work.
 */
export const linearSupportVectors: ClassifierMethod = {
  name: 'svm', title: 'SVM', mostRows,
  // Products grow with the columns, so the penalty is drawn for their mean; scikit-learn's C is this divided by the columns.
  draw: (random) => ({ penalty: drawPowerOfTen(random, -3, 3), weightPower: drawOne(random, weightPowers) }),
  sharedBy: JSON.stringify,
  prepare: (table) => prepare(table, ({ products, rows, columns }) => (a, b) => products[a * rows + b] / columns),
};

/** `gamma` is that of scikit-learn times the columns: it weighs the mean squared difference of two rows. */
export const radialSupportVectors: ClassifierMethod = {
  name: 'rbf', title: 'RBF', mostRows,
  draw: (random) => ({ penalty: drawPowerOfTen(random, -2, 3), gamma: drawPowerOfTen(random, -3, 1), weightPower: drawOne(random, weightPowers) }),
  sharedBy: JSON.stringify,
  prepare: (table) => prepare(table, ({ products, rows, columns }, { gamma }) => {
    const factor = -gamma! / columns;
    return (a, b) => Math.exp(factor * Math.max(0, products[a * rows + a] + products[b * rows + b] - 2 * products[a * rows + b]));
  }),
};

const mostClasses = 20;

interface Products { readonly products: Float32Array; readonly rows: number; readonly columns: number }
type Kernel = (a: number, b: number) => number;

async function prepare(table: FeatureTable, kernelOf: (products: Products, set: HyperParameters) => Kernel): Promise<PreparedMethod> {
  const libsvm = await loadLibsvm();
  const products = { products: await innerProducts(table), rows: table.rows, columns: table.columns };
  return { predict: (split, sets) => sets.map((set) => predictOnce(libsvm, table, split, kernelOf(products, set), set)) };
}

function predictOnce(libsvm: SupportVectorClass, table: FeatureTable, { train: learnt, test }: TableSplit, kernel: Kernel, { penalty, weightPower }: HyperParameters): Int32Array {
  const { labels, classCount } = table;
  // LIBSVM takes the classes in the order in which it meets them, and gives a tied vote to the first: the lowest, as scikit-learn.
  const train = learnt.toSorted((a, b) => labels[a] - labels[b] || a - b);
  const present = [...new Set(Array.from(train, (row) => labels[row]))];
  // One class alone needs no machine, and LIBSVM makes none of it.
  if (present.length === 1) return new Int32Array(test.length).fill(present[0]);
  if (present.length > mostClasses) throw new RangeError(`Support vector machines take at most ${mostClasses} classes here, not ${present.length}`);
  const weights = classWeights(labels, train, classCount, weightPower!);
  const machine = new libsvm({
    type: libsvm.SVM_TYPES.C_SVC, kernel: libsvm.KERNEL_TYPES.PRECOMPUTED, cost: penalty!, quiet: true, cacheSize: 100,
    // The package reads 256 characters of settings and ends the program where they are cut off.
    weight: weightPower ? Object.fromEntries(present.map((label) => [label, Number(weights[label].toPrecision(3))])) : {}, gamma: 1,
  });
  try {
    // LIBSVM wants the number of the row, from 1, before its kernel.
    const rowOf = (row: number, number: number): Float64Array => {
      const values = new Float64Array(train.length + 1);
      values[0] = number;
      for (let i = 0; i < train.length; i++) values[i + 1] = kernel(row, train[i]);
      return values;
    };
    machine.train(Array.from(train, (row, i) => rowOf(row, i + 1)), Array.from(train, (row) => labels[row]));
    return Int32Array.from(test, (row) => machine.predictOne(rowOf(row, 0)));
  } finally {
    machine.free();
  }
}
