import type { SignedReport } from '#shared/contract/reportCommands.ts';
import { sha256Of } from '#main/cases/signOut/canonicalJson.ts';
import { isOpen } from '#main/cases/signOut/isOpen.ts';
import { openAmendment, readSigned, tampered } from '#main/cases/signOut/signedReport.ts';
import { differentialCsv } from '#main/reports/differentialCsv.ts';
import type { Paper } from '#main/store/repositories/signedReportRepository.ts';
import { caseWithId } from './caseCount.ts';
import { documentWhole, installedCards } from './caseDocuments.ts';
import type { GivenReport } from './givenReport.ts';
import { givenReport, signedVersion } from './givenReport.ts';
import { mustBeUser } from './mustBeUser.ts';
import { reportedCase, reportedReading } from './reportedCase.ts';
import { reportFileName } from './reportFileName.ts';
import { reportPictures } from './reportPages.ts';
import { signReport } from './signReport.ts';
import { basisOf, hindrances, mustSettle } from './signableCase.ts';
import { compareSlides, slidesToSign } from './slidesToSign.ts';
import type { CallContext, Feature, WorkstationContext } from './workstationContext.ts';

/** The report: as it stands, as it was signed, and its signing. */
export const reportHandlers: Feature = (context) => {
  const { library, emit } = context;
  return {
    'report.get': async ({ caseId, version }) => {
      caseWithId(library, caseId);
      const versions = library.signedReports.ofCase(caseId).map((stored) => readSigned(stored).summary);
      const signed = signedVersion(library, caseId, version);
      const open = isOpen(library, caseId);
      if (signed) {
        const { document } = readSigned(signed);
        if (!document) throw tampered(signed.version);
        return { document, versions, isOpen: open, mustSettle: [] };
      }
      const made = await documentWhole(context, caseId, reportedReading(library, caseId));
      const amending = library.signedReports.amendments(caseId).at(-1);
      const slides = await slidesToSign(context, caseId);
      const cannotSign = [...hindrances(library, caseId), ...slides.cannotSign];
      return {
        document: made.document, versions, isOpen: open, mustSettle: [...mustSettle(library, caseId, made, made.document), ...slides.mustSettle], fingerprint: sha256Of(basisOf(library, caseId, made)),
        ...(cannotSign.length > 0 && { cannotSign }),
        ...(amending && { amending: { ofVersion: amending.ofVersion, openedBy: amending.openedBy, openedAt: amending.openedAt, reason: amending.reason } }),
      };
    },
    'report.pdf': async ({ caseId, version, paper }, work) => {
      const { document, version: signed, pdf } = await printed(context, caseId, version, paper, work);
      return { name: reportFileName(caseId, document.case.specimen?.accession, signed, 'pdf'), bytes: await pdf() };
    },
    'report.export': async ({ caseId, version, format, paper }, work) => {
      const { document, version: signed, pdf } = await printed(context, caseId, version, paper, work);
      const name = reportFileName(caseId, document.case.specimen?.accession, signed, format);
      if (format === 'pdf') return { name, mimeType: 'application/pdf', bytes: await pdf() };
      if (format === 'json') return { name, mimeType: 'application/json', bytes: new TextEncoder().encode(`${JSON.stringify(document, undefined, 2)}\n`) };
      // With its mark, without which spreadsheets take UTF-8 for something else.
      return { name, mimeType: 'text/csv', bytes: new TextEncoder().encode(`\ufeff${differentialCsv(document)}`) };
    },
    'report.fingerprint': async ({ caseId }) => {
      const made = reportedCase(library, caseId, reportedReading(library, caseId), await installedCards(context), context.softwareVersion);
      return { sha256: sha256Of(basisOf(library, caseId, made)) };
    },
    'report.sign': async ({ caseId, ...signature }, work): Promise<SignedReport> => {
      const signed = await signReport(context, caseId, signature, work);
      emit({ event: 'caseChanged', caseId });
      return signed;
    },
    'report.amend': ({ caseId, by, reason }) => {
      caseWithId(library, caseId);
      mustBeUser(library, by);
      openAmendment(library, caseId, by, reason);
      emit({ event: 'caseChanged', caseId });
      return {};
    },
  };
};

/** A report for a window, with the pictures of its cells as the window's open slides give them; these are compared with what was counted first. */
function printed(context: WorkstationContext, caseId: number, version: number | undefined, paper: Paper, work: CallContext): Promise<GivenReport> {
  caseWithId(context.library, caseId);
  return givenReport(context, caseId, version, paper, async (made) => {
    await compareSlides(context, caseId, work);
    return reportPictures(context, caseId, made);
  });
}
