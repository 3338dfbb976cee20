import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import type { CandidateJudgement } from '#shared/evaluation/judgeCandidate.ts';
import { judgeCandidate } from '#shared/evaluation/judgeCandidate.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { ClassifierCard } from '#shared/models/modelCard.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { createClassifier } from '#main/analysis/classification/createClassifier.ts';
import { createRunner } from '#main/inference/createRunner.ts';
import { drawnCellSources } from '#main/training/cellPictures/drawnCells.ts';
import type { TrainingCells } from '#main/training/cellPictures/readCells.ts';
import { readCells } from '#main/training/cellPictures/readCells.ts';

interface Model { readonly card: ClassifierCard; readonly onnx: Uint8Array }

/** Drawn cells of each class, in many looks, on which a candidate shows whether it still says what it said before. */
const drawnPerClass = 6, drawnSeed = 71;

/** How a candidate stands beside the model in use, and what each says of every cell that was kept apart, in their order. */
export interface HeldOutJudgement { readonly judgement: CandidateJudgement; readonly current: readonly EvaluatedCell[]; readonly candidate: readonly EvaluatedCell[] }

/** Both models on the cells that were kept apart, and on drawn ones. */
export async function judgeOnHeldOut(
  { current, candidate, heldOut, threads }: { current: Model; candidate: Model; heldOut: TrainingCells; threads: number }, context: WorkContext = {},
): Promise<HeldOutJudgement> {
  const drawn = await readCells(drawnCellSources(current.card.classes, drawnPerClass, drawnSeed), () => Promise.reject(new Error('drawn cells are not read from files')), context, undefined, heldOut.size);
  const [before, after] = [await saidBy(current), await saidBy(candidate)];
  const alike = before.drawn.filter(({ forcedCode }, i) => forcedCode === after.drawn[i].forcedCode).length / before.drawn.length;
  return { judgement: judgeCandidate(before.heldOut, after.heldOut, alike), current: before.heldOut, candidate: after.heldOut };

  async function saidBy({ card, onnx }: Model): Promise<{ heldOut: EvaluatedCell[]; drawn: EvaluatedCell[] }> {
    const runner = await createRunner(onnx, { provider: 'cpu', threads });
    try {
      const classifier = createClassifier(runner, card);
      context.report?.({ stage: `Judging: ${card.name}`, done: 0, total: 1 });
      return { heldOut: await evaluated(classifier, heldOut), drawn: await evaluated(classifier, drawn) };
    } finally {
      await runner.release();
    }
  }

  async function evaluated(classifier: CellClassifier, { cells, cropOf }: TrainingCells): Promise<EvaluatedCell[]> {
    const calls = await classifier.classify(cells.map(cropOf), context.signal);
    return calls.map(({ code, forcedCode, probabilities }, i) => ({ truth: cells[i].label as LabelCode, group: cells[i].group, code, forcedCode, probabilities }));
  }
}
