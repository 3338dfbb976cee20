import type { Migration } from './migration.ts';

/**
 * A case is a specimen with its slides. `identity` says which count it is, so that the same command finds it again.
 * `fieldScales` has fields that several cameras took, and so differ from their slide's scale.
 */
export const m0001CasesAndSlides: Migration = {
  name: '0001-cases-and-slides',
  sql: `
    CREATE TABLE cases (
      id INTEGER PRIMARY KEY,
      identity TEXT NOT NULL UNIQUE,
      settings TEXT NOT NULL CHECK (json_valid(settings)),
      details TEXT NOT NULL CHECK (json_valid(details)),
      createdAt TEXT NOT NULL
    ) STRICT;
    CREATE TABLE slides (
      id INTEGER PRIMARY KEY,
      caseId INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      path TEXT NOT NULL,
      format TEXT NOT NULL,
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      widthPx INTEGER NOT NULL CHECK (widthPx > 0),
      heightPx INTEGER NOT NULL CHECK (heightPx > 0),
      micrometresPerPixel REAL CHECK (micrometresPerPixel > 0),
      scaleOrigin TEXT CHECK (scaleOrigin IN ('file', 'user', 'redCells')),
      redCells INTEGER,
      redCellSpread REAL,
      UNIQUE (caseId, position),
      CHECK ((micrometresPerPixel IS NULL) = (scaleOrigin IS NULL))
    ) STRICT;
    CREATE INDEX slidesByPath ON slides (path);
    CREATE TABLE fieldScales (
      slideId INTEGER NOT NULL REFERENCES slides (id) ON DELETE CASCADE,
      field TEXT NOT NULL,
      micrometresPerPixel REAL NOT NULL CHECK (micrometresPerPixel > 0),
      PRIMARY KEY (slideId, field)
    ) STRICT, WITHOUT ROWID;
  `,
};
