import * as v from 'valibot';
import { cellId, classCode, count, id, instant, picture, reading } from './parts.ts';
import { reviewKinds } from './reviewCommands.ts';

/** Bits of a cell's state, as they stand in `CellColumns.states`. */
export const cellState = {
  /** A person has named it in this reading. */ reviewed: 1,
  /** A person put it there. */ added: 2,
  /** A person took it away, or it is counted once as another one, found or added at the same place: shown only where asked for. */ removed: 4,
  /** It lies in an area that a person has excluded. */ excluded: 8,
  /** It lies beyond the target, found on the way: not part of the count. */ beyondTarget: 16,
  /** In the consensus: the two readers differ on it, and have not settled it. */ unsettled: 32,
} as const;

/** Whether two readers have left open what a cell of the count is, or whether it is one. */
export const isUnsettled = (state: number): boolean => (state & (cellState.unsettled | cellState.excluded | cellState.beyondTarget)) === cellState.unsettled;

/**
 * The cells of a case in one reading, as columns, in the order of counting. Row i of each column is one cell. Codes are places in
 * `classCodes`. Boxes are level-0 pixels, four a cell (x, y, width, height).
 */
export const cellColumns = v.object({
  caseId: id, reading,
  /** Rises with every change of this reading: columns with a lower one are out of date. */
  version: count,
  ids: v.instance(Int32Array),
  /** Place of the cell's slide in the case. */ slides: v.instance(Uint16Array),
  boxes: v.instance(Float32Array),
  /** As shown: the person's call where there is one, else the machine's. */ codes: v.instance(Uint8Array),
  machineCodes: v.instance(Uint8Array),
  /** What the machine would have said if it had to name it. */ forcedCodes: v.instance(Uint8Array),
  /** Calibrated probability of `forcedCodes`, 0 to 1; 1 for added cells. */ confidences: v.instance(Float32Array),
  /** Share of held-out cells that are less familiar, 0 to 1. */ familiarities: v.instance(Float32Array),
  states: v.instance(Uint8Array),
});
export type CellColumns = v.InferOutput<typeof cellColumns>;

export const cellDetail = v.object({
  cellId, slideId: id, box: v.object({ xPx: v.number(), yPx: v.number(), widthPx: v.number(), heightPx: v.number() }),
  /** Best first, at most five; empty for added cells. */
  best: v.array(v.object({ code: classCode, probability: v.number() })),
  machine: v.optional(v.object({ code: classCode, forcedCode: classCode, model: v.string(), /** Whether its probabilities were measured against labelled cells. */ isCalibrated: v.boolean(), familiarity: v.number() })),
  /** What people did with it, oldest first, with what was undone marked: in this reading; for the consensus in each. `code` null: taken away. */
  history: v.array(v.object({ at: instant, by: v.string(), reading, kind: v.picklist(reviewKinds), code: v.nullable(classCode), undone: v.boolean() })),
});
export type CellDetail = v.InferOutput<typeof cellDetail>;

/** One reference picture: a cell that this laboratory has reviewed, or a drawn one until there are some. */
export const referencePicture = v.object({ code: classCode, kind: v.picklist(['reviewed', 'drawn']), number: count, caption: v.string() });

export const cellCommands = {
  'cells.ofCase': { arguments: v.object({ caseId: id, reading }), result: cellColumns },
  'cells.get': { arguments: v.object({ caseId: id, reading, cellId }), result: cellDetail },
  /** Of this case only what the reading itself has named: a second reader must not see the first one's calls as examples. */
  'cells.references': { arguments: v.object({ code: classCode, caseId: id, reading }), result: v.object({ pictures: v.array(referencePicture) }) },
  /** Pictures: the window asks for them by address (see `pictureAddress.ts`), the shell by these. */
  'pictures.tile': { arguments: v.object({ slideId: id, level: count, column: count, row: count }), result: picture },
  /** `sidePx` is the most: a picture has no more pixels than the slide has there. */
  'pictures.cell': { arguments: v.object({ caseId: id, cellId, spanUm: v.pipe(v.number(), v.minValue(5), v.maxValue(500)), sidePx: v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(1024)) }), result: picture },
  'pictures.reference': { arguments: v.object({ code: classCode, number: count }), result: picture },
  /** The whole slide, small, for the worklist and the navigator. */
  'pictures.overview': { arguments: v.object({ slideId: id, longestPx: v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(2048)) }), result: picture },
};
