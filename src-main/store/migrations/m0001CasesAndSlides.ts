import type { Migration } from './migration.ts';

/** A case is a specimen with its slides. `identity` says which count it is, so that the same command finds it again. */
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
  `,
};
