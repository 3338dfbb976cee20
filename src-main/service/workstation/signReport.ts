import type { ArgumentsOf } from '#shared/contract/contract.ts';
import type { SignedReport } from '#shared/contract/reportCommands.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { sha256Of } from '#main/cases/signOut/canonicalJson.ts';
import { changedMeanwhile, keepSigned, readSigned, signDocument } from '#main/cases/signOut/signedReport.ts';
import { documentWhole, installedCards } from './caseDocuments.ts';
import { mustBeUser } from './mustBeUser.ts';
import { reportedCase, reportedReading } from './reportedCase.ts';
import { reportPdf, reportPictures } from './reportPages.ts';
import { basisOf, hindrances } from './signableCase.ts';
import { compareSlides, slidesToSign } from './slidesToSign.ts';
import type { WorkstationContext } from './workstationContext.ts';

/**
 * Signs the report of a case as it stands: document, calls, rules and pages on both papers are kept for ever. Nothing is signed
 * where the signer is nobody of the laboratory, the case can't be signed now, one of its slides is another than the one counted,
 * or anything is not as `seen` says, be it changed while the pages were made.
 */
export async function signReport(context: WorkstationContext, caseId: number, { by, role, meaning, reason, seen }: Omit<ArgumentsOf<'report.sign'>, 'caseId'>): Promise<SignedReport> {
  const { library } = context;
  mustBeUser(library, by);
  if (meaning.trim() === '') throw new MyeloscopeError('bad-input', 'A signature needs a meaning.', 'Say what you confirm by signing.');
  const refuseHindrance = (): void => {
    const [why] = hindrances(library, caseId);
    if (why !== undefined) throw new MyeloscopeError('not-permitted', why, 'Nothing was signed.');
  };
  const refuseOtherSlides = async (): Promise<void> => {
    const { cannotSign: [why] } = await slidesToSign(context, caseId);
    if (why !== undefined) throw new MyeloscopeError('not-permitted', why, 'Nothing was signed.');
  };
  refuseHindrance();
  await compareSlides(context, caseId);
  await refuseOtherSlides();
  const cards = await installedCards(context);
  const fingerprintNow = (): string => sha256Of(basisOf(library, caseId, reportedCase(library, caseId, reportedReading(library, caseId), cards, context.softwareVersion)));
  const made = await documentWhole(context, caseId, reportedReading(library, caseId));
  const basis = basisOf(library, caseId, made);
  if (sha256Of(basis) !== seen) throw changedMeanwhile();
  const document = signDocument(library, caseId, made.document, basis, { signedBy: by, role, meaning, signedAt: new Date().toISOString(), ...(reason?.trim() && { reason: reason.trim() }) });
  const pictures = await reportPictures(context, caseId, made);
  const pages = { a4: await reportPdf(document, pictures, 'a4', made.logo), letter: await reportPdf(document, pictures, 'letter', made.logo) };
  await refuseOtherSlides();
  keepSigned(library, caseId, document, basis, pages, () => {
    refuseHindrance();
    return fingerprintNow() === seen;
  });
  return readSigned(library.signedReports.ofCase(caseId).at(-1)!).summary;
}
