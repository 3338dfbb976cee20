import type { Migration } from './migration.ts';

/**
 * Long work. At most one unfinished job stands for a subject, and one process holds it: `token` is new with each holder,
 * and whoever writes for the job checks it in the same transaction.
 */
export const m0004Jobs: Migration = {
  name: '0004-jobs',
  sql: `
    CREATE TABLE jobs (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      input TEXT NOT NULL CHECK (json_valid(input)),
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
      stage TEXT NOT NULL DEFAULT '',
      done REAL NOT NULL DEFAULT 0,
      total REAL NOT NULL DEFAULT 0,
      attempt INTEGER NOT NULL DEFAULT 0,
      deaths INTEGER NOT NULL DEFAULT 0,
      reason TEXT,
      token TEXT,
      holderHost TEXT,
      holderProcess INTEGER,
      heartbeatAt INTEGER,
      createdAt TEXT NOT NULL,
      CHECK ((state = 'running') = (token IS NOT NULL)),
      CHECK (state <> 'failed' OR reason IS NOT NULL)
    ) STRICT;
    CREATE UNIQUE INDEX oneUnfinishedJobPerSubject ON jobs (kind, subject) WHERE state IN ('queued', 'running');
    CREATE INDEX jobsByState ON jobs (state, id);
  `,
};
