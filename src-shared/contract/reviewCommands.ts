import * as v from 'valibot';
import { boxPx, cellId, cellIds, classCode, count, id, instant, nothing, reading, shortText, userName } from './parts.ts';

/** Cells that an act changed, as they stand after it; rows as in `CellColumns`. A cell that was added by it comes with its slide and box. */
export const changedCells = v.object({
  ids: v.instance(Int32Array), codes: v.instance(Uint8Array), states: v.instance(Uint8Array),
  added: v.array(v.object({ cellId, slideId: id, box: boxPx })),
});

export const reviewKinds = ['call', 'accept', 'removeCells', 'addCell', 'excludeArea', 'moveArea', 'includeArea'] as const;

/** An act as undo and redo name it: how many cells it was of, and the class where all got the same. */
export const reviewedAct = v.object({ kind: v.picklist(reviewKinds), cells: v.optional(count), code: v.optional(classCode) });
export type ReviewedAct = v.InferOutput<typeof reviewedAct>;

/** What came of a reviewing act. It is on disk when this arrives. */
export const reviewChange = v.object({
  caseId: id, reading, version: count, changed: changedCells, areasChanged: v.boolean(),
  /** What undo and redo would take back or do again now; absent where there is nothing. */
  undo: v.optional(reviewedAct), redo: v.optional(reviewedAct),
});
export type ReviewChange = v.InferOutput<typeof reviewChange>;

/** `last`: the cell that an undo would take back. `takenBack`: those that redo would count again, in that order. */
const manualCount = v.object({ counts: v.record(v.string(), count), total: count, last: v.optional(classCode), takenBack: v.array(classCode) });

const act = { caseId: id, reading, by: userName };

/** Every act can be undone and redone; all are kept, with who and when. A signed case refuses them: an amendment opens it again. */
export const reviewCommands = {
  'review.state': { arguments: v.object({ caseId: id, reading }), result: v.object({ version: count, undo: v.optional(reviewedAct), redo: v.optional(reviewedAct) }) },
  'review.call': { arguments: v.object({ ...act, cellIds, code: classCode }), result: reviewChange },
  /** Agrees with what is shown of these cells. */
  'review.accept': { arguments: v.object({ ...act, cellIds }), result: reviewChange },
  'review.removeCells': { arguments: v.object({ ...act, cellIds }), result: reviewChange },
  'review.addCell': { arguments: v.object({ ...act, slideId: id, box: boxPx, code: classCode }), result: reviewChange },
  'review.excludeArea': { arguments: v.object({ ...act, slideId: id, box: boxPx, reason: shortText }), result: reviewChange },
  'review.moveArea': { arguments: v.object({ ...act, areaId: id, box: boxPx }), result: reviewChange },
  'review.includeArea': { arguments: v.object({ ...act, areaId: id }), result: reviewChange },
  'review.undo': { arguments: v.object(act), result: reviewChange },
  'review.redo': { arguments: v.object(act), result: reviewChange },
  /** Cells seen down the eyepiece, one key a class: kept apart from the slide's, and added in the differential. */
  'manual.get': { arguments: v.object({ caseId: id }), result: manualCount },
  'manual.tally': { arguments: v.object({ caseId: id, by: userName, code: classCode }), result: manualCount },
  'manual.undo': { arguments: v.object({ caseId: id, by: userName }), result: manualCount },
  'manual.redo': { arguments: v.object({ caseId: id, by: userName }), result: manualCount },
  /** Two readers. A reader is named when the reading begins; `finish` closes it to further calls until it is opened again. */
  'readings.begin': { arguments: v.object({ caseId: id, reading, reader: userName }), result: nothing },
  'readings.finish': { arguments: v.object({ caseId: id, reading, finished: v.boolean() }), result: nothing },
  'readings.compare': {
    arguments: v.object({ caseId: id }),
    result: v.object({
      readers: v.object({ first: v.string(), second: v.string() }), finished: v.boolean(), cells: count,
      /** Cohen's kappa with a 95 % interval; absent where it is not defined. */
      byClass: v.optional(v.object({ kappa: v.number(), lower: v.number(), upper: v.number(), agreement: v.number() })),
      byLineage: v.optional(v.object({ kappa: v.number(), lower: v.number(), upper: v.number(), agreement: v.number() })),
      /** First reader's class against the second's. */
      table: v.object({ codes: v.array(classCode), rows: v.array(v.array(count)) }),
      differing: v.array(v.object({ cellId, first: classCode, second: classCode, consensus: v.optional(classCode) })),
      readAt: instant,
    }),
  },
};
