import type { Reading } from '#shared/contract/parts.ts';
import { calledByMachine } from '#shared/differential/differential.ts';
import type { CalledCells } from '#shared/differential/machineErrorInterval.ts';
import type { ModelCard } from '#shared/models/modelCard.ts';
import type { DifferentialDocumentInput } from '#shared/reports/buildDifferentialDocument.ts';
import { buildDifferentialDocument } from '#shared/reports/buildDifferentialDocument.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { listModels } from '../installedModels.ts';
import { MachineErrorSimulations } from './machineErrorSimulations.ts';
import type { ReportedCase } from './reportedCase.ts';
import { reportedCase } from './reportedCase.ts';
import type { WorkstationContext } from './workstationContext.ts';

/** What a document of a case is made with. The command line has it too, without a window to tell. */
export type DocumentContext = Pick<WorkstationContext, 'library' | 'libraryDirectory' | 'modelsDirectory' | 'softwareVersion'>;

/** A case as read, with its document. */
export interface CaseDocument extends ReportedCase { readonly document: DifferentialDocument }

const simulationsOf = new WeakMap<object, MachineErrorSimulations>();

/**
 * The cards of the shipped models and of the laboratory's own, as they stand now, without those that can't be read: reports then
 * say that nothing is known of these models, and so does the list of what a signer should know.
 */
export function installedCards({ modelsDirectory, libraryDirectory }: Pick<WorkstationContext, 'modelsDirectory' | 'libraryDirectory'>): Promise<ModelCard[]> {
  return listModels(modelsDirectory, libraryDirectory).catch(() => []);
}

/**
 * The differential of a case at once. Where the simulation of the machine's errors is still to be done, the document has none
 * and says so, and the windows are told when it is there.
 */
export async function documentNow(context: DocumentContext & Pick<WorkstationContext, 'emit'>, caseId: number, reading: Reading | 'machine'): Promise<CaseDocument> {
  const read = reportedCase(context.library, caseId, reading, await installedCards(context), context.softwareVersion);
  const { confusion } = read.input;
  if (!isSimulated(read.input) || !confusion) return { ...read, document: buildDifferentialDocument(read.input) };
  const compositions = simulations(context).now(subjectOf(caseId, reading), cellsOf(read.input), confusion, () => { context.emit({ event: 'caseChanged', caseId }); });
  return { ...read, document: buildDifferentialDocument({ ...read.input, ...(compositions && { compositions }) }) };
}

/** The differential of a case with all that belongs to it: for a report. */
export async function documentWhole(context: DocumentContext, caseId: number, reading: Reading): Promise<CaseDocument> {
  const read = reportedCase(context.library, caseId, reading, await installedCards(context), context.softwareVersion);
  const { confusion } = read.input;
  if (!isSimulated(read.input) || !confusion) return { ...read, document: buildDifferentialDocument(read.input) };
  const compositions = await simulations(context).whole(subjectOf(caseId, reading), cellsOf(read.input), confusion);
  return { ...read, document: buildDifferentialDocument({ ...read.input, ...(compositions && { compositions }) }) };
}

const subjectOf = (caseId: number, reading: Reading | 'machine'): string => `${String(caseId)} ${reading}`;
const isSimulated = ({ review, counts }: DifferentialDocumentInput): boolean => review?.state !== 'reviewed' && Object.values(counts).some((cells) => cells > 0);
const cellsOf = (input: DifferentialDocumentInput): CalledCells => ({ called: calledByMachine(input), named: input.named });

function simulations({ library }: DocumentContext): MachineErrorSimulations {
  const known = simulationsOf.get(library) ?? new MachineErrorSimulations();
  simulationsOf.set(library, known);
  return known;
}
