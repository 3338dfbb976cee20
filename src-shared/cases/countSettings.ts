import * as v from 'valibot';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal'));

/**
 * All that decides which cells are found and what the machine calls them. The target is not among it: a count with a higher
 * target goes on from the cells of the lower one.
 */
export const countSettings = v.object({
  formatVersion: v.literal(1),
  kind: v.picklist(['marrow', 'blood']),
  /** As the user gave it for level 0; absent where the file or the red cells are asked. */
  micrometresPerPixel: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(50))),
  /** Whether the whole slide is looked at for regions, as for counting everything; else until there are enough. */
  everywhere: v.boolean(),
  /** Of the order in which regions and cells are counted. */
  seed: v.pipe(v.number(), v.integer()),
  /** Every model that takes part. */
  models: v.array(v.object({ name: v.string(), version: v.string(), sha256 })),
  /** What the models run on: processors differ in the last bit, so a count is not mixed. */
  provider: v.picklist(['cpu', 'cuda', 'webgpu', 'dml']),
});
export type CountSettings = v.InferOutput<typeof countSettings>;

/** How many cells to count: a number shared among the smears, or all that there are. */
export const countTarget = v.union([v.literal('everything'), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000))]);
export type CountTarget = v.InferOutput<typeof countTarget>;

/** What a stored count job works from: enough to begin it again without the command that began it. */
export const countJobInput = v.object({
  paths: v.pipe(v.array(v.string()), v.minLength(1)), settings: countSettings, target: countTarget, force: v.boolean(),
  /** Cells asked for above the target: in place of those that people named as what is not counted or took away, and to settle what lies near a threshold. */
  inPlaceOf: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000))),
});
export type CountJobInput = v.InferOutput<typeof countJobInput>;

/** How many cells the machine is asked for, so that after the review as many as the target are left. */
export const askedOfMachine = ({ target, inPlaceOf = 0 }: Pick<CountJobInput, 'target' | 'inPlaceOf'>): CountTarget => (target === 'everything' ? target : target + inPlaceOf);
