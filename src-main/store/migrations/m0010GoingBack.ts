import type { Migration } from './migration.ts';

/** Tells a promotion from a going back, so that going back twice leads two models back and not to and fro. */
export const m0010GoingBack: Migration = {
  name: '0010-going-back',
  sql: `
    ALTER TABLE modelPromotions ADD COLUMN wentBack INTEGER NOT NULL DEFAULT 0 CHECK (wentBack IN (0, 1));
  `,
};
