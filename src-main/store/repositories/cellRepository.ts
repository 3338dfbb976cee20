import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Connection } from '../connection.ts';
import type { PackedRegion } from './packedRegion.ts';
import { packRegion } from './packedRegion.ts';

/** What the machine said of a cell; kept for ever. */
export interface MachineCall {
  readonly code: ClassCode;
  readonly forcedCode: ClassCode;
  /** In the order of the classifier's classes. */
  readonly probabilities: Float32Array;
  readonly familiarity: number;
  /** Name and hash of the model. */
  readonly modelVersion: string;
}

export interface NewCell {
  readonly box: BoxPx;
  readonly score: number;
  readonly machineCall: MachineCall;
  /** Probability of the forced call; where absent, UNK is none of the classifier's classes, and it is the largest. */
  readonly confidence?: number;
}

/** A stored cell with the machine's call; its confidence is among the packed columns. What people said of it: `ReviewRepository`. */
export interface StoredCell extends Omit<NewCell, 'confidence'> {
  readonly id: number;
  readonly slideId: number;
  readonly regionId: number;
  /** Place of its region in the slide's order of counting. */
  readonly regionPosition: number;
  /** Place within its region's order of counting. */
  readonly position: number;
}

/** A region of a case that was counted, with its cells. Regions come in the order of counting, slide by slide. */
export interface CountedRegionCells { readonly regionId: number; readonly slidePosition: number; readonly cells: PackedRegion }

interface Row extends BoxPx {
  id: number; slideId: number; regionId: number; regionPosition: number; position: number; score: number;
  code: ClassCode; forcedCode: ClassCode; probabilities: Uint8Array; familiarity: number; modelVersion: string;
}

export class CellRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Keeps the cells of one region with the machine's calls, in the order of counting, all or nothing. */
  addToRegion(regionId: number, cells: readonly NewCell[]): void {
    this.#connection.transaction(() => {
      const calledAt = new Date().toISOString();
      const ids: number[] = [];
      for (const [position, { box, score, machineCall }] of cells.entries()) {
        const { id } = this.#connection.write(
          `INSERT INTO cells (id, regionId, position, xPx, yPx, widthPx, heightPx, score)
           VALUES (1 + max((SELECT coalesce(max(id), 0) FROM cells), (SELECT highest FROM usedIds WHERE kind = 'cell')), ?, ?, ?, ?, ?, ?, ?)`,
          regionId, position, box.xPx, box.yPx, box.widthPx, box.heightPx, score,
        );
        this.#connection.write(
          "INSERT INTO calls (cellId, caller, code, forcedCode, probabilities, familiarity, modelVersion, calledAt) VALUES (?, 'machine', ?, ?, ?, ?, ?, ?)",
          id, machineCall.code, machineCall.forcedCode, bytesOf(machineCall.probabilities), machineCall.familiarity, machineCall.modelVersion, calledAt,
        );
        ids.push(id);
      }
      this.#keepPacked(regionId, packRegion(ids, cells));
    });
  }

  /** Every cell found on a slide, in the order of counting. */
  ofSlide(slideId: number): StoredCell[] {
    return this.#connection.all<Row>(`${rows} WHERE regions.slideId = ? ORDER BY regions.position, cells.position`, slideId).map(fromRow);
  }

  /** One cell of a case; undefined where the case has none with this id. */
  find(caseId: number, cellId: number): StoredCell | undefined {
    const row = this.#connection.first<Row>(`${rows} JOIN slides ON slides.id = regions.slideId WHERE cells.id = ? AND slides.caseId = ?`, cellId, caseId);
    return row && fromRow(row);
  }

  /** The cells of every region of a case counted so far, as columns: what `ofSlide` gives, in a hundredth of its time. */
  packedOfCase(caseId: number): CountedRegionCells[] {
    const found = this.#connection.all<{ regionId: number; slidePosition: number; packedCells: number | null; classCodes: string; packed: Uint8Array }>(
      `SELECT regions.id AS regionId, slides.position AS slidePosition, packedRegions.cells AS packedCells, packedRegions.classCodes, packedRegions.packed
       FROM slides JOIN regions ON regions.slideId = slides.id LEFT JOIN packedRegions ON packedRegions.regionId = regions.id
       WHERE slides.caseId = ? AND regions.state = 'counted' ORDER BY slides.position, regions.position`,
      caseId,
    );
    return found.map(({ regionId, slidePosition, packedCells, classCodes, packed }) =>
      ({ regionId, slidePosition, cells: packedCells === null ? this.#packNow(regionId) : { cells: packedCells, classCodes, packed } }));
  }

  /** How many regions of each slide of a case are counted, and wait: while that is the same, so are the cells. A slide whose regions are not chosen yet waits, too. */
  progressOfCase(caseId: number): { counted: number; waiting: number }[] {
    return this.#connection.all<{ counted: number; waiting: number }>(
      `SELECT count(*) FILTER (WHERE regions.state = 'counted') AS counted,
         count(*) FILTER (WHERE regions.state = 'waiting') + NOT EXISTS (SELECT 1 FROM regionChoices WHERE slideId = slides.id) AS waiting
       FROM slides LEFT JOIN regions ON regions.slideId = slides.id WHERE slides.caseId = ? GROUP BY slides.id ORDER BY slides.position`, caseId,
    );
  }

  /** The machine's call of each cell of a slide, in the order of counting. Small: for deciding how far the count has come. */
  machineCodesOfSlide(slideId: number): { regionId: number; code: ClassCode }[] {
    return this.#connection.all<{ regionId: number; code: ClassCode }>(
      `SELECT cells.regionId, calls.code FROM regions JOIN cells ON cells.regionId = regions.id
       JOIN calls ON calls.cellId = cells.id AND calls.caller = 'machine'
       WHERE regions.slideId = ? ORDER BY regions.position, cells.position`,
      slideId,
    );
  }

  /** Of a region that was counted before regions were packed. */
  #packNow(regionId: number): PackedRegion {
    return this.#connection.transaction(() => {
      const cells = this.#connection.all<Row>(`${rows} WHERE regions.id = ? ORDER BY cells.position`, regionId).map(fromRow);
      const packed = packRegion(cells.map(({ id }) => id), cells);
      this.#keepPacked(regionId, packed);
      return packed;
    });
  }

  #keepPacked(regionId: number, { cells, classCodes, packed }: PackedRegion): void {
    this.#connection.write('INSERT OR REPLACE INTO packedRegions (regionId, cells, classCodes, packed) VALUES (?, ?, ?, ?)', regionId, cells, classCodes, packed);
  }
}

const rows = `SELECT cells.*, regions.slideId, regions.position AS regionPosition,
    calls.code, calls.forcedCode, calls.probabilities, calls.familiarity, calls.modelVersion
  FROM regions JOIN cells ON cells.regionId = regions.id JOIN calls ON calls.cellId = cells.id AND calls.caller = 'machine'`;

function bytesOf(values: Float32Array): Uint8Array {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function fromRow(row: Row): StoredCell {
  const { xPx, yPx, widthPx, heightPx, code, forcedCode, familiarity, modelVersion } = row;
  // Copied, because SQLite's bytes need not lie on a multiple of four.
  const probabilities = new Float32Array(new Uint8Array(row.probabilities).buffer);
  return {
    id: row.id, slideId: row.slideId, regionId: row.regionId, regionPosition: row.regionPosition, position: row.position, score: row.score,
    box: { xPx, yPx, widthPx, heightPx },
    machineCall: { code, forcedCode, probabilities, familiarity, modelVersion },
  };
}
