import type { Migration } from './migration.ts';

/** The colours of a slide's cells, summed over those that were looked at while it was counted: JSON, a number a colour. */
export const m0012SlideColours: Migration = {
  name: '0012-slide-colours',
  sql: `
    CREATE TABLE slideColours (
      slideId INTEGER PRIMARY KEY REFERENCES slides (id) ON DELETE CASCADE,
      cells INTEGER NOT NULL CHECK (cells >= 0),
      sums TEXT NOT NULL CHECK (json_valid(sums))
    ) STRICT;
  `,
};
