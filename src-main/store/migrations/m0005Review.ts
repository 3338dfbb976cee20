import type { Migration } from './migration.ts';

/**
 * What people did with the cells of a case. Acts are only ever appended; `number` counts them within a reading. Of an act
 * nothing changes but its state: `undone` by a later act, `standing` again by another, or `lost` once something new was done
 * after it was undone. A mark says what an act made of a cell: `code` NULL took it away. Cells that a person added have the
 * id minus theirs in the marks; that each cell is one of the case is checked when the mark is made, in the same transaction.
 *
 * `packedRegions` holds what the rows of cells and machine's calls hold, a region as columns of bytes (see packedRegion.ts):
 * 100,000 cells are then read in milliseconds. It can be made again from the rows at any time.
 *
 * Manual tallies are cells seen down the eyepiece. A row with `removes` takes an earlier one back.
 */
export const m0005Review: Migration = {
  name: '0005-review',
  sql: `
    CREATE TABLE readings (
      caseId INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      reading TEXT NOT NULL CHECK (reading IN ('first', 'second', 'consensus')),
      reader TEXT NOT NULL CHECK (reader <> ''),
      startedAt TEXT NOT NULL,
      finishedAt TEXT,
      PRIMARY KEY (caseId, reading)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reviewActs (
      id INTEGER PRIMARY KEY,
      caseId INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      reading TEXT NOT NULL CHECK (reading IN ('first', 'second', 'consensus')),
      number INTEGER NOT NULL CHECK (number > 0),
      kind TEXT NOT NULL CHECK (kind IN ('call', 'accept', 'removeCells', 'addCell', 'excludeArea', 'moveArea', 'includeArea', 'undo', 'redo')),
      by TEXT NOT NULL CHECK (by <> ''),
      at TEXT NOT NULL,
      detail TEXT NOT NULL CHECK (json_valid(detail)),
      ofAct INTEGER REFERENCES reviewActs (id) ON DELETE CASCADE,
      state TEXT NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'undone', 'lost')),
      UNIQUE (caseId, reading, number),
      CHECK ((kind IN ('undo', 'redo')) = (ofAct IS NOT NULL)),
      CHECK (ofAct IS NULL OR state = 'standing')
    ) STRICT;
    CREATE INDEX actsThatCanBeUndone ON reviewActs (caseId, reading, id) WHERE state = 'standing' AND ofAct IS NULL;
    CREATE INDEX actsThatCanBeRedone ON reviewActs (caseId, reading, id) WHERE state = 'undone';
    CREATE INDEX actsByActUndone ON reviewActs (ofAct) WHERE ofAct IS NOT NULL;
    CREATE TRIGGER actsAreNeverChanged BEFORE UPDATE OF id, caseId, reading, number, kind, by, at, detail, ofAct ON reviewActs
      BEGIN SELECT RAISE(ABORT, 'an act is never changed: append another'); END;
    CREATE TRIGGER actsLostStayLost BEFORE UPDATE OF state ON reviewActs WHEN OLD.state = 'lost' OR OLD.state = 'standing' AND NEW.state = 'lost'
      BEGIN SELECT RAISE(ABORT, 'an act can be undone and redone, and nothing else'); END;
    CREATE TRIGGER actsGoOnlyWithTheirCase BEFORE DELETE ON reviewActs WHEN EXISTS (SELECT 1 FROM cases WHERE id = OLD.caseId)
      BEGIN SELECT RAISE(ABORT, 'an act is never taken away'); END;

    CREATE TABLE reviewMarks (
      actId INTEGER NOT NULL REFERENCES reviewActs (id) ON DELETE CASCADE,
      cellId INTEGER NOT NULL CHECK (cellId <> 0),
      code TEXT CHECK (length(code) = 3),
      PRIMARY KEY (actId, cellId)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX marksByCell ON reviewMarks (cellId, actId);
    CREATE TRIGGER marksAreNeverChanged BEFORE UPDATE ON reviewMarks
      BEGIN SELECT RAISE(ABORT, 'a mark is never changed: append another'); END;
    CREATE TRIGGER marksGoOnlyWithTheirAct BEFORE DELETE ON reviewMarks WHEN EXISTS (SELECT 1 FROM reviewActs WHERE id = OLD.actId)
      BEGIN SELECT RAISE(ABORT, 'a mark is never taken away'); END;

    CREATE TABLE addedCells (
      id INTEGER PRIMARY KEY,
      actId INTEGER NOT NULL UNIQUE REFERENCES reviewActs (id) ON DELETE CASCADE,
      slideId INTEGER NOT NULL REFERENCES slides (id) ON DELETE CASCADE,
      xPx REAL NOT NULL,
      yPx REAL NOT NULL,
      widthPx REAL NOT NULL CHECK (widthPx > 0),
      heightPx REAL NOT NULL CHECK (heightPx > 0)
    ) STRICT;
    CREATE INDEX addedCellsBySlide ON addedCells (slideId);
    CREATE TRIGGER addedCellsAreNeverChanged BEFORE UPDATE ON addedCells
      BEGIN SELECT RAISE(ABORT, 'an added cell is never changed'); END;
    CREATE TRIGGER addedCellsGoOnlyWithTheirAct BEFORE DELETE ON addedCells WHEN EXISTS (SELECT 1 FROM cases JOIN reviewActs ON reviewActs.caseId = cases.id WHERE reviewActs.id = OLD.actId)
      BEGIN SELECT RAISE(ABORT, 'an added cell is never taken away'); END;

    CREATE TABLE excludedAreas (
      id INTEGER PRIMARY KEY,
      actId INTEGER NOT NULL UNIQUE REFERENCES reviewActs (id) ON DELETE CASCADE,
      slideId INTEGER NOT NULL REFERENCES slides (id) ON DELETE CASCADE,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX excludedAreasBySlide ON excludedAreas (slideId);
    CREATE TRIGGER excludedAreasAreNeverChanged BEFORE UPDATE ON excludedAreas
      BEGIN SELECT RAISE(ABORT, 'an excluded area is never changed: mark it'); END;
    CREATE TRIGGER excludedAreasGoOnlyWithTheirAct BEFORE DELETE ON excludedAreas WHEN EXISTS (SELECT 1 FROM cases JOIN reviewActs ON reviewActs.caseId = cases.id WHERE reviewActs.id = OLD.actId)
      BEGIN SELECT RAISE(ABORT, 'an excluded area is never taken away'); END;

    CREATE TABLE areaMarks (
      actId INTEGER PRIMARY KEY REFERENCES reviewActs (id) ON DELETE CASCADE,
      areaId INTEGER NOT NULL REFERENCES excludedAreas (id) ON DELETE CASCADE,
      xPx REAL,
      yPx REAL,
      widthPx REAL CHECK (widthPx > 0),
      heightPx REAL CHECK (heightPx > 0),
      CHECK ((xPx IS NULL) = (widthPx IS NULL) AND (yPx IS NULL) = (heightPx IS NULL) AND (xPx IS NULL) = (yPx IS NULL))
    ) STRICT;
    CREATE INDEX areaMarksByArea ON areaMarks (areaId, actId);
    CREATE TRIGGER areaMarksAreNeverChanged BEFORE UPDATE ON areaMarks
      BEGIN SELECT RAISE(ABORT, 'a mark is never changed: append another'); END;
    CREATE TRIGGER areaMarksGoOnlyWithTheirAct BEFORE DELETE ON areaMarks WHEN EXISTS (SELECT 1 FROM cases JOIN reviewActs ON reviewActs.caseId = cases.id WHERE reviewActs.id = OLD.actId)
      BEGIN SELECT RAISE(ABORT, 'a mark is never taken away'); END;

    CREATE TABLE packedRegions (
      regionId INTEGER PRIMARY KEY REFERENCES regions (id) ON DELETE CASCADE,
      cells INTEGER NOT NULL CHECK (cells >= 0),
      classCodes TEXT NOT NULL,
      packed BLOB NOT NULL CHECK (length(packed) = 30 * cells)
    ) STRICT;

    CREATE TABLE manualTallies (
      id INTEGER PRIMARY KEY,
      caseId INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
      by TEXT NOT NULL CHECK (by <> ''),
      at TEXT NOT NULL,
      code TEXT NOT NULL CHECK (length(code) = 3),
      removes INTEGER UNIQUE REFERENCES manualTallies (id) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX manualTalliesByCase ON manualTallies (caseId, id);
    CREATE TRIGGER manualTalliesAreNeverChanged BEFORE UPDATE ON manualTallies
      BEGIN SELECT RAISE(ABORT, 'a tally is never changed: append another'); END;
    CREATE TRIGGER manualTalliesGoOnlyWithTheirCase BEFORE DELETE ON manualTallies WHEN EXISTS (SELECT 1 FROM cases WHERE id = OLD.caseId)
      BEGIN SELECT RAISE(ABORT, 'a tally is never taken away'); END;
  `,
};
