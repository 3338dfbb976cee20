import type { Migration } from './migration.ts';

/**
 * What a laboratory learns from its own cells. `trainingExclusions` says which cases are left out, by whose word and why: the last
 * line of a case holds, and none is ever changed. `trainingSides` keeps for good whether a case (by its identity), a patient or a slide is learnt from or
 * kept apart to judge a candidate by: a case that a model has seen must never judge one. `trainings` are the pieces of work, with the
 * cells as they were when the work was asked for, so that going on after a crash learns from the same.
 */
export const m0011Trainings: Migration = {
  name: '0011-trainings',
  sql: `
    CREATE TABLE trainingExclusions (
      id INTEGER PRIMARY KEY,
      caseId INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      isExcluded INTEGER NOT NULL CHECK (isExcluded IN (0, 1)),
      by TEXT NOT NULL CHECK (by <> ''),
      at TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE INDEX trainingExclusionsByCase ON trainingExclusions (caseId, id);
    CREATE TRIGGER trainingExclusionsNeverChange BEFORE UPDATE ON trainingExclusions BEGIN SELECT RAISE(ABORT, 'an exclusion is never changed: append another'); END;

    CREATE TABLE trainingSides (
      caseKey TEXT PRIMARY KEY CHECK (caseKey <> ''),
      side TEXT NOT NULL CHECK (side IN ('training', 'heldOut')),
      decidedAt TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER trainingSidesNeverChange BEFORE UPDATE ON trainingSides BEGIN SELECT RAISE(ABORT, 'a case never changes sides'); END;
    CREATE TRIGGER trainingSidesNeverGo BEFORE DELETE ON trainingSides BEGIN SELECT RAISE(ABORT, 'a case never changes sides'); END;

    CREATE TABLE trainings (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      baseName TEXT NOT NULL,
      baseVersion TEXT NOT NULL,
      by TEXT NOT NULL CHECK (by <> ''),
      startedAt TEXT NOT NULL,
      request TEXT NOT NULL CHECK (json_valid(request)),
      cells TEXT NOT NULL CHECK (json_valid(cells)),
      taken TEXT CHECK (json_valid(taken)),
      curve TEXT NOT NULL DEFAULT '{"parts":[]}' CHECK (json_valid(curve)),
      result TEXT CHECK (json_valid(result)),
      sha256 TEXT CHECK (length(sha256) = 64)
    ) STRICT;
  `,
};
