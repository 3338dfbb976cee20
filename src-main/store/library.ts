import { statSync } from 'node:fs';
import path from 'node:path';
import { makeFolders } from '#main/files/makeFolders.ts';
import { Connection } from './connection.ts';
import { migrate } from './migrations/migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { AddedCellRepository } from './repositories/addedCellRepository.ts';
import { CaseRepository } from './repositories/caseRepository.ts';
import { CellRepository } from './repositories/cellRepository.ts';
import { DiagnosticsRepository } from './repositories/diagnosticsRepository.ts';
import { ExcludedAreaRepository } from './repositories/excludedAreaRepository.ts';
import { JobRepository } from './repositories/jobRepository.ts';
import { ManualTallyRepository } from './repositories/manualTallyRepository.ts';
import { ModelJudgementRepository } from './repositories/modelJudgementRepository.ts';
import { ModelPromotionRepository } from './repositories/modelPromotionRepository.ts';
import { ModelRecordRepository } from './repositories/modelRecordRepository.ts';
import { NamedCellRepository } from './repositories/namedCellRepository.ts';
import { ReadingRepository } from './repositories/readingRepository.ts';
import { ReferenceCellRepository } from './repositories/referenceCellRepository.ts';
import { RegionRepository } from './repositories/regionRepository.ts';
import { ReviewActRepository } from './repositories/reviewActRepository.ts';
import { ReviewMarkRepository } from './repositories/reviewMarkRepository.ts';
import { SettingsRepository } from './repositories/settingsRepository.ts';
import { SignedReportRepository } from './repositories/signedReportRepository.ts';
import { SlideColourRepository } from './repositories/slideColourRepository.ts';
import { SlideRepository } from './repositories/slideRepository.ts';
import { TrainingCaseRepository } from './repositories/trainingCaseRepository.ts';
import { TrainingRepository } from './repositories/trainingRepository.ts';
import { WorklistRepository } from './repositories/worklistRepository.ts';
import { damagedStore, storeError } from './storeError.ts';

/** Up to here every page is checked when a library is opened: about a tenth of a second. */
const wholeCheckBytes = 64 * 2 ** 20;

/** Where the folder can't be made. */
const elsewhere = 'Choose another folder with --library.';
const placeRemedies = { 'disk-full': 'Make room, or choose another place with --library; then give the same command again to go on.', 'not-permitted': elsewhere, 'bad-input': elsewhere } as const;

/** A user's cases, slides, cells, calls, reviews and jobs, in one SQLite file of one folder. */
export interface Library {
  readonly path: string;
  readonly cases: CaseRepository;
  readonly slides: SlideRepository;
  readonly regions: RegionRepository;
  readonly cells: CellRepository;
  readonly jobs: JobRepository;
  readonly readings: ReadingRepository;
  readonly reviewActs: ReviewActRepository;
  readonly reviewMarks: ReviewMarkRepository;
  readonly addedCells: AddedCellRepository;
  readonly excludedAreas: ExcludedAreaRepository;
  readonly manualTallies: ManualTallyRepository;
  readonly worklist: WorklistRepository;
  readonly referenceCells: ReferenceCellRepository;
  readonly signedReports: SignedReportRepository;
  readonly slideColours: SlideColourRepository;
  readonly settings: SettingsRepository;
  readonly modelPromotions: ModelPromotionRepository;
  readonly modelJudgements: ModelJudgementRepository;
  readonly modelRecords: ModelRecordRepository;
  readonly namedCells: NamedCellRepository;
  readonly trainings: TrainingRepository;
  readonly trainingCases: TrainingCaseRepository;
  readonly diagnostics: DiagnosticsRepository;
  /** All of `work` or nothing of it. */
  transaction<Result>(work: () => Result): Result;
  /** Writes a whole copy, as the library is now, to a file that is empty or not there yet, while it is in use. `tell` and what is thrown: as the connection's. */
  backUp(file: string, tell?: (donePages: number, pages: number) => void): Promise<void>;
  close(): void;
}

/**
 * Opens the library in a folder, making both where they are not there, and brings its schema up to date.
 * Throws `store-newer`, `store-damaged`, and as `makeFolders` where the folder can't be made: `bad-input` where it is a file.
 */
export function openLibrary(directory: string): Library {
  const file = path.join(directory, 'library.sqlite');
  makeFolders(directory, placeRemedies);
  const connection = new Connection(file);
  try {
    migrate(connection, migrations);
    if (statSync(file).size <= wholeCheckBytes && connection.pragma('quick_check(1)') !== 'ok') throw damagedStore(file);
  } catch (cause) {
    connection.close();
    throw storeError(file, cause);
  }
  return {
    path: file,
    cases: new CaseRepository(connection),
    slides: new SlideRepository(connection),
    regions: new RegionRepository(connection),
    cells: new CellRepository(connection),
    jobs: new JobRepository(connection),
    readings: new ReadingRepository(connection),
    reviewActs: new ReviewActRepository(connection),
    reviewMarks: new ReviewMarkRepository(connection),
    addedCells: new AddedCellRepository(connection),
    excludedAreas: new ExcludedAreaRepository(connection),
    manualTallies: new ManualTallyRepository(connection),
    worklist: new WorklistRepository(connection),
    referenceCells: new ReferenceCellRepository(connection),
    signedReports: new SignedReportRepository(connection),
    slideColours: new SlideColourRepository(connection),
    settings: new SettingsRepository(connection),
    modelPromotions: new ModelPromotionRepository(connection),
    modelJudgements: new ModelJudgementRepository(connection),
    modelRecords: new ModelRecordRepository(connection),
    namedCells: new NamedCellRepository(connection),
    trainings: new TrainingRepository(connection),
    trainingCases: new TrainingCaseRepository(connection),
    diagnostics: new DiagnosticsRepository(connection),
    transaction: (work) => connection.transaction(work),
    backUp: (to, tell) => connection.backUp(to, tell),
    close: () => { connection.close(); },
  };
}
