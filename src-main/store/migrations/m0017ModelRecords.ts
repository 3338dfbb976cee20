import type { Migration } from './migration.ts';

/** Who made, took in or deleted which model, and when. None is ever changed or taken away: a model that is gone stays named. */
export const m0017ModelRecords: Migration = {
  name: '0017-model-records',
  sql: `
    CREATE TABLE modelRecords (
      id INTEGER PRIMARY KEY,
      deed TEXT NOT NULL CHECK (deed IN ('imported', 'built', 'calibrated', 'trained', 'deleted')),
      name TEXT NOT NULL CHECK (name <> ''),
      version TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      by TEXT NOT NULL CHECK (trim(by) <> ''),
      at TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER modelRecordsNeverChange BEFORE UPDATE ON modelRecords BEGIN SELECT RAISE(ABORT, 'a record of a model is never changed'); END;
    CREATE TRIGGER modelRecordsNeverGo BEFORE DELETE ON modelRecords BEGIN SELECT RAISE(ABORT, 'a record of a model is never taken away'); END;
  `,
};
