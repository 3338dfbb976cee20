import * as v from 'valibot';
import { modelClass } from './modelClass.ts';

const finite = v.pipe(v.number(), v.finite());
const perChannel = v.tuple([finite, finite, finite]);
/** Longest name of an input or output. */
export const longestTensorName = 300;
const tensorName = v.pipe(v.string(), v.minLength(1), v.maxLength(longestTensorName));

/** Most pictures in a batch of a network's own: it is filled whole, for one cell too. */
export const largestBatch = 256;
/** Most pixels in a batch: 200 MB of 32-bit floats, as of 16 of the largest pictures. */
export const mostPixelsInBatch = 16 * 1024 * 1024;

/** How a network that was made elsewhere takes a picture, and what its answers mean. */
export const networkEncoding = v.object({
  inputName: tensorName,
  outputName: tensorName,
  /** [batch, channel, row, column], or channels last. */
  layout: v.picklist(['NCHW', 'NHWC']),
  channels: v.picklist(['RGB', 'BGR']),
  /** A value from 0 to 255 becomes (value × scale − mean) / deviation; mean and deviation in the network's order of channels. */
  scale: v.pipe(finite, v.gtValue(0)),
  mean: perChannel,
  deviation: v.pipe(perChannel, v.check((values) => values.every((value) => value > 0), 'a deviation above 0')),
  answer: v.picklist(['logits', 'probabilities']),
  /** The only number of pictures that it takes at once; absent where any will do. */
  batch: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(largestBatch))),
  /** The class of each output, in order; several may be one class. */
  outputs: v.pipe(v.array(modelClass), v.minLength(2), v.maxLength(1000)),
  /** What its maker calls each output. */
  names: v.array(v.string()),
});
export type NetworkEncoding = v.InferOutput<typeof networkEncoding>;
