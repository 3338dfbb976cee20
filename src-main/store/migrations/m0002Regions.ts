import type { Migration } from './migration.ts';

/** Where a slide is counted, in the order that does not bias the count, and why there. */
export const m0002Regions: Migration = {
  name: '0002-regions',
  sql: `
    CREATE TABLE regionChoices (
      slideId INTEGER PRIMARY KEY REFERENCES slides (id) ON DELETE CASCADE,
      verdict TEXT NOT NULL CHECK (verdict IN ('smear', 'doubtful', 'not-a-smear')),
      reasons TEXT NOT NULL CHECK (json_valid(reasons)),
      qualityMap TEXT NOT NULL CHECK (json_valid(qualityMap)),
      chosenAt TEXT NOT NULL
    ) STRICT;
    CREATE TABLE fieldProblems (
      slideId INTEGER NOT NULL REFERENCES slides (id) ON DELETE CASCADE,
      field TEXT NOT NULL,
      problem TEXT NOT NULL,
      PRIMARY KEY (slideId, field)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE regions (
      id INTEGER PRIMARY KEY,
      slideId INTEGER NOT NULL REFERENCES slides (id) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      field TEXT NOT NULL,
      xPx REAL NOT NULL,
      yPx REAL NOT NULL,
      widthPx REAL NOT NULL CHECK (widthPx > 0),
      heightPx REAL NOT NULL CHECK (heightPx > 0),
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'counted', 'failed')),
      problem TEXT,
      countedAt TEXT,
      UNIQUE (slideId, position),
      CHECK ((state = 'failed') = (problem IS NOT NULL))
    ) STRICT;
  `,
};
