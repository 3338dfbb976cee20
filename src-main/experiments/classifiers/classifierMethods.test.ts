import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { classWeights, type HyperParameters } from './classifierMethod.ts';
import { classifierMethods } from './classifierMethods.ts';
import { featureTable, standardized } from './featureTable.ts';

/** Made by test/references/makeClassifiers.py: real neutrophils, and what scikit-learn says of them. */
interface Reference {
  readonly classes: string[]; readonly labels: number[]; readonly train: number[]; readonly test: number[]; readonly features: number[][];
  readonly cases: Readonly<Record<string, { readonly set: HyperParameters; readonly says?: number[]; readonly accuracies?: number[] }[]>>;
}
const reference = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../test/references/classifiers.json'), 'utf8')) as Reference;
const table = featureTable(reference.features.map((row) => Float32Array.from(row)), reference.labels, reference.classes.length);
const split = { train: Int32Array.from(reference.train), test: Int32Array.from(reference.test) };
const method = (name: string) => classifierMethods.find((candidate) => candidate.name === name)!;
const accuracyOf = (said: ArrayLike<number>) => reference.test.filter((row, i) => reference.labels[row] === said[i]).length / reference.test.length;

describe('beside scikit-learn, on the same features', () => {
  it.each(['svm', 'rbf', 'abc'])('%s says the same of nearly every cell', async (name) => {
    const cases = reference.cases[name];
    const said = await method(name).prepare(table).then((prepared) => prepared.predict(split, cases.map(({ set }) => set), 1));
    said.forEach((own, i) => {
      const others = cases[i].says!.filter((label, at) => label !== own[at]).length;
      // Machines that stop at a tolerance, and questions that part the cells equally well, may leave one or two apart.
      expect(others, JSON.stringify(cases[i].set)).toBeLessThanOrEqual(2);
    });
  });

  it('forests are as right, within the spread of seeds', async () => {
    const cases = reference.cases.rfc;
    const prepared = await method('rfc').prepare(table);
    const seeds = Array.from({ length: 8 }, (_, seed) => prepared.predict(split, cases.map(({ set }) => set), seed).map(accuracyOf));
    cases.forEach(({ set, accuracies }, i) => {
      const theirs = meanAndError(accuracies!), ours = meanAndError(seeds.map((bySet) => bySet[i]));
      // Three standard errors of the difference of the two means.
      expect(Math.abs(ours.mean - theirs.mean), JSON.stringify(set)).toBeLessThan(3 * Math.hypot(ours.error, theirs.error));
    });
  });
});

it('AdaBoost keeps what it has learnt at a rate that takes nearly all weight from most rows', async () => {
  const random = seededRandom(1), labels = Array.from({ length: 120 }, (_, i) => i % 2);
  const near = featureTable(labels.map((label) => Float32Array.of(random.normal() + 4 * label, random.normal())), labels, 2), first = Int32Array.from({ length: 60 }, (_, i) => i);
  const said = (await method('abc').prepare(near)).predict({ train: first, test: first.map((row) => row + 60) }, [10, 40, 200].map((rounds) => ({ rounds, learningRate: 2 })), 1);
  // As many as scikit-learn 1.6.1 on the same numbers.
  expect(said.map((calls) => calls.filter((label, i) => label === labels[60 + i]).length)).toEqual([59, 59, 59]);
});

function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, error: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / values.length) };
}

describe.each(classifierMethods)('$title', ({ name, draw, prepare }) => {
  it('says the same for the same seed, alone or with other sets', async () => {
    const sets = Array.from({ length: 4 }, (_, i) => draw(seededRandom(3, i)));
    const prepared = await prepare(table);
    const together = prepared.predict(split, sets, 5);
    expect(together).toHaveLength(4);
    expect((await prepare(table)).predict(split, [sets[2]], 5)[0]).toEqual(together[2]);
  });

  it('tells what is plainly apart, and lives with a class it has not seen', async () => {
    const random = seededRandom(8);
    const rows = Array.from({ length: 90 }, (_, i) => Float32Array.of(random.normal() + 8 * (i % 3), random.normal(), 1));
    const apart = standardized(featureTable(rows, rows.map((_, i) => i % 3), 4), Array.from({ length: 60 }, (_, i) => i));
    const sets: Record<string, HyperParameters> = { svm: { penalty: 10, weightPower: 1 }, rbf: { penalty: 10, gamma: 1, weightPower: 1 }, abc: { rounds: 80, learningRate: 0.5 }, rfc: { trees: 20, maxDepth: null, weightPower: 1 } };
    const test = Int32Array.from({ length: 30 }, (_, i) => 60 + i);
    const [said] = (await prepare(apart)).predict({ train: Int32Array.from({ length: 60 }, (_, i) => i), test }, [sets[name]], 1);
    expect([...said].filter((label, i) => label === (60 + i) % 3).length).toBeGreaterThan(27);
    // One class alone.
    const [only] = (await prepare(apart)).predict({ train: Int32Array.of(1, 4, 7), test }, [sets[name]], 1);
    expect(new Set(only)).toEqual(new Set([1]));
  });
});

it('weighs classes so that the rows weigh 1 in the mean', () => {
  const labels = Int32Array.of(0, 0, 0, 1, 2), rows = Int32Array.of(0, 1, 2, 3);
  expect([...classWeights(labels, rows, 3, 0)]).toEqual([1, 1, 0]);
  expect([...classWeights(labels, rows, 3, 1)]).toEqual([2 / 3, 2, 0]);
});
