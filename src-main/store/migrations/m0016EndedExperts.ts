import type { Migration } from './migration.ts';

/** A local expert ends with the classifier that it was made for: which ended is kept with the word that ended them, as a JSON list of names. */
export const m0016EndedExperts: Migration = {
  name: '0016-ended-experts',
  sql: `
    ALTER TABLE modelPromotions ADD COLUMN endedExperts TEXT NOT NULL DEFAULT '[]';
  `,
};
