import path from 'node:path';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { asideWords, countedWords } from '#shared/reports/printed/countWords.ts';
import { nearThresholds } from '#shared/reports/printed/nearThresholds.ts';
import { instant } from '#shared/reports/printed/printedTimes.ts';
import { stateOf } from '#shared/reports/printed/reviewWords.ts';
import { countedOnWords } from '#shared/reports/printed/tableNotes.ts';
import { englishTexts } from '#shared/reports/texts.ts';
import type { CountOutcome } from '#main/service/countAndReport.ts';
import { exitDone, exitNothingToCount } from '../exitCodes.ts';
import { describeLeftOut } from './describeLeftOut.ts';
import { describeTable } from './describeTable.ts';

/** Whether people have reviewed the calls, and who signed them, as the report says it. */
function stateInWords(document: DifferentialDocument): string {
  const { signature } = document;
  const signed = signature && englishTexts.signed(String(signature.version), signature.amendment !== undefined, instant(signature.signedAt), signature.signedBy, signature.role);
  return [stateOf(document, englishTexts), ...(signed === undefined ? [] : [signed])].join('. ');
}

/** Which exit code a count ends with, whose results are written: a script that goes on with them must know that they hold no percentage. */
export const exitCodeOfCount = ({ counted }: DifferentialDocument): number => (counted === 0 ? exitNothingToCount : exitDone);

/** A count in a few lines for a terminal: the table of the report, results near a limit, warnings, and where the files lie. */
export function describeCount({ document, files }: CountOutcome): string {
  const { slides, warnings } = document;
  const aside = asideWords(document, englishTexts);
  return [
    `${countedWords(document, englishTexts)}${aside && `; ${aside}`}. ${stateInWords(document)}.`,
    '', ...describeTable(document), '',
    ...nearThresholds(document, englishTexts).map(({ sentence }) => `Near a limit: ${sentence}`),
    ...[...countedOnWords(document, englishTexts), ...warnings].map((warning) => `Note: ${warning}`),
    ...describeLeftOut(slides),
    `Written to ${path.dirname(files[0])}: ${files.map((file) => path.basename(file)).join(', ')}`,
    ...(document.counted === 0 ? [`As no cell was counted, the exit code is ${String(exitNothingToCount)}. What was found can be looked at, and named by eye, in the window.`] : []),
  ].join('\n') + '\n';
}
