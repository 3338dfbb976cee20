import type { Migration } from './migration.ts';

/**
 * Beside fields that can't be read, those that were looked at and hold no part fit to be counted are listed, too. What was kept before
 * is of the first kind.
 */
export const m0014LeftOutFields: Migration = {
  name: '0014-left-out-fields',
  sql: `
    ALTER TABLE fieldProblems ADD COLUMN kind TEXT NOT NULL DEFAULT 'unreadable' CHECK (kind IN ('unreadable', 'notCounted'));
  `,
};
