import * as v from 'valibot';
import type { CaseState, CaseSummary } from '#shared/contract/caseCommands.ts';
import type { ShownJob } from '#shared/contract/jobCommands.ts';
import { countSettings } from '#shared/cases/countSettings.ts';
import type { CountingRules } from '#shared/settings/countingRules.ts';
import { countingRules } from '#shared/settings/countingRules.ts';
import { drawnSmearFormat } from '#shared/reports/drawnSmear.ts';
import { keptFields } from '#main/cases/keptFields.ts';
import type { Library } from '#main/store/library.ts';
import type { StoredJob } from '#main/store/repositories/jobRepository.ts';
import type { WorklistRow } from '#main/store/repositories/worklistRepository.ts';
import { countJob } from '../countJob.ts';
import { countInputOf } from './caseCount.ts';
import { laboratorySettings } from './laboratorySettings.ts';
import type { MadeFigures, WorklistFigures } from './worklistFigures.ts';
import { figuresOf } from './worklistFigures.ts';

/** Figures that are out of date are made again while a list is asked for, so long; the rest come after. */
const makingMs = 60;
/** Between two lists' worth of them the service answers others. */
const pauseMs = 20;

/** The lines of the worklist. */
export class CaseSummaries {
  readonly #library: Library;
  readonly #shownJobs: () => readonly ShownJob[];
  readonly #onMade: (caseId: number) => void;
  #makingLater: NodeJS.Timeout | undefined;

  /** `onMade` is told of each case whose line is another than was last given, since its figures were made again. */
  constructor(library: Library, shownJobs: () => readonly ShownJob[], onMade: (caseId: number) => void) {
    this.#library = library;
    this.#shownJobs = shownJobs;
    this.#onMade = onMade;
  }

  /** Every case, the newest first. Some milliseconds for hundreds. */
  all(): CaseSummary[] {
    const jobs = new Map(this.#library.jobs.newestOfEach(countJob.kind).map((job) => [job.subject, job]));
    const shown = new Map(this.#shownJobs().map((job) => [job.caseId, job]));
    const rulesOf = this.#rules();
    const made: MadeFigures[] = [];
    const until = performance.now() + makingMs;
    let areAllCurrent = true;
    const summaries = this.#library.worklist.all().map((row) => {
      const { figures, isCurrent } = figuresOf(this.#library, row, jobs.get(row.identity), rulesOf(row), () => performance.now() < until, (figures) => { made.push(figures); });
      areAllCurrent &&= isCurrent;
      return this.#summary(row, figures, jobs.get(row.identity), shown.get(row.caseId));
    });
    this.#library.worklist.keepFigures(made);
    if (!areAllCurrent) this.#makeLater();
    return summaries;
  }

  /** One case; undefined where it was taken away. */
  ofCase(caseId: number): CaseSummary | undefined {
    const row = this.#library.worklist.ofCase(caseId);
    if (!row) return undefined;
    const job = this.#library.jobs.newest(countJob.kind, row.identity);
    const { figures } = figuresOf(this.#library, row, job, this.#rules()(row), () => true, (made) => { this.#library.worklist.keepFigures([made]); });
    return this.#summary(row, figures, job, this.#shownJobs().find((shown) => shown.caseId === caseId));
  }

  close(): void {
    clearTimeout(this.#makingLater);
  }

  #makeLater(): void {
    this.#makingLater ??= setTimeout(() => {
      this.#makingLater = undefined;
      const rulesOf = this.#rules();
      const made: MadeFigures[] = [];
      const until = performance.now() + makingMs;
      const areAllCurrent = this.#library.worklist.all().every((row) => {
        const job = this.#library.jobs.newest(countJob.kind, row.identity);
        return figuresOf(this.#library, row, job, rulesOf(row), () => performance.now() < until, (figures) => { made.push(figures); }).isCurrent;
      });
      this.#library.worklist.keepFigures(made);
      for (const { caseId } of made) this.#onMade(caseId);
      if (!areAllCurrent) this.#makeLater();
    }, pauseMs).unref();
  }

  /** By what each open case is counted and watched, as the laboratory has set it now. */
  #rules(): (row: WorklistRow) => CountingRules {
    const settings = laboratorySettings(this.#library);
    const rules = { marrow: countingRules('marrow', settings), blood: countingRules('blood', settings) };
    return (row) => rules[kindOf(row)];
  }

  #summary(row: WorklistRow, { counted, cells, reviewed, near }: WorklistFigures, job: StoredJob | undefined, shown: ShownJob | undefined): CaseSummary {
    const { patient, specimen } = keptFields(row);
    const { target } = job ? countJob.check(JSON.parse(job.input)) : countInputOf(this.#library, { ...row, id: row.caseId });
    const isCounting = shown?.state === 'queued' || shown?.state === 'running';
    const wanted = target === 'everything' ? cells : target;
    return {
      id: row.caseId, state: stateOf(row, isCounting, cells, job), patientName: patient?.name ?? '', patientIdentifier: patient?.identifier ?? '', accession: specimen?.accession ?? '',
      specimen: kindOf(row), site: specimen?.site ?? '', createdAt: row.createdAt, cellsCounted: counted, target: wanted,
      reviewedShare: cells === 0 ? 0 : reviewed / cells, slideCount: row.slideCount, isSigned: isSigned(row), isSample: row.isSample,
      flags: flagsOf(row, { near: isCounting ? [] : near, isShort: job?.state === 'done' && counted < wanted }),
      ...(specimen?.takenAt !== undefined && { takenAt: specimen.takenAt }), ...(row.assignedTo !== null && { assignedTo: row.assignedTo }), ...(shown && { job: shown }),
    };
  }
}

const kindOf = ({ settings }: WorklistRow): 'marrow' | 'blood' => v.parse(countSettings, JSON.parse(settings)).kind;

/** Each version but the last has an amendment after it; an amendment under way makes them as many. */
const isSigned = ({ versions, amendments }: WorklistRow): boolean => versions > amendments;

function stateOf(row: WorklistRow, isCounting: boolean, cells: number, job: StoredJob | undefined): CaseState {
  if (isCounting) return 'counting';
  if (isSigned(row)) return row.versions === 1 ? 'signed' : 'amended';
  return cells > 0 || job?.state === 'done' ? 'toReview' : 'new';
}

function flagsOf({ isSample, formats, verdict, unreadable }: WorklistRow, { near, isShort }: { readonly near: readonly string[]; readonly isShort: boolean }): string[] {
  return [
    ...(isSample || formats.includes(drawnSmearFormat) ? ['drawn cells, no patient'] : []),
    ...near.map((threshold) => `near ${threshold}`),
    ...(isShort ? ['fewer cells than asked for'] : []),
    ...(verdict === 'doubtful' ? ['doubtful smear'] : verdict === 'not-a-smear' ? ['does not look like a smear'] : []),
    ...(unreadable > 0 ? [`${String(unreadable)} ${unreadable === 1 ? 'part' : 'parts'} unreadable`] : []),
  ];
}
