import type { Migration } from './migration.ts';

/** Why a job failed, as a machine reads it, beside the sentence for people: some failures have a way on of their own. Null where it did not fail, or nobody knows. */
export const m0013FailureCode: Migration = {
  name: '0013-failure-code',
  sql: `
    ALTER TABLE jobs ADD COLUMN failureCode TEXT;
  `,
};
