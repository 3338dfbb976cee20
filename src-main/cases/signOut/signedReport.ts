import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { SignedReport } from '#shared/contract/reportCommands.ts';
import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { parseDifferentialDocument } from '#shared/reports/differentialDocument.ts';
import type { Library } from '#main/store/library.ts';
import type { Paper, StoredSignedReport } from '#main/store/repositories/signedReportRepository.ts';
import { canonicalJson, sha256Of } from './canonicalJson.ts';
import { mustBeOpen, signatureState } from './isOpen.ts';

/** What a person says in signing. */
export interface Signature { readonly signedBy: string; readonly role: string; readonly meaning: string; readonly signedAt: string; /** What an amendment changed; that of its opening where absent. */ readonly reason?: string; /** What was not settled, and the signer knew of. */ readonly confirmed?: readonly string[] }

type SignedDocument = DifferentialDocument & { readonly signature: NonNullable<DifferentialDocument['signature']> };

/** SHA-256 of a document without its hash, and of the basis: what stands in the signature, and what is compared when it is read back. */
function hashOf(document: DifferentialDocument, basis: unknown): string {
  return sha256Of({ document: { ...document, signature: { ...document.signature, sha256: undefined } }, basis });
}

/** The document of the next version of a case, with its signature. Throws where the case is not open. */
export function signDocument(library: Pick<Library, 'signedReports'>, caseId: number, document: DifferentialDocument, basis: unknown, { signedBy, role, meaning, signedAt, reason, confirmed = [] }: Signature): SignedDocument {
  mustBeOpen(library, caseId);
  const version = signatureState(library, caseId).versions + 1;
  const amended = library.signedReports.amendments(caseId).find(({ ofVersion }) => ofVersion === version - 1);
  const unsigned = {
    version, signedBy, role, meaning, signedAt, sha256: '', ...(confirmed.length > 0 && { confirmed: [...confirmed] }),
    ...(amended && { amendment: { ofVersion: amended.ofVersion, reason: reason ?? amended.reason, openedBy: amended.openedBy, openedAt: amended.openedAt } }),
  };
  const sha256 = hashOf({ ...document, signature: unsigned }, basis);
  return { ...document, signature: { ...unsigned, sha256 } };
}

/**
 * Keeps a signed version with its pages for ever, in one transaction. `unchanged` is asked within it whether what was signed is
 * still what the library holds. Throws where the case was signed, opened or changed meanwhile: nothing is kept then.
 */
export function keepSigned(library: Library, caseId: number, document: SignedDocument, basis: unknown, pages: Readonly<Record<Paper, Uint8Array>>, unchanged: () => boolean): void {
  library.transaction(() => {
    mustBeOpen(library, caseId);
    if (!unchanged() || signatureState(library, caseId).versions !== document.signature.version - 1) throw changedMeanwhile();
    const { version, signedBy, role, meaning, signedAt, sha256 } = document.signature;
    library.signedReports.add(
      { caseId, version, signedBy, role, meaning, signedAt, document: canonicalJson(document), basis: canonicalJson(basis), sha256 },
      (['a4', 'letter'] as const).map((paper) => ({ paper, pdf: pages[paper], sha256: sha256Of(pages[paper]) })),
    );
  });
}

export function changedMeanwhile(): MyeloscopeError {
  return new MyeloscopeError('not-permitted', 'Something of this case has changed since you looked at the report, so it was not signed.', 'Look at the report as it stands now, and sign that.');
}

/** A signed version as it is read back. */
export interface ReadSignedReport {
  readonly summary: SignedReport;
  /** Undefined where so much was changed that it is no document any more. */
  readonly document: DifferentialDocument | undefined;
}

/** Reads a stored version back, and compares it with its hash. */
export function readSigned(stored: StoredSignedReport): ReadSignedReport {
  const { version, signedBy, role, meaning, signedAt, sha256 } = stored;
  let document: DifferentialDocument | undefined;
  let isWhole = false;
  try {
    document = parseDifferentialDocument(JSON.parse(stored.document), `Version ${String(version)} of the report`);
    const said = document.signature;
    isWhole = hashOf(document, JSON.parse(stored.basis)) === sha256 && said?.sha256 === sha256 && said.version === version
      && said.signedBy === signedBy && said.role === role && said.meaning === meaning && said.signedAt === signedAt;
  } catch {
    // No document any more: it was changed.
  }
  const reason = document?.signature?.amendment?.reason;
  return { document, summary: { version, signedBy, role, meaning, signedAt, sha256, ...(reason !== undefined && { reason }), ...(!isWhole && { tampered: tamperedSentence(version) }) } };
}

const tamperedSentence = (version: number): string => `Version ${String(version)} is not what was signed: it was changed in the library afterwards, by something other than this program.`;

/** The error for a signed version that is not what was signed. */
export function tampered(version: number): MyeloscopeError {
  return new MyeloscopeError('store-damaged', tamperedSentence(version), 'Take the report from a printout, an exported file or a copy of the library from before, and tell who looks after Myeloscope.');
}

/** The pages of a signed version, byte by byte as signed. Throws `store-damaged` where document or pages are not what was signed. */
export function signedPages(library: Pick<Library, 'signedReports'>, stored: StoredSignedReport, paper: Paper): Uint8Array {
  const pages = library.signedReports.pages(stored.id, paper);
  if (!pages || sha256Of(pages.pdf) !== pages.sha256 || readSigned(stored).summary.tampered !== undefined) throw tampered(stored.version);
  return new Uint8Array(pages.pdf);
}

/** Opens a signed case for an amendment. Throws `not-permitted` where there is nothing to amend. */
export function openAmendment(library: Library, caseId: number, openedBy: string, reason: string): void {
  library.transaction(() => {
    const { versions, isOpen } = signatureState(library, caseId);
    if (isOpen) throw new MyeloscopeError('not-permitted', versions === 0 ? 'This case is not signed yet, so there is nothing to amend.' : 'This case is open for an amendment already.', 'Correct it and sign it.');
    library.signedReports.amend({ caseId, ofVersion: versions, openedBy, openedAt: new Date().toISOString(), reason });
  });
}
