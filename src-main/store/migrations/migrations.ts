import type { Migration } from './migration.ts';
import { m0001CasesAndSlides } from './m0001CasesAndSlides.ts';
import { m0002Regions } from './m0002Regions.ts';
import { m0003CellsAndCalls } from './m0003CellsAndCalls.ts';
import { m0004Jobs } from './m0004Jobs.ts';
import { m0005Review } from './m0005Review.ts';
import { m0006Worklist } from './m0006Worklist.ts';
import { m0007SignedReports } from './m0007SignedReports.ts';
import { m0008Settings } from './m0008Settings.ts';
import { m0009ModelPromotions } from './m0009ModelPromotions.ts';
import { m0010GoingBack } from './m0010GoingBack.ts';
import { m0011Trainings } from './m0011Trainings.ts';
import { m0012SlideColours } from './m0012SlideColours.ts';
import { m0013FailureCode } from './m0013FailureCode.ts';
import { m0014LeftOutFields } from './m0014LeftOutFields.ts';
import { m0015ModelJudgements } from './m0015ModelJudgements.ts';
import { m0016EndedExperts } from './m0016EndedExperts.ts';
import { m0017ModelRecords } from './m0017ModelRecords.ts';
import { m0018OwnClasses } from './m0018OwnClasses.ts';
import { m0019CellIdsAreUsedOnce } from './m0019CellIdsAreUsedOnce.ts';
import { m0020ScaleChecks } from './m0020ScaleChecks.ts';
import { m0021ScaleChecksOfFields } from './m0021ScaleChecksOfFields.ts';

/** Every step of the schema, oldest first. Only ever appended to. */
export const migrations: readonly Migration[] = [m0001CasesAndSlides, m0002Regions, m0003CellsAndCalls, m0004Jobs, m0005Review, m0006Worklist, m0007SignedReports, m0008Settings, m0009ModelPromotions, m0010GoingBack, m0011Trainings, m0012SlideColours, m0013FailureCode, m0014LeftOutFields, m0015ModelJudgements, m0016EndedExperts, m0017ModelRecords, m0018OwnClasses, m0019CellIdsAreUsedOnce, m0020ScaleChecks, m0021ScaleChecksOfFields];
