import type { Migration } from './migration.ts';

/** What a laboratory has set, a row a setting; their owner checks them when they are read back. What has no row is as delivered. */
export const m0008Settings: Migration = {
  name: '0008-settings',
  sql: `
    CREATE TABLE settings (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;
  `,
};
