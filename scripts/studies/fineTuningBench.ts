import { classifierFigures } from '#shared/evaluation/classifierFigures.ts';
import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { shippedClasses } from '#main/training/classifier/classifierRecipe.ts';
import type { CachedViews } from '#main/training/fineTuning/cachedViews.ts';
import { cacheViews, changedViews } from '#main/training/fineTuning/cachedViews.ts';
import { composeBranch } from '#main/training/fineTuning/composeBranch.ts';
import type { FineTuningSettings } from '#main/training/fineTuning/fineTuningSettings.ts';
import { fineTuningDefaults } from '#main/training/fineTuning/fineTuningSettings.ts';
import { knownFeaturesOf } from '#main/training/fineTuning/knownFeatures.ts';
import { fitLaboratoryGate } from '#main/training/fineTuning/laboratoryGate.ts';
import { trainBranch } from '#main/training/fineTuning/trainBranch.ts';
import { divideModel, partOf } from '#main/training/imported/divideModel.ts';
import { nodesBefore } from '#main/training/imported/importGraph.ts';
import { trainableParameters } from '#main/training/imported/trainableParts.ts';
import type { ParameterSet } from '#main/training/layers/layerBuilder.ts';
import type { OnnxModel } from '#main/training/onnx/model.ts';
import { writeOnnx } from '#main/training/onnx/write.ts';

/** A classifier divided for fine-tuning, with views of the cells that it is tried on gone through its front once. */
export interface FineTuningBench {
  readonly model: OnnxModel;
  readonly seen: CachedViews;
  /** Trains a part on some of the cells, by the default settings of that part. */
  train(cells: TrainingCells, learnsFrom: readonly number[], name: string, changes?: Partial<FineTuningSettings>): Promise<ParameterSet>;
  /** The classifier with the trained part beside the old one: behind a gate that was fitted on `gatedBy`, or answering for every cell. */
  tuned(branch: ParameterSet, gatedBy: readonly number[] | undefined): OnnxModel;
  /** The probabilities that a classifier makes of the plain view of each cell, by class of `shippedClasses`. */
  answers(tuned: OnnxModel, cached: CachedViews): Promise<Float32Array[]>;
  /** Views of other cells through the same front. */
  cache(cells: TrainingCells, views: number): Promise<CachedViews>;
}

/** Views of each cell that is learnt from. */
const views = 4;

export async function fineTuningBench(model: OnnxModel, other: TrainingCells, part: 'head' | 'lastStage', threads: number): Promise<FineTuningBench> {
  const trained = trainableParameters(model, 'logits', 'pictures', [3, 96, 96], part);
  const { cut } = divideModel(model, 'logits', 'pictures', trained);
  const settings: FineTuningSettings = { ...fineTuningDefaults[part], views, seed: 1, threads };
  const features = knownFeaturesOf(model.graph), sources = [...new Set([...cut, ...features.map((each) => each.features)])];
  // The gate looks at features that an earlier cut does not pass: they are cached beside it.
  const front = writeOnnx({ ...model, graph: partOf(model.graph, sources) });
  const cache = (cells: TrainingCells, of: number) => cacheViews(front, sources, cells.cells, of, changedViews(cells, settings.augmentation, 1), threads, cells.size.sidePx);
  const onlyCut = ({ tensors, ...rest }: CachedViews): CachedViews => ({ ...rest, tensors: tensors.filter(({ name }) => cut.includes(name)) });
  const seen = await cache(other, views);
  return {
    model, seen, cache,
    train: (cells, learnsFrom, name, changes = {}) => trainBranch({ model, trained, classes: shippedClasses, cells: cells.cells, learnsFrom, cached: onlyCut(seen), settings: { ...settings, ...changes }, name }),
    tuned: (branch, gatedBy) => composeBranch(model, { cut, trained: branch, sharpness: 1, gate: gatedBy && fitLaboratoryGate(features, seen, gatedBy), changed: [] }),
    async answers({ graph, ...rest }, cached) {
      const { tensors, views: of } = onlyCut(cached);
      const inputs = tensors.map(({ name, shape }) => ({ name, elementType: 'float32' as const, shape: ['batch', ...shape] }));
      const runner = await createRunner(writeOnnx({ ...rest, graph: { ...graph, inputs, nodes: nodesBefore(graph, ['logits'], new Set(cut)), outputs: graph.outputs.filter(({ name }) => name === 'logits') } }), { threads });
      const count = tensors[0].values.length / tensors[0].size / of, said: Float32Array[] = [];
      for (let start = 0; start < count; start += atOnce) {
        const here = Math.min(atOnce, count - start);
        const { logits } = await runner.run(Object.fromEntries(tensors.map(({ name, shape, size, values }) => {
          const plain = new Float32Array(here * size);
          for (let cell = 0; cell < here; cell++) plain.set(values.subarray((start + cell) * of * size, ((start + cell) * of + 1) * size), cell * size);
          return [name, { data: plain, shape: [here, ...shape] }];
        })));
        for (let cell = 0; cell < here; cell++) said.push(logits.data.slice(cell * shippedClasses.length, (cell + 1) * shippedClasses.length).map((logit) => Math.exp(logit)));
      }
      await runner.release();
      return said;
    },
  };
}

/** Cells that go through the part behind the cut at once: a last stage's tensors are large. */
const atOnce = 256;

export interface StudyFigures { readonly accuracy: number; readonly macroF1: number; readonly lineage: number; readonly blasts: number }

/** Forced choice on one view of each cell. */
export function figuresOn({ cells }: Pick<TrainingCells, 'cells'>, said: readonly Float32Array[]): StudyFigures {
  const evaluated = cells.map((cell, i): EvaluatedCell => {
    const code = shippedClasses[said[i].indexOf(Math.max(...said[i]))];
    return { truth: cell.label as LabelCode, forcedCode: code, code, probabilities: said[i], group: cell.group };
  });
  const { accuracy, macroF1, lineageAccuracy, perClass } = classifierFigures(evaluated);
  return { accuracy, macroF1, lineage: lineageAccuracy, blasts: perClass.find(({ code }) => code === 'BLA')?.recall ?? NaN };
}

/** A line of a table: mean over the draws with their range. */
export function printFigures(name: string, figures: readonly StudyFigures[], kept: readonly number[]): void {
  const shown = (numbers: readonly number[]) => {
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    return (numbers.length === 1 ? mean.toFixed(3) : `${mean.toFixed(3)} (${Math.min(...numbers).toFixed(3)} to ${Math.max(...numbers).toFixed(3)})`).padEnd(21);
  };
  console.log(`| ${[name, ...(['accuracy', 'macroF1', 'lineage', 'blasts'] as const).map((of) => shown(figures.map((each) => each[of]))), shown(kept)].join(' | ')} |`);
}

export const figureHead = '| accuracy | macro-F1 | lineage | blasts\' recall | known before |';
