import type { Migration } from './migration.ts';

/** What else tells the size of a slide's pixels than what it is counted at: its file, or its red cells. */
export const m0020ScaleChecks: Migration = {
  name: '0020-scale-checks',
  sql: `
    CREATE TABLE scaleChecks (
      slideId INTEGER NOT NULL REFERENCES slides (id) ON DELETE CASCADE,
      saidBy TEXT NOT NULL CHECK (saidBy IN ('file', 'redCells')),
      countedAt REAL NOT NULL CHECK (countedAt > 0),
      micrometresPerPixel REAL NOT NULL CHECK (micrometresPerPixel > 0),
      redCells INTEGER CHECK (redCells >= 0),
      redCellSpread REAL CHECK (redCellSpread >= 0),
      PRIMARY KEY (slideId, saidBy)
    ) STRICT, WITHOUT ROWID;
  `,
};
