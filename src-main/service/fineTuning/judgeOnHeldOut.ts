import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { evaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { CandidateJudgement } from '#shared/evaluation/judgeCandidate.ts';
import { judgeCandidate } from '#shared/evaluation/judgeCandidate.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { createClassifier } from '#main/analysis/classification/createClassifier.ts';
import type { ModelRunner } from '#main/inference/modelRunner.ts';
import { readModelFile } from '#main/models/readModelFile.ts';
import { drawnCellSources } from '#main/training/cellPictures/drawnCells.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';
import { ComputingDevice } from '#main/training/device/computingDevice.ts';
import { createDeviceRunner } from '#main/training/device/deviceRunner.ts';
import type { WorkingClassifier } from '../classifierAtWork.ts';

interface Candidate { readonly card: ClassifierCard; readonly onnx: Uint8Array }

/** Drawn cells of each class, in many looks, on which a candidate shows whether it still says what it said before. */
const drawnPerClass = 6, drawnSeed = 71;

/** How a candidate stands beside the model in use, and what each says of every cell that was kept apart, in their order. */
export interface HeldOutJudgement { readonly judgement: CandidateJudgement; readonly current: readonly EvaluatedCell[]; readonly candidate: readonly EvaluatedCell[] }

/**
 * Both models on the cells that were kept apart, and on drawn ones: the current one as it names cells in counts, with its local experts.
 * Throws `model-invalid` where a file is not what its card says.
 */
export async function judgeOnHeldOut(
  { current, candidate, heldOut, threads, device = new ComputingDevice('cpu') }: { current: WorkingClassifier; candidate: Candidate; heldOut: TrainingCells; threads: number; device?: ComputingDevice }, context: WorkContext = {},
): Promise<HeldOutJudgement> {
  const drawn = await readCells(drawnCellSources(current.classifier.card.classes, drawnPerClass, drawnSeed), () => Promise.reject(new Error('drawn cells are not read from files')), context, undefined, heldOut.size);
  const before = await saidBy(await runnersOf(current)), after = await saidBy({ card: candidate.card, onnx: candidate.onnx, experts: [] });
  const alike = before.drawn.filter(({ forcedCode }, i) => forcedCode === after.drawn[i].forcedCode).length / before.drawn.length;
  return { judgement: judgeCandidate(before.heldOut, after.heldOut, alike), current: before.heldOut, candidate: after.heldOut };

  async function runnersOf({ classifier, experts }: WorkingClassifier) {
    return { card: classifier.card, onnx: await readModelFile(classifier), experts: await Promise.all(experts.map(async (expert) => ({ card: expert.card, onnx: await readModelFile(expert) }))) };
  }

  async function saidBy({ card, onnx, experts }: Awaited<ReturnType<typeof runnersOf>>): Promise<{ heldOut: EvaluatedCell[]; drawn: EvaluatedCell[] }> {
    const runners: ModelRunner[] = [];
    const load = async (bytes: Uint8Array): Promise<ModelRunner> => {
      const runner = await createDeviceRunner(bytes, device, threads);
      runners.push(runner);
      return runner;
    };
    try {
      const loaded = [];
      for (const expert of experts) loaded.push({ card: expert.card, runner: await load(expert.onnx) });
      const classifier = createClassifier(await load(onnx), card, loaded);
      context.report?.({ stage: `Judging: ${card.name}${device.aside}`, done: 0, total: 1 });
      return { heldOut: await evaluated(classifier, heldOut), drawn: await evaluated(classifier, drawn) };
    } finally {
      await Promise.all(runners.map((runner) => runner.release()));
    }
  }

  async function evaluated(classifier: CellClassifier, { cells, cropOf }: TrainingCells): Promise<EvaluatedCell[]> {
    const calls = await classifier.classify(cells.map(cropOf), context.signal);
    return calls.map((call, i) => evaluatedCell(classifier.classes, call, { truth: cells[i].label as LabelCode, group: cells[i].group }));
  }
}
