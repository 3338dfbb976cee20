import type { Migration } from './migration.ts';

/**
 * The id of a cell that was taken away goes to no other either, as it is with cases and slides since `m0006Worklist`: pictures of
 * cells are kept under it. The table is made anew, since what a column allows can't be changed.
 */
export const m0019CellIdsAreUsedOnce: Migration = {
  name: '0019-cell-ids-are-used-once',
  sql: `
    CREATE TEMP TABLE usedBefore AS SELECT kind, highest FROM usedIds;
    DROP TABLE usedIds;
    CREATE TABLE usedIds (kind TEXT PRIMARY KEY CHECK (kind IN ('case', 'slide', 'cell')), highest INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO usedIds SELECT kind, highest FROM usedBefore UNION ALL VALUES ('cell', 0);
    DROP TABLE usedBefore;
    CREATE TRIGGER cellIdsAreUsedOnce BEFORE DELETE ON cells
      BEGIN UPDATE usedIds SET highest = max(highest, OLD.id) WHERE kind = 'cell'; END;
  `,
};
