import type { ArgumentsOf } from '#shared/contract/contract.ts';
import type { SignedReport } from '#shared/contract/reportCommands.ts';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import { sha256Of } from '#main/cases/signOut/canonicalJson.ts';
import { changedMeanwhile, keepSigned, readSigned, signDocument } from '#main/cases/signOut/signedReport.ts';
import { documentWhole, installedCards } from './caseDocuments.ts';
import { mustBeUser } from './mustBeUser.ts';
import { reportedCase, reportedReading } from './reportedCase.ts';
import { reportPdf, reportPictures } from './reportPages.ts';
import { basisOf, hindrances, mustSettle as mustSettleOfCase } from './signableCase.ts';
import { compareSlides, slidesToSign } from './slidesToSign.ts';
import type { CallContext, WorkstationContext } from './workstationContext.ts';

/**
 * Signs the report of a case as it stands: document, calls, rules and pages on both papers are kept for ever. Nothing is signed
 * where the signer is nobody of the laboratory, the case can't be signed now, one of its slides is another than the one counted, or
 * is written to meanwhile, or can't be read without `confirmed` saying so, or anything is not as `seen` says, be it changed while the
 * pages were made. Throws `cancelled` where the signal is raised before it is kept.
 */
export async function signReport(context: WorkstationContext, caseId: number, { by, role, meaning, reason, seen, confirmed = [] }: Omit<ArgumentsOf<'report.sign'>, 'caseId'>, work: CallContext): Promise<SignedReport> {
  const { library } = context;
  mustBeUser(library, by);
  if (meaning.trim() === '') throw new MyeloscopeError('bad-input', 'A signature needs a meaning.', 'Say what you confirm by signing.');
  const refuseHindrance = (): void => {
    const [why] = hindrances(library, caseId);
    if (why !== undefined) throw new MyeloscopeError('not-permitted', why, 'Nothing was signed.');
  };
  const refuseOtherSlides = async (): Promise<readonly string[]> => {
    const { cannotSign: [why], mustSettle } = await slidesToSign(context, caseId, compared);
    if (why !== undefined) throw new MyeloscopeError('not-permitted', why, 'Nothing was signed.');
    // What else a signer confirms is part of what they have `seen`; files are not.
    const unknown = mustSettle.find((sentence) => !confirmed.includes(sentence));
    if (unknown !== undefined) throw new MyeloscopeError('not-permitted', unknown, 'Nothing was signed. Put the slide where it can be read, or confirm that you know of this; then sign.');
    return mustSettle;
  };
  refuseHindrance();
  const compared = await compareSlides(context, caseId, work);
  const ofSlides = await refuseOtherSlides();
  work.report({ stage: 'Laying out the pages to be signed', done: 0, total: 0 });
  const cards = await installedCards(context);
  const fingerprintNow = (): string => sha256Of(basisOf(library, caseId, reportedCase(library, caseId, reportedReading(library, caseId), cards, context.softwareVersion)));
  const made = await documentWhole(context, caseId, reportedReading(library, caseId));
  const basis = basisOf(library, caseId, made);
  if (sha256Of(basis) !== seen) throw changedMeanwhile();
  // Only what this report truly leaves open is kept, whatever else was sent.
  const known = [...mustSettleOfCase(library, caseId, made, made.document), ...ofSlides].filter((sentence) => confirmed.includes(sentence));
  const document = signDocument(library, caseId, made.document, basis, { signedBy: by, role, meaning, signedAt: new Date().toISOString(), ...(reason?.trim() && { reason: reason.trim() }), confirmed: known });
  throwIfCancelled(work.signal);
  const pictures = await reportPictures(context, caseId, made);
  throwIfCancelled(work.signal);
  const pages = { a4: await reportPdf(document, pictures, 'a4', made.logo), letter: await reportPdf(document, pictures, 'letter', made.logo) };
  await refuseOtherSlides();
  throwIfCancelled(work.signal);
  keepSigned(library, caseId, document, basis, pages, () => {
    refuseHindrance();
    return fingerprintNow() === seen;
  });
  return readSigned(library.signedReports.ofCase(caseId).at(-1)!).summary;
}
