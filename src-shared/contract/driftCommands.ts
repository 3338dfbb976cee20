import * as v from 'valibot';
import { colourNames } from '../models/colourNames.ts';
import { classCode, count, id, instant, nothing } from './parts.ts';

const state = v.picklist(['within', 'below', 'above']);
const share = v.number();
const specimen = v.picklist(['marrow', 'blood']);

/** A count on a control chart with the limits that chance leaves it, as shares. */
const chartedCount = v.object({ cells: count, hits: count, lower: share, upper: share, state });

/**
 * What is watched of the machine against its reviewers: of the cells that a person calls a class and the machine names at all, the share
 * that it names so; `all` of them together; `unnamed`: of all reviewed cells, the share that it would not name.
 */
const watched = v.union([classCode, v.picklist(['all', 'unnamed'])]);

const agreementRow = v.object({
  watched,
  /** What the reference cases showed. */
  known: v.object({ cells: count, hits: count }),
  /** Oldest first, those of the reference among them. */
  points: v.array(v.object({ caseId: id, at: instant, isReference: v.boolean(), ...chartedCount.entries })),
  /** The newest cases together. */
  recent: v.object({ cases: count, ...chartedCount.entries }),
});

const colourRow = v.object({
  name: v.picklist(colourNames), mean: v.number(), lower: v.number(), upper: v.number(),
  points: v.array(v.object({ caseId: id, slide: v.string(), at: instant, isReference: v.boolean(), value: v.number(), state })),
});

const outsideColour = v.object({ name: v.picklist(colourNames), state });

/** Slides whose mean lies outside what the middle 95 % of the single cells have that the classifier in use learnt from; newest first. */
const unlikeModel = v.object({ model: v.string(), on: v.string(), slides: v.array(v.object({ caseId: id, slide: v.string(), at: instant, colours: v.array(outsideColour) })) });

export const drift = v.object({
  /** By kind of specimen, of the cases counted with the models of the newest reviewed one of that kind; none where none is reviewed. */
  agreement: v.array(v.object({ specimen, models: v.string(), cases: count, /** So many cases are needed before anything is charted. */ needed: count, referenceCases: count, rows: v.array(agreementRow) })),
  /** By kind of specimen. */
  colours: v.array(v.object({ specimen, slides: count, needed: count, referenceSlides: count, rows: v.array(colourRow), unlikeModel: v.optional(unlikeModel) })),
});
export type Drift = v.InferOutput<typeof drift>;
export type AgreementRow = v.InferOutput<typeof agreementRow>;
export type ColourRow = v.InferOutput<typeof colourRow>;

export const driftCommands = {
  /** Whether machine and reviewers still agree as they did, and slides still look as they did. Long in a large library. */
  'models.drift': { arguments: nothing, result: drift },
  /** What of it concerns one case: where it lies outside the limits. */
  'models.driftOfCase': {
    arguments: v.object({ caseId: id }),
    result: v.object({
      agreement: v.array(v.object({ watched, ...chartedCount.entries })),
      /** Slides whose nuclei are unlike all that the classifier learnt from with which the case was counted. */
      unlikeModel: v.array(v.object({ model: v.string(), slide: v.string(), colours: v.array(outsideColour) })),
      colours: v.array(v.object({ slide: v.string(), name: v.picklist(colourNames), value: v.number(), lower: v.number(), upper: v.number(), state })),
    }),
  },
};
