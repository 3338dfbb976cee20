import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { isOpen } from '#main/cases/signOut/isOpen.ts';
import { readSigned, signedPages, tampered } from '#main/cases/signOut/signedReport.ts';
import type { Library } from '#main/store/library.ts';
import type { Paper, StoredSignedReport } from '#main/store/repositories/signedReportRepository.ts';
import type { CaseDocument, DocumentContext } from './caseDocuments.ts';
import { documentWhole } from './caseDocuments.ts';
import { reportedReading } from './reportedCase.ts';
import type { ReportPictures } from './reportPages.ts';
import { reportPdf } from './reportPages.ts';

/** A report as it is handed out, by the window and by the command line alike. */
export interface GivenReport {
  readonly document: DifferentialDocument;
  /** Of a signed report; undefined for one that is made now. */
  readonly version: number | undefined;
  readonly pdf: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** The signed version that is asked for: the one named, or of a case that is not open the last. Undefined for what stands now. */
export function signedVersion(library: Library, caseId: number, version: number | undefined): StoredSignedReport | undefined {
  const versions = library.signedReports.ofCase(caseId);
  if (version === undefined) return isOpen(library, caseId) ? undefined : versions.at(-1);
  const found = versions.find((candidate) => candidate.version === version);
  if (found) return found;
  throw new MyeloscopeError('bad-input', `This case has no signed version ${String(version)}.`, 'Open the report again.');
}

/**
 * The report of a counted case: of a signed version its document and pages as they were signed, else both made now, with the
 * pictures that `cutPictures` gives. Throws `store-damaged` where a signed version was changed.
 */
export async function givenReport(
  context: DocumentContext, caseId: number, version: number | undefined, paper: Paper, cutPictures: (made: CaseDocument) => Promise<ReportPictures>,
): Promise<GivenReport> {
  const { library } = context;
  const signed = signedVersion(library, caseId, version);
  if (signed) {
    const { document, summary } = readSigned(signed);
    if (!document || summary.tampered !== undefined) throw tampered(signed.version);
    return { document, version: signed.version, pdf: () => Promise.resolve(new Uint8Array(signedPages(library, signed, paper))) };
  }
  const made = await documentWhole(context, caseId, reportedReading(library, caseId));
  return { document: made.document, version: undefined, pdf: async () => new Uint8Array(await reportPdf(made.document, await cutPictures(made), paper, made.logo)) };
}
