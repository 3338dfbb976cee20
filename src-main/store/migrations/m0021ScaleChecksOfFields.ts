import type { Migration } from './migration.ts';

/**
 * Red cells may say one scale of some fields of a slide and another of others. The table is made anew, since its key can't be changed; what
 * was kept before says nothing of fields.
 */
export const m0021ScaleChecksOfFields: Migration = {
  name: '0021-scale-checks-of-fields',
  sql: `
    ALTER TABLE scaleChecks RENAME TO scaleChecksBefore;
    CREATE TABLE scaleChecks (
      slideId INTEGER NOT NULL REFERENCES slides (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      saidBy TEXT NOT NULL CHECK (saidBy IN ('file', 'redCells')),
      countedAt REAL NOT NULL CHECK (countedAt > 0),
      micrometresPerPixel REAL NOT NULL CHECK (micrometresPerPixel > 0),
      redCells INTEGER CHECK (redCells >= 0),
      redCellSpread REAL CHECK (redCellSpread >= 0),
      fields INTEGER CHECK (fields > 0),
      fieldsLookedAt INTEGER CHECK (fieldsLookedAt >= fields),
      firstField TEXT,
      PRIMARY KEY (slideId, position)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO scaleChecks SELECT slideId, saidBy = 'redCells', saidBy, countedAt, micrometresPerPixel, redCells, redCellSpread, NULL, NULL, NULL FROM scaleChecksBefore;
    DROP TABLE scaleChecksBefore;
  `,
};
