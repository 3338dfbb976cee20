import * as v from 'valibot';
import { classCode, count, nothing, userName } from './parts.ts';

/** Local experts: networks that decide again between two neighbouring stages. */
export const expertCommands = {
  /** Which neighbours the classifier that names cells now confuses most, by its card. */
  'models.experts': {
    arguments: nothing,
    result: v.object({
      classifier: v.string(), on: v.optional(v.string()),
      pairs: v.array(v.object({
        classes: v.tuple([classCode, classCode]), cells: count, confused: count, interval: v.object({ lower: v.number(), upper: v.number() }), expert: v.optional(v.string()),
        /** Reviewed cells of each that an expert could learn from. */
        reviewed: v.tuple([count, count]),
      })),
      /** So many reviewed cells of each class are needed. */
      needed: count,
    }),
  },
  /** Trains one on the reviewed cells of the library, in a process of its own, and keeps it only where it helps on cells left out. Long. */
  'models.trainExpert': {
    arguments: v.object({ classes: v.tuple([classCode, classCode]), by: userName }),
    result: v.object({ name: v.optional(v.string()), cells: count, rightWithout: count, rightWith: count, mended: count, spoilt: count }),
  },
};
