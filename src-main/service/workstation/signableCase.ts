import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { cellState } from '#shared/contract/cellCommands.ts';
import { isDrawnSmear } from '#shared/reports/drawnSmear.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { signingBasis } from '#main/cases/signOut/signingBasis.ts';
import { sha256Of } from '#main/cases/signOut/canonicalJson.ts';
import type { SigningBasis } from '#main/cases/signOut/signingBasis.ts';
import { isOpen } from '#main/cases/signOut/isOpen.ts';
import { readingView } from '#main/cases/review/readingView.ts';
import { outOfCount } from '#main/cases/review/foundAlready.ts';
import type { Library } from '#main/store/library.ts';
import { countJob } from '../countJob.ts';
import { caseWithId } from './caseCount.ts';
import type { ReportedCase } from './reportedCase.ts';
import { laboratorySettings } from './laboratorySettings.ts';
import { cellsOf, unsettledCells, verb } from './unsettledCells.ts';

const unknown = classCodes.indexOf('UNK');

/** Everything that the report of a case is made from now. */
export function basisOf(library: Library, caseId: number, { reading, columns, input, logo }: ReportedCase): SigningBasis {
  if (reading === 'machine') throw new RangeError('What the machine left is never signed');
  const areas = readingView(library, caseId, reading).areas.map(({ slideId, reason, box }) => ({ slideId, reason, box: [box.xPx, box.yPx, box.widthPx, box.heightPx] }));
  return signingBasis(library, caseId, reading, columns, areas, { ...input, ...(logo !== '' && { logoSha256: sha256Of(logo) }) });
}

/** Why a case can't be signed by anybody now. Empty where it can. */
export function hindrances(library: Library, caseId: number): string[] {
  const job = library.jobs.newest(countJob.kind, caseWithId(library, caseId).identity);
  return [
    ...(isOpen(library, caseId) ? [] : ['This case is signed. Open it for an amendment to sign a new version.']),
    ...(job?.state === 'running' || job?.state === 'queued' ? ['The cells of this case are still being counted. Wait until the count is done, or stop it.'] : []),
    ...(laboratorySettings(library).users.length === 0 ? ['Nobody is named who could sign. Add the people of the laboratory in the settings.'] : []),
  ];
}

/** What a signer should know before signing, in sentences; nothing of it keeps them from it. */
export function mustSettle(library: Library, caseId: number, { reading, columns, smears }: ReportedCase, document: DifferentialDocument): string[] {
  const count = (wanted: (row: number) => boolean): number => columns.ids.reduce((cells, _, row) => cells + (!(columns.states[row] & outOfCount) && wanted(row) ? 1 : 0), 0);
  const unnamed = count((row) => columns.codes[row] === unknown);
  const unseen = count((row) => !(columns.states[row] & cellState.reviewed));
  const second = library.readings.find(caseId, 'second');
  const { patient, comments } = document.case;
  return [
    ...(document.slides.some(isDrawnSmear) ? ['The cells were drawn by this program: they are no patient\'s.'] : []),
    ...(document.counted === 0 ? ['No cell is counted.'] : []),
    ...(unnamed > 0 ? [`${cellsOf(unnamed)} ${verb(unnamed, 'has', 'have')} no name (UNK).`] : []),
    ...(unseen > 0 ? [`${cellsOf(unseen)} ${verb(unseen, 'is', 'are')} as the machine called ${verb(unseen, 'it', 'them')}: nobody has reviewed ${verb(unseen, 'it', 'them')}.`] : []),
    ...unsettledCells(columns),
    ...(second && reading !== 'consensus' ? [`${second.reader} has read this case, too${second.finishedAt === null ? ' and is not done' : ''}, and there is no consensus: the report has the first reader's calls.`] : []),
    ...document.models.filter(({ note }) => note !== undefined).map(({ name, version }) => `The model ${name} ${version} can't be looked up any more: its doubts are not in the report, nor its errors in the intervals.`),
    ...(smears.length === 0 ? ['No slide of this case has been looked at yet.'] : []),
    ...(patient?.name || patient?.identifier || patient?.hospitalNumber ? [] : ['No patient is named.']),
    ...(comments?.conclusion ? [] : ['No conclusion is written.']),
  ];
}
