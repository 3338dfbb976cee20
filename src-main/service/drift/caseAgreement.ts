import { setImmediate } from 'node:timers/promises';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { ChartCount } from '#shared/evaluation/controlChart.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import { throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { countSettings } from '#shared/cases/countSettings.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classCodes, isProductClass } from '#shared/taxonomy/cellClasses.ts';
import * as v from 'valibot';
import type { ReviewedColumns } from '#main/cases/review/caseColumns.ts';
import { caseColumns } from '#main/cases/review/caseColumns.ts';
import { isBeingRead } from '#main/cases/review/isBeingRead.ts';
import type { Library } from '#main/store/library.ts';
import type { WorklistRow } from '#main/store/repositories/worklistRepository.ts';
import { countRulesOf } from '../workstation/caseCount.ts';

/** How machine and reviewers agree on one case. */
export interface CaseAgreement {
  readonly caseId: number;
  readonly createdAt: string;
  /** What was smeared: machine and people agree otherwise on blood than on marrow. */
  readonly specimen: 'marrow' | 'blood';
  /** Names and versions of the models that it was counted with, and their hashes. */
  readonly models: string;
  readonly modelHashes: string;
  /** Cells that a person named. */
  readonly reviewed: number;
  /** By what a person called them: of those that the machine named, how many it named so. Not of a laboratory's own classes, which it can't name. */
  readonly byClass: ReadonlyMap<ClassCode, ChartCount>;
  /** Of all cells that a person named, how many the machine did not. */
  readonly unnamed: ChartCount;
}

const unknown = classCodes.indexOf('UNK');
/** Fewer reviewed cells say nothing of a case: somebody looked in. */
const fewestReviewed = 20;
/** Who names only what looks wrong agrees less: of a case that was reviewed in part, the cells that were chosen say nothing of the others. */
const leastShareReviewed = 0.5;
const noCells = [classCodes.indexOf('ART'), classCodes.indexOf('SMU')];

/** What was worked out before, as long as nothing was done to the case since. */
const keptOf = new WeakMap<Library, Map<number, { readonly key: string; readonly agreement: CaseAgreement | undefined }>>();

/** The agreement on every reviewed case of the library but the sample and those that a second reader is at work on, the oldest first. Some milliseconds a case the first time; others are served between. */
export async function caseAgreements(library: Library, context: WorkContext = {}): Promise<CaseAgreement[]> {
  const rows = library.worklist.all().filter(({ caseId, isSample, lastActs }) => !isSample && lastActs.first + lastActs.consensus > 0 && !isBeingRead(library, caseId)).sort((a, b) => a.caseId - b.caseId);
  const kept = keptOf.get(library) ?? new Map<number, { key: string; agreement: CaseAgreement | undefined }>();
  keptOf.set(library, kept);
  const found: CaseAgreement[] = [];
  for (const [place, row] of rows.entries()) {
    const key = JSON.stringify([row.lastActs, row.hasConsensus, library.cells.progressOfCase(row.caseId)]);
    let known = kept.get(row.caseId);
    if (known?.key !== key) {
      throwIfCancelled(context.signal);
      context.report?.({ stage: 'Comparing machine and reviewers', done: place, total: rows.length });
      known = { key, agreement: agreementOf(library, row) };
      kept.set(row.caseId, known);
      await setImmediate();
    }
    if (known.agreement) found.push(known.agreement);
  }
  return found;
}

function agreementOf(library: Library, { caseId, createdAt, settings, hasConsensus }: WorklistRow): CaseAgreement | undefined {
  const counted = v.safeParse(countSettings, JSON.parse(settings));
  if (!counted.success) return undefined;
  const { cells: all, ...tally } = tallyOf(caseColumns(library, caseId, countRulesOf(library, caseId), hasConsensus ? 'consensus' : 'first'));
  if (tally.reviewed < Math.max(fewestReviewed, leastShareReviewed * all)) return undefined;
  const { models, kind: specimen } = counted.output;
  return { caseId, createdAt, specimen, models: models.map(({ name, version }) => `${name} ${version}`).join(', '), modelHashes: models.map(({ sha256 }) => sha256).join(), ...tally };
}

/** Cells that a person added, took away or excluded are no judgement of a call. */
const leftOut = cellState.added | cellState.removed | cellState.excluded | cellState.beyondTarget;

function tallyOf({ codes, machineCodes, states }: ReviewedColumns): Pick<CaseAgreement, 'reviewed' | 'byClass' | 'unnamed'> & { /** Reviewed or not. */ readonly cells: number } {
  const cells = new Uint32Array(classCodes.length), hits = new Uint32Array(classCodes.length);
  let reviewed = 0, unnamed = 0, all = 0;
  for (let row = 0; row < states.length; row++) {
    if (states[row] & leftOut) continue;
    const isReviewed = (states[row] & cellState.reviewed) !== 0;
    if (isReviewed || !noCells.includes(codes[row])) all++;
    if (!isReviewed) continue;
    reviewed++;
    if (machineCodes[row] === unknown) { unnamed++; continue; }
    cells[codes[row]]++;
    if (machineCodes[row] === codes[row]) hits[codes[row]]++;
  }
  return { cells: all, reviewed, unnamed: { cells: reviewed, hits: unnamed }, byClass: new Map(classCodes.flatMap((code, i) => (cells[i] > 0 && isProductClass(code) ? [[code, { cells: cells[i], hits: hits[i] }] as const] : []))) };
}
