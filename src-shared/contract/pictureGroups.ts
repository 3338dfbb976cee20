import * as v from 'valibot';

/**
 * Which pictures of a folder belong together: as a column of a table tells, or each on its own whatever a table tells (`none`). Where
 * nothing is said, a manifest in the folder tells it.
 */
export const pictureGroups = v.union([
  v.object({ file: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)), column: v.pipe(v.string(), v.minLength(1), v.maxLength(300)) }),
  v.literal('none'),
]);
export type PictureGroups = v.InferOutput<typeof pictureGroups>;
