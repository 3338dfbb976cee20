import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Connection } from '../connection.ts';

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

/** What a person said of a cell. The last one holds. */
export interface ReviewerCall { readonly code: ClassCode; readonly reviewer: string; readonly calledAt: string }

export interface NewCell { readonly box: BoxPx; readonly score: number; readonly machineCall: MachineCall }

/** A stored cell with the machine's call and the last of the reviewers', if any. */
export interface StoredCell extends NewCell {
  readonly id: number;
  readonly slideId: number;
  readonly regionId: number;
  /** Place of its region in the slide's order of counting. */
  readonly regionPosition: number;
  /** Place within its region's order of counting. */
  readonly position: number;
  readonly reviewerCall: ReviewerCall | undefined;
}

interface Row extends BoxPx {
  id: number; slideId: number; regionId: number; regionPosition: number; position: number; score: number;
  code: ClassCode; forcedCode: ClassCode; probabilities: Uint8Array; familiarity: number; modelVersion: string;
  reviewedCode: ClassCode | null; reviewer: string | null; reviewedAt: string | null;
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
      for (const [position, { box, score, machineCall }] of cells.entries()) {
        const { id } = this.#connection.write(
          'INSERT INTO cells (regionId, position, xPx, yPx, widthPx, heightPx, score) VALUES (?, ?, ?, ?, ?, ?, ?)',
          regionId, position, box.xPx, box.yPx, box.widthPx, box.heightPx, score,
        );
        this.#connection.write(
          "INSERT INTO calls (cellId, caller, code, forcedCode, probabilities, familiarity, modelVersion, calledAt) VALUES (?, 'machine', ?, ?, ?, ?, ?, ?)",
          id, machineCall.code, machineCall.forcedCode, bytesOf(machineCall.probabilities), machineCall.familiarity, machineCall.modelVersion, calledAt,
        );
      }
    });
  }

  /** Appends a person's call; what was said before stays. */
  addReviewerCall(cellId: number, call: ReviewerCall): void {
    this.#connection.write(
      "INSERT INTO calls (cellId, caller, code, reviewer, calledAt) VALUES (?, 'reviewer', ?, ?, ?)",
      cellId, call.code, call.reviewer, call.calledAt,
    );
  }

  /** Every cell found on a slide, in the order of counting. */
  ofSlide(slideId: number): StoredCell[] {
    return this.#connection.all<Row>(
      `SELECT cells.*, regions.slideId, regions.position AS regionPosition,
         machine.code, machine.forcedCode, machine.probabilities, machine.familiarity, machine.modelVersion,
         review.code AS reviewedCode, review.reviewer, review.calledAt AS reviewedAt
       FROM regions JOIN cells ON cells.regionId = regions.id
       JOIN calls AS machine ON machine.cellId = cells.id AND machine.caller = 'machine'
       LEFT JOIN calls AS review ON review.id = (SELECT max(id) FROM calls WHERE cellId = cells.id AND caller = 'reviewer')
       WHERE regions.slideId = ? ORDER BY regions.position, cells.position`,
      slideId,
    ).map(fromRow);
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
}

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
    reviewerCall: row.reviewedCode === null ? undefined : { code: row.reviewedCode, reviewer: row.reviewer!, calledAt: row.reviewedAt! },
  };
}
