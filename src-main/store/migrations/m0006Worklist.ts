import type { Migration } from './migration.ts';

/**
 * What the worklist knows of a case beside its count: who has it, and whether it is the sample that comes with the product.
 * `slideFiles` has what a slide's file looked like when its content was last compared, so that it need not be read whole
 * each time it is opened.
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
    CREATE INDEX jobsBySubject ON jobs (kind, subject, id);
  `,
};
