import type { Migration } from './migration.ts';

/** Which classifier names cells, since when, by whose word and why. The last line holds; none is ever changed or taken away. */
export const m0009ModelPromotions: Migration = {
  name: '0009-model-promotions',
  sql: `
    CREATE TABLE modelPromotions (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      version TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      promotedBy TEXT NOT NULL CHECK (promotedBy <> ''),
      promotedAt TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (trim(reason) <> '')
    ) STRICT;
    CREATE TRIGGER modelPromotionsNeverChange BEFORE UPDATE ON modelPromotions BEGIN SELECT RAISE(ABORT, 'a promotion is never changed'); END;
    CREATE TRIGGER modelPromotionsNeverGo BEFORE DELETE ON modelPromotions BEGIN SELECT RAISE(ABORT, 'a promotion is never taken away'); END;
  `,
};
