import type { Connection } from '../connection.ts';

/** A signed version of a report. `document` and `basis` are JSON that their owners check when they read them back. */
export interface StoredSignedReport {
  readonly id: number;
  readonly caseId: number;
  /** From 1. */
  readonly version: number;
  readonly signedBy: string;
  readonly role: string;
  readonly meaning: string;
  readonly signedAt: string;
  readonly document: string;
  readonly basis: string;
  readonly sha256: string;
}

export type Paper = 'a4' | 'letter';

/** The pages of a signed version on one paper, with the SHA-256 they had when they were signed. */
export interface StoredPages { readonly paper: Paper; readonly pdf: Uint8Array; readonly sha256: string }

/** Opens a version for the next one. */
export interface StoredAmendment {
  readonly caseId: number;
  readonly ofVersion: number;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly reason: string;
}

export class SignedReportRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The signed versions of a case, the first one first. */
  ofCase(caseId: number): StoredSignedReport[] {
    return this.#connection.all<StoredSignedReport>('SELECT * FROM signedReports WHERE caseId = ? ORDER BY version', caseId);
  }

  /** What the last signed version was built from, as JSON; undefined where none is signed. */
  lastDocumentInput(caseId: number): string | undefined {
    return this.#connection.first<{ input: string }>("SELECT json_extract(basis, '$.documentInput') AS input FROM signedReports WHERE caseId = ? ORDER BY version DESC", caseId)?.input;
  }

  /** How many versions were signed, and whether the last of them is open for an amendment; without reading them. */
  progress(caseId: number): { versions: number; isAmending: boolean } {
    const { versions, amendments } = this.#connection.first<{ versions: number; amendments: number }>(
      'SELECT (SELECT count(*) FROM signedReports WHERE caseId = ?) AS versions, (SELECT count(*) FROM amendments WHERE caseId = ?) AS amendments', caseId, caseId,
    )!;
    return { versions, isAmending: versions > 0 && amendments === versions };
  }

  amendments(caseId: number): StoredAmendment[] {
    return this.#connection.all<StoredAmendment>('SELECT caseId, ofVersion, openedBy, openedAt, reason FROM amendments WHERE caseId = ? ORDER BY ofVersion', caseId);
  }

  pages(reportId: number, paper: Paper): StoredPages | undefined {
    return this.#connection.first<StoredPages>('SELECT paper, pdf, sha256 FROM signedPages WHERE reportId = ? AND paper = ?', reportId, paper);
  }

  /** Keeps a signed version with its pages, all or nothing. */
  add(report: Omit<StoredSignedReport, 'id'>, pages: readonly StoredPages[]): void {
    this.#connection.transaction(() => {
      const { id } = this.#connection.write(
        'INSERT INTO signedReports (caseId, version, signedBy, role, meaning, signedAt, document, basis, sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        report.caseId, report.version, report.signedBy, report.role, report.meaning, report.signedAt, report.document, report.basis, report.sha256,
      );
      for (const { paper, pdf, sha256 } of pages) this.#connection.write('INSERT INTO signedPages (reportId, paper, pdf, sha256) VALUES (?, ?, ?, ?)', id, paper, pdf, sha256);
    });
  }

  amend({ caseId, ofVersion, openedBy, openedAt, reason }: StoredAmendment): void {
    this.#connection.write('INSERT INTO amendments (caseId, ofVersion, openedBy, openedAt, reason) VALUES (?, ?, ?, ?, ?)', caseId, ofVersion, openedBy, openedAt, reason);
  }
}
