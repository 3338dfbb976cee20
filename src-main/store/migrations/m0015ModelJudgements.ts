import type { Migration } from './migration.ts';

/**
 * How each candidate was judged, beside which classifier: it outlives the training that it came of. None is ever changed or taken away.
 * A promotion keeps what was known then.
 */
export const m0015ModelJudgements: Migration = {
  name: '0015-model-judgements',
  sql: `
    CREATE TABLE modelJudgements (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      judgement TEXT NOT NULL
    ) STRICT;
    CREATE INDEX modelJudgementsOfModel ON modelJudgements (sha256, id);
    CREATE TRIGGER modelJudgementsNeverChange BEFORE UPDATE ON modelJudgements BEGIN SELECT RAISE(ABORT, 'a judgement is never changed'); END;
    CREATE TRIGGER modelJudgementsNeverGo BEFORE DELETE ON modelJudgements BEGIN SELECT RAISE(ABORT, 'a judgement is never taken away'); END;
    ALTER TABLE modelPromotions ADD COLUMN judged TEXT;
  `,
};
