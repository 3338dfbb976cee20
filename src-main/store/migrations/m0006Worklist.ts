import type { Migration } from './migration.ts';

/**
 * What the worklist knows of a case beside its count: who has it, and whether it is the sample that comes with the product.
 * `slideFiles` has what a slide's file looked like when its content was last compared, so that it need not be read whole
 * each time it is opened. `worklistFigures` keeps what a line of the worklist says of a case's cells, with a key of what it
 * was made from: it can be made again at any time. `usedIds` keeps the id of a case or slide that was taken away from being
 * given to another: a picture that a window still holds must never pass for another patient's.
 */
export const m0006Worklist: Migration = {
  name: '0006-worklist',
  sql: `
    CREATE TABLE worklist (
      caseId INTEGER PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
      assignedTo TEXT CHECK (length(assignedTo) BETWEEN 1 AND 100),
      isSample INTEGER NOT NULL DEFAULT 0 CHECK (isSample IN (0, 1))
    ) STRICT;
    CREATE UNIQUE INDEX oneSample ON worklist (isSample) WHERE isSample = 1;
    CREATE TABLE slideFiles (
      slideId INTEGER PRIMARY KEY REFERENCES slides (id) ON DELETE CASCADE,
      mark TEXT NOT NULL
    ) STRICT;
    CREATE TABLE worklistFigures (
      caseId INTEGER PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
      madeFrom TEXT NOT NULL,
      figures TEXT NOT NULL CHECK (json_valid(figures))
    ) STRICT;
    CREATE TABLE usedIds (kind TEXT PRIMARY KEY CHECK (kind IN ('case', 'slide')), highest INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO usedIds VALUES ('case', 0), ('slide', 0);
    CREATE TRIGGER caseIdsAreUsedOnce BEFORE DELETE ON cases
      BEGIN UPDATE usedIds SET highest = max(highest, OLD.id) WHERE kind = 'case'; END;
    CREATE TRIGGER slideIdsAreUsedOnce BEFORE DELETE ON slides
      BEGIN UPDATE usedIds SET highest = max(highest, OLD.id) WHERE kind = 'slide'; END;
    CREATE INDEX jobsBySubject ON jobs (kind, subject, id);
  `,
};
