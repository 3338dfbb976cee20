import { availableParallelism } from 'node:os';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { caseColumns } from '#main/cases/review/caseColumns.ts';
import { performAct } from '#main/cases/review/performAct.ts';
import { queueJob } from '#main/jobs/queueJob.ts';
import { modelsInUse } from '#main/models/modelsInUse.ts';
import { chooseCells } from '#main/service/fineTuning/chosenCells.ts';
import { libraryCells } from '#main/service/fineTuning/libraryCells.ts';
import type { TrainingRequest } from '#main/service/fineTuning/trainingJob.ts';
import { trainingJob } from '#main/service/fineTuning/trainingJob.ts';
import { shippedModelsDirectory } from '#main/service/places.ts';
import { countRulesOf } from '#main/service/workstation/caseCount.ts';
import type { Library } from '#main/store/library.ts';

const named: readonly ClassCode[] = ['NGS', 'LYT', 'MON', 'EOS'];

/**
 * Names the cells of a case in turn, and puts a training on them into the library that waits for its turn: it begins with the service,
 * in the process that always trains. The last stage is trained for so long that it lasts as long as the benchmark. Gives its id.
 */
export async function seedWaitingTraining(library: Library, caseId: number): Promise<number> {
  const { classifierModel: { card } } = await modelsInUse(shippedModelsDirectory);
  const rules = countRulesOf(library, caseId), { ids } = caseColumns(library, caseId, rules, 'first');
  named.forEach((code, turn) => performAct(library, rules, { caseId, reading: 'first', by: 'Unnamed reader' }, { kind: 'call', cellIds: [...ids].filter((_, place) => place % named.length === turn), code }));
  const request: TrainingRequest = { settings: { part: 'lastStage', batch: 32, learningRate: 5e-4, augmentation: 'usual', epochs: 2000 }, folderSides: {}, seed: 1, threads: Math.max(1, availableParallelism() - 1) };
  const trainingId = library.trainings.add({
    name: 'bench', baseName: card.name, baseVersion: card.version, by: 'Unnamed reader', startedAt: new Date().toISOString(), request: JSON.stringify(request),
    cells: JSON.stringify(chooseCells(libraryCells(library, card.classes).cases)),
  });
  queueJob(library, { kind: trainingJob.kind, subject: String(trainingId), input: JSON.stringify({ trainingId }) });
  return trainingId;
}

/** Steps of a training that are kept by now. */
export function stepsTrained(library: Library, trainingId: number): number {
  const { parts } = JSON.parse(library.trainings.find(trainingId)!.curve) as { parts: { steps: number[] }[] };
  return parts.reduce((sum, { steps }) => sum + (steps.at(-1) ?? 0), 0);
}
