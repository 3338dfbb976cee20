import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { seededRandom, shuffle } from '#shared/random/seededRandom.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { shippedClasses } from '#main/training/classifier/classifierRecipe.ts';
import type { CachedViews } from '#main/training/fineTuning/cachedViews.ts';
import { cacheViews, changedViews } from '#main/training/fineTuning/cachedViews.ts';
import { composeBranch } from '#main/training/fineTuning/composeBranch.ts';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import { knownFeaturesOf } from '#main/training/fineTuning/knownFeatures.ts';
import { fitLaboratoryGate } from '#main/training/fineTuning/laboratoryGate.ts';
import { trainBranch } from '#main/training/fineTuning/trainBranch.ts';
import { divideModel } from '#main/training/imported/divideModel.ts';
import { nodesBefore } from '#main/training/imported/importGraph.ts';
import { trainableParameters } from '#main/training/imported/trainableParts.ts';
import type { OnnxModel } from '#main/training/onnx/model.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';

export interface FineTuningStudy {
  readonly model: OnnxModel;
  /** Cells of what the model does not know: half of their groups are learnt from, the others tested, draw by draw. */
  readonly other: TrainingCells;
  /** Cells of what it knows, which it has not learnt from: to see what is forgotten. */
  readonly known: TrainingCells;
  readonly cellCounts: readonly number[];
  readonly draws: number;
  readonly threads: number;
}

/** Fine-tunes by the default settings on so many cells, in several draws, and prints the figures with their range over the draws. */
export async function studyFineTuning({ model, other, known, cellCounts, draws, threads }: FineTuningStudy): Promise<void> {
  const trained = trainableParameters(model.graph, 'logits', 'pictures', [3, 96, 96], 'head');
  const { front, cut } = divideModel(model, 'logits', 'pictures', trained);
  const settings = { ...fineTuningDefaults.head, views: 4, seed: 1, threads };
  const features = knownFeaturesOf(model.graph);
  const seen = await cacheViews(front, cut, other.cells, settings.views, changedViews(other, settings.augmentation, 1), threads, other.size.sidePx);
  const seenOfKnown = await cacheViews(front, cut, known.cells, 1, changedViews(known, settings.augmentation, 1), threads, known.size.sidePx);
  const groups = [...new Set(other.cells.map(({ group }) => group))].sort();
  console.log('cells  accuracy             macro-F1             lineage              blasts\' recall       known before: accuracy');
  print(0, [figuresOn(other, await answers(model, seen))], [figuresOn(known, await answers(model, seenOfKnown)).accuracy]);
  for (const count of cellCounts) {
    const after: Figures[] = [], kept: number[] = [];
    for (let draw = 0; draw < draws; draw++) {
      const random = seededRandom(1000 + draw, count), source = new Set(shuffle([...groups], random).slice(0, groups.length / 2));
      const places = other.cells.map((_, place) => place);
      const learnsFrom = shuffle(places.filter((place) => source.has(other.cells[place].group)), random).slice(0, count);
      const tests = places.filter((place) => !source.has(other.cells[place].group));
      const branch = await trainBranch({ model, trained, classes: shippedClasses, cells: other.cells, learnsFrom, cached: seen, settings, name: `${count} cells` });
      const tuned = composeBranch(model, { cut, trained: branch, sharpness: 1, gate: fitLaboratoryGate(features, seen, learnsFrom), changed: [] });
      const all = await answers(tuned, seen);
      after.push(figuresOn({ cells: tests.map((place) => other.cells[place]) }, tests.map((place) => all[place])));
      kept.push(figuresOn(known, await answers(tuned, seenOfKnown)).accuracy);
    }
    print(count, after, kept);
  }

  /** The probabilities that the part behind the cut makes of the plain view. */
  async function answers({ graph, ...rest }: OnnxModel, { tensors, views }: CachedViews): Promise<Float32Array[]> {
    const inputs = tensors.map(({ name, shape }) => ({ name, elementType: 'float32' as const, shape: ['batch', ...shape] }));
    const runner = await createRunner(writeOnnx({ ...rest, graph: { ...graph, inputs, nodes: nodesBefore(graph, ['logits'], new Set(cut)), outputs: graph.outputs.filter(({ name }) => name === 'logits') } }), { threads });
    const count = tensors[0].values.length / tensors[0].size / views;
    const { logits } = await runner.run(Object.fromEntries(tensors.map(({ name, shape, size, values: all }) => {
      const plain = new Float32Array(count * size);
      for (let cell = 0; cell < count; cell++) plain.set(all.subarray(cell * views * size, (cell * views + 1) * size), cell * size);
      return [name, { data: plain, shape: [count, ...shape] }];
    })));
    await runner.release();
    return Array.from({ length: count }, (_, cell) => logits.data.slice(cell * shippedClasses.length, (cell + 1) * shippedClasses.length).map((logit) => Math.exp(logit)));
  }
}

interface Figures { readonly accuracy: number; readonly macroF1: number; readonly lineage: number; readonly blasts: number }

function figuresOn({ cells }: Pick<TrainingCells, 'cells'>, said: readonly Float32Array[]): Figures {
  const evaluated = cells.map((cell, i): EvaluatedCell => {
    const code = shippedClasses[said[i].indexOf(Math.max(...said[i]))];
    return { truth: cell.label as LabelCode, forcedCode: code, code, probabilities: said[i], group: cell.group };
  });
  const { accuracy, macroF1, lineageAccuracy, perClass } = classifierFigures(evaluated);
  return { accuracy, macroF1, lineage: lineageAccuracy, blasts: perClass.find(({ code }) => code === 'BLA')?.recall ?? NaN };
}

/** Mean over the draws with their range. */
function print(count: number, figures: readonly Figures[], kept: readonly number[]): void {
  const shown = (numbers: readonly number[]) => {
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    return (numbers.length === 1 ? mean.toFixed(3) : `${mean.toFixed(3)} (${Math.min(...numbers).toFixed(3)} to ${Math.max(...numbers).toFixed(3)})`).padEnd(21);
  };
  console.log([String(count).padEnd(6), ...(['accuracy', 'macroF1', 'lineage', 'blasts'] as const).map((name) => shown(figures.map((of) => of[name]))), shown(kept)].join(' '));
}
