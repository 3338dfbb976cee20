import type { Migration } from './migration.ts';

const never = (table: string, what: string): string => `
    CREATE TRIGGER ${table}AreNeverChanged BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${what} is never changed'); END;
    CREATE TRIGGER ${table}AreNeverTakenAway BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${what} is never taken away'); END;`;

/**
 * Signed reports, frozen with everything they were made from. `basis` has the calls of every cell and the rules; `sha256` is of
 * signature, document and basis. The pages are kept as they were signed, because slides and fonts may be gone one day. A case
 * with a signed report cannot be taken away. An amendment opens a version for the next one.
 */
export const m0007SignedReports: Migration = {
  name: '0007-signed-reports',
  sql: `
    CREATE TABLE signedReports (
      id INTEGER PRIMARY KEY,
      caseId INTEGER NOT NULL REFERENCES cases (id) ON DELETE RESTRICT,
      version INTEGER NOT NULL CHECK (version > 0),
      signedBy TEXT NOT NULL CHECK (signedBy <> ''),
      role TEXT NOT NULL,
      meaning TEXT NOT NULL CHECK (meaning <> ''),
      signedAt TEXT NOT NULL,
      document TEXT NOT NULL CHECK (json_valid(document)),
      basis TEXT NOT NULL CHECK (json_valid(basis)),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      UNIQUE (caseId, version)
    ) STRICT;
    CREATE TABLE signedPages (
      reportId INTEGER NOT NULL REFERENCES signedReports (id),
      paper TEXT NOT NULL CHECK (paper IN ('a4', 'letter')),
      pdf BLOB NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      PRIMARY KEY (reportId, paper)
    ) STRICT;
    CREATE TABLE amendments (
      id INTEGER PRIMARY KEY,
      caseId INTEGER NOT NULL,
      ofVersion INTEGER NOT NULL,
      openedBy TEXT NOT NULL CHECK (openedBy <> ''),
      openedAt TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason <> ''),
      UNIQUE (caseId, ofVersion),
      FOREIGN KEY (caseId, ofVersion) REFERENCES signedReports (caseId, version)
    ) STRICT;
    ${never('signedReports', 'a signed report')}
    ${never('signedPages', 'a signed page')}
    ${never('amendments', 'an amendment')}
    CREATE TRIGGER versionsFollowEachOther BEFORE INSERT ON signedReports
      WHEN NEW.version <> 1 + (SELECT coalesce(max(version), 0) FROM signedReports WHERE caseId = NEW.caseId)
        OR NEW.version > 1 AND NOT EXISTS (SELECT 1 FROM amendments WHERE caseId = NEW.caseId AND ofVersion = NEW.version - 1)
      BEGIN SELECT RAISE(ABORT, 'a version follows the one before it, once that is open for an amendment'); END;
  `,
};
