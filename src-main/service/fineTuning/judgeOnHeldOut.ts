import type { EvaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { evaluatedCell } from '#shared/evaluation/evaluatedCell.ts';
import { cannotName } from '#shared/evaluation/cannotName.ts';
import { judgeAlone } from '#shared/evaluation/judgeAlone.ts';
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
import type { FitToJudge } from './fitToJudge.ts';
import { leftOutInWords } from './fitToJudge.ts';

interface Candidate { readonly card: ClassifierCard; readonly onnx: Uint8Array }

/** Drawn cells of each class, in many looks, on which a candidate shows whether it still says what it said before. */
const drawnPerClass = 6, drawnSeed = 71;

/** How a candidate stands, and what it and what it is compared with (undefined where that is nothing) say of every cell that was kept apart, in their order. */
export interface HeldOutJudgement { readonly judgement: CandidateJudgement; readonly current: readonly EvaluatedCell[] | undefined; readonly candidate: readonly EvaluatedCell[] }

/**
 * Both models on the cells that were kept apart, and on drawn ones: the current one as it names cells in counts, with its local experts.
 * Beside a network that has learnt nothing, and names cells by chance, nothing is compared; nothing is concluded from cells that may have been
 * learnt from. Throws `model-invalid` where a file is not what
 * its card says.
 */
export async function judgeOnHeldOut(
  { current, inUse, candidate, fit, threads, device = new ComputingDevice('cpu') }: {
    current: WorkingClassifier;
    /** What names cells now: the current one, or another that can't be shown the same pictures. */
    inUse: ClassifierCard;
    candidate: Candidate; fit: FitToJudge; threads: number; device?: ComputingDevice;
  }, context: WorkContext = {},
): Promise<HeldOutJudgement> {
  const { heldOut, flaw } = fit, { card: compared } = current.classifier, lost = cannotName(inUse.classes, candidate.card.classes);
  if (compared.untrained) {
    const [alone] = await saidBy({ ...candidate, experts: [] }, [heldOut]);
    const why = `${compared.name}, from which it was trained, had learnt nothing, and ${inUse.name}, which names cells now, sees them at another size or scale: there is nothing to compare it with.`;
    return { judgement: judgeAlone(alone, [why, ...leftOutInWords(fit), ...lost]), current: undefined, candidate: alone };
  }
  // A network made elsewhere may answer UNK, of which nothing can be drawn.
  const drawn = await readCells(drawnCellSources(compared.classes.filter((code) => code !== 'UNK'), drawnPerClass, drawnSeed), () => Promise.reject(new Error('drawn cells are not read from files')), context, undefined, heldOut.size);
  const [before, beforeDrawn] = await saidBy(await runnersOf(current), [heldOut, drawn]), [after, afterDrawn] = await saidBy({ ...candidate, experts: [] }, [heldOut, drawn]);
  const alike = beforeDrawn.filter(({ forcedCode }, i) => forcedCode === afterDrawn[i].forcedCode).length / beforeDrawn.length;
  const judgement = flaw === undefined ? judgeCandidate(before, after, alike, lost) : { verdict: 'cannotJudge' as const, why: [flaw, ...lost].join(' '), agreement: alike };
  return { judgement: judgement.verdict === 'cannotJudge' ? { ...judgement, why: [judgement.why, ...leftOutInWords(fit)].join(' ') } : judgement, current: before, candidate: after };

  async function runnersOf({ classifier, experts }: WorkingClassifier) {
    return { card: classifier.card, onnx: await readModelFile(classifier), experts: await Promise.all(experts.map(async (expert) => ({ card: expert.card, onnx: await readModelFile(expert) }))) };
  }

  async function saidBy({ card, onnx, experts }: Awaited<ReturnType<typeof runnersOf>>, sets: readonly TrainingCells[]): Promise<EvaluatedCell[][]> {
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
      const said: EvaluatedCell[][] = [];
      for (const cells of sets) said.push(await evaluated(classifier, cells));
      return said;
    } finally {
      await Promise.all(runners.map((runner) => runner.release()));
    }
  }

  async function evaluated(classifier: CellClassifier, { cells, cropOf }: TrainingCells): Promise<EvaluatedCell[]> {
    const calls = await classifier.classify(cells.map(cropOf), context.signal);
    return calls.map((call, i) => evaluatedCell(classifier.classes, call, { truth: cells[i].label as LabelCode, group: cells[i].group }));
  }
}
