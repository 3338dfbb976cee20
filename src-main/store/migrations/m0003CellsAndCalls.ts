import type { Migration } from './migration.ts';

/**
 * Cells and what machine and people called them. A call is never changed, and goes only with its whole case: the triggers
 * hold that against every program that opens the file. `probabilities` are 32-bit floats, little-endian.
 */
export const m0003CellsAndCalls: Migration = {
  name: '0003-cells-and-calls',
  sql: `
    CREATE TABLE cells (
      id INTEGER PRIMARY KEY,
      regionId INTEGER NOT NULL REFERENCES regions (id) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      xPx REAL NOT NULL,
      yPx REAL NOT NULL,
      widthPx REAL NOT NULL,
      heightPx REAL NOT NULL,
      score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
      UNIQUE (regionId, position)
    ) STRICT;
    CREATE TABLE calls (
      id INTEGER PRIMARY KEY,
      cellId INTEGER NOT NULL REFERENCES cells (id) ON DELETE CASCADE,
      caller TEXT NOT NULL CHECK (caller IN ('machine', 'reviewer')),
      code TEXT NOT NULL CHECK (length(code) = 3),
      forcedCode TEXT CHECK (length(forcedCode) = 3),
      probabilities BLOB CHECK (length(probabilities) % 4 = 0),
      familiarity REAL,
      modelVersion TEXT,
      reviewer TEXT,
      calledAt TEXT NOT NULL,
      CHECK (caller = 'reviewer' OR (forcedCode IS NOT NULL AND probabilities IS NOT NULL AND familiarity IS NOT NULL AND modelVersion IS NOT NULL)),
      CHECK (caller = 'machine' OR (reviewer IS NOT NULL AND probabilities IS NULL AND modelVersion IS NULL))
    ) STRICT;
    CREATE INDEX callsByCell ON calls (cellId, id);
    CREATE UNIQUE INDEX oneMachineCallPerCell ON calls (cellId) WHERE caller = 'machine';
    CREATE TRIGGER callsAreNeverChanged BEFORE UPDATE ON calls
      BEGIN SELECT RAISE(ABORT, 'a call is never changed: append another'); END;
    CREATE TRIGGER callsGoOnlyWithTheirCell BEFORE DELETE ON calls
      WHEN EXISTS (SELECT 1 FROM cells WHERE id = OLD.cellId)
      BEGIN SELECT RAISE(ABORT, 'a call is never taken away'); END;
  `,
};
