import type { Reading } from '#shared/contract/parts.ts';
import type { BoxPx } from '#shared/geometry/box.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Connection } from '../connection.ts';

/** A cell of the library that a person has named, as an example of its class. */
export interface ReferenceCell {
  readonly cellId: number;
  readonly caseId: number;
  readonly slideId: number;
  /** The reading in which it was named so. */
  readonly reading: Reading;
  readonly box: BoxPx;
  /** How sure the machine was of the same name; 0 where it had another. */
  readonly confidence: number;
  readonly by: string;
  readonly at: string;
}

type Row = Omit<ReferenceCell, 'box' | 'confidence'> & BoxPx & { machineCode: ClassCode; probabilities: Uint8Array };

const rows = `SELECT marks.cellId, slides.caseId, slides.id AS slideId, acts.reading, cells.xPx, cells.yPx, cells.widthPx, cells.heightPx, acts.by, acts.at, calls.code AS machineCode, calls.probabilities
  FROM reviewMarks AS marks JOIN reviewActs AS acts ON acts.id = marks.actId AND acts.state = 'standing' AND acts.ofAct IS NULL
  JOIN cells ON cells.id = marks.cellId JOIN calls ON calls.cellId = cells.id AND calls.caller = 'machine'
  JOIN regions ON regions.id = cells.regionId JOIN slides ON slides.id = regions.slideId
  LEFT JOIN worklist ON worklist.caseId = slides.caseId`;
/** A name that the same reader has taken back since is no example. */
const isLast = `NOT EXISTS (
  SELECT 1 FROM reviewMarks AS later JOIN reviewActs AS laterActs ON laterActs.id = later.actId
  WHERE later.cellId = marks.cellId AND later.actId > marks.actId AND laterActs.state = 'standing' AND laterActs.caseId = acts.caseId AND laterActs.reading = acts.reading)`;

/** Cells that people have named, to be shown beside others. */
export class ReferenceCellRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The cells last named so, the newest first. Those of the sample and of slides of a format to be left out are not among them. */
  lastNamed(code: ClassCode, most: number, formatLeftOut: string): ReferenceCell[] {
    return this.#connection.all<Row>(
      `${rows} WHERE marks.code = ? AND coalesce(worklist.isSample, 0) = 0 AND slides.format <> ? AND ${isLast} ORDER BY marks.actId DESC LIMIT ?`, code, formatLeftOut, most,
    ).map(({ xPx, yPx, widthPx, heightPx, machineCode, probabilities, ...row }) => ({
      ...row, box: { xPx, yPx, widthPx, heightPx },
      // The largest is that of the call, unless it was UNK. Copied, because SQLite's bytes need not lie on a multiple of four.
      confidence: machineCode === code ? Math.max(...new Float32Array(new Uint8Array(probabilities).buffer)) : 0,
    }));
  }
}
