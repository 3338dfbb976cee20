import type { CellDetail } from '#shared/contract/cellCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { isCalibrated, namesOfModels } from '#shared/models/modelVersion.ts';
import { caseColumns } from '#main/cases/review/caseColumns.ts';
import { cellHistory } from '#main/cases/review/cellHistory.ts';
import { detectedCells } from '#main/cases/review/detectedCells.ts';
import type { Library } from '#main/store/library.ts';
import type { MachineCall } from '#main/store/repositories/cellRepository.ts';
import { countRulesOf } from './caseCount.ts';
import { installedCards } from './caseDocuments.ts';
import { mustBeReadable } from './mustBeReadable.ts';
import type { Feature, WorkstationContext } from './workstationContext.ts';

/** As many of a cell's classes as the window shows. */
const mostShown = 5;

/** The cells of a case, all at once as columns, and one with all that is known of it. */
export const cellHandlers: Feature = (context) => {
  const { library } = context;
  return {
    'cells.ofCase': ({ caseId, reading }) => {
      const rules = countRulesOf(library, caseId);
      mustBeReadable(library, caseId, reading);
      return { reading, ...caseColumns(library, caseId, rules, reading) };
    },
    'cells.get': ({ caseId, reading, cellId }) => {
      mustBeReadable(library, caseId, reading);
      return cellDetail(context, caseId, reading, cellId);
    },
  };
};

async function cellDetail(context: WorkstationContext, caseId: number, reading: Reading, cellId: number): Promise<CellDetail> {
  const { library } = context;
  const found = cellId > 0 ? library.cells.find(caseId, cellId) : addedIn(library.addedCells.find(caseId, -cellId), reading);
  if (!found) throw new MyeloscopeError('bad-input', 'This cell is no longer in the case.', 'Look at the case again: another window may have undone its adding.');
  const machineCall = 'machineCall' in found ? found.machineCall : undefined;
  return {
    cellId, slideId: found.slideId, box: found.box, history: cellHistory(library, reading, cellId),
    best: machineCall ? bestOf(machineCall, await classesOf(machineCall, context), () => confidenceOf(library, caseId, cellId)) : [],
    ...(machineCall && { machine: { code: machineCall.code, forcedCode: machineCall.forcedCode, model: namesOfModels(machineCall.modelVersion), isCalibrated: isCalibrated(machineCall.modelVersion), familiarity: machineCall.familiarity } }),
  };
}

/** A reader does not see what the other one added. */
function addedIn<Added extends { readonly reading: Reading }>(added: Added | undefined, reading: Reading): Added | undefined {
  return reading === 'consensus' || added?.reading === reading ? added : undefined;
}

/** The classes that a call's probabilities are of; undefined where the model that made them is installed no more. */
async function classesOf({ modelVersion, probabilities }: MachineCall, context: WorkstationContext): Promise<readonly ClassCode[] | undefined> {
  const card = (await installedCards(context)).find(({ kind, sha256 }) => kind === 'classifier' && modelVersion.includes(sha256));
  return card?.kind === 'classifier' && card.classes.length === probabilities.length ? card.classes : undefined;
}

/** Of its forced call: without the classes nobody knows which of the probabilities that is. */
function confidenceOf(library: Library, caseId: number, cellId: number): number {
  const detected = detectedCells(library, caseId);
  return detected.confidences[detected.rowOf(cellId)!];
}

function bestOf({ forcedCode, probabilities }: MachineCall, classes: readonly ClassCode[] | undefined, confidence: () => number): CellDetail['best'] {
  if (!classes) return [{ code: forcedCode, probability: confidence() }];
  return classes.map((code, i) => ({ code, probability: probabilities[i] })).sort((a, b) => b.probability - a.probability).slice(0, mostShown);
}
