import * as v from 'valibot';
import { count, id, nothing } from './parts.ts';

/** Copies that the web host keeps of slides dropped on a window: a browser does not tell where a file lies. */
export const droppedCommands = {
  /**
   * Takes away the copies at these paths that no case uses. Of a path that is none of a kept copy, and of a copy of a case,
   * nothing is touched. A copy of which a case is being made goes once that failed.
   */
  'files.discardDropped': { arguments: v.object({ paths: v.pipe(v.array(v.string()), v.maxLength(10_000)) }), result: nothing },
  /** How many slides of a case are files of the user's own, and how many are copies, which go with the last case that uses them. */
  'files.copiesOfCase': { arguments: v.object({ caseId: id }), result: v.object({ own: count, copies: count }) },
};
