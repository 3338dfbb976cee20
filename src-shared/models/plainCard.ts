import * as v from 'valibot';

const finite = v.pipe(v.number(), v.finite());
const perChannel = v.tuple([finite, finite, finite]);
const text = (longest: number) => v.optional(v.pipe(v.string(), v.maxLength(longest)));

/**
 * What a stranger writes of a classifier, so that it can be imported. Only what the network's file can't tell is asked for; all else has
 * the default that most exports have.
 */
export const plainCard = v.strictObject({
  /** What its maker calls each output, in order. */
  classes: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(200))), v.minLength(2), v.maxLength(1000), v.check((names) => new Set(names).size === names.length, 'no class twice')),
  input: v.pipe(v.strictObject({
    /** The square's side, where the file leaves it open. */
    sidePx: v.optional(v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(1024))),
    /** How wide the square is on the glass ... */
    widthUm: v.optional(v.pipe(v.number(), v.minValue(5), v.maxValue(100))),
    /** ... or how wide one pixel is. */
    micrometresPerPixel: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(2))),
    layout: v.optional(v.picklist(['NCHW', 'NHWC'])),
    channels: v.optional(v.picklist(['RGB', 'BGR'])),
    /** Multiplies values from 0 to 255; 1/255 where left out. */
    scale: v.optional(v.pipe(finite, v.gtValue(0))),
    /** Taken away after scaling, in the network's order of channels. */
    mean: v.optional(perChannel),
    /** Divides what is left. */
    std: v.optional(v.pipe(perChannel, v.check((values) => values.every((value) => value > 0), 'numbers above 0'))),
    name: text(300),
  }), v.check(({ widthUm, micrometresPerPixel }) => (widthUm === undefined) !== (micrometresPerPixel === undefined), 'either widthUm or micrometresPerPixel')),
  output: v.optional(v.strictObject({ name: text(300), kind: v.optional(v.picklist(['logits', 'probabilities'])) })),
  /** Over how many turned and mirrored views its answers are averaged; 1 where left out. */
  views: v.optional(v.picklist([1, 4, 8])),
  /** Classes of this product by the maker's names: a person may give others. */
  map: v.optional(v.record(v.string(), v.string())),
  name: text(64), version: text(64), licence: text(300), summary: text(4000),
  /** What it was trained on, in words. */
  trainedOn: text(4000),
  sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal'))),
});
export type PlainCard = v.InferOutput<typeof plainCard>;
