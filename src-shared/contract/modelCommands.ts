import * as v from 'valibot';
import { modelCard } from '../models/modelCard.ts';
import { count, instant, longText, nothing, userName } from './parts.ts';

const modelName = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** A person's word that a classifier names cells from now on, or that the one before it does again. */
export const modelPromotion = v.object({ name: v.string(), version: v.string(), sha256: v.string(), promotedBy: v.string(), promotedAt: instant, reason: v.string(), wentBack: v.boolean() });

/** A model that is installed, as a list shows it. */
export const installedModel = v.object({
  name: v.string(), version: v.string(), kind: v.picklist(['classifier', 'localExpert', 'detector']), sha256: v.string(), summary: v.string(),
  /** One of the laboratory's own; else it was shipped with the program. */
  isOwn: v.boolean(),
  /** It takes part in counts that are begun now. */
  isInUse: v.boolean(),
  /** Undefined for a detector. */
  isCalibrated: v.optional(v.boolean()),
  /** Kept cases that were counted with it. */
  cases: count,
});
export type InstalledModel = v.InferOutput<typeof installedModel>;

export const modelCommands = {
  'models.list': {
    arguments: nothing,
    result: v.object({
      models: v.array(installedModel),
      /** What is wrong with models whose card can't be read, or with the one that should name cells. */
      damaged: v.array(v.object({ sentence: v.string(), remedy: v.string() })),
      /** Newest first. */
      promotions: v.array(modelPromotion),
      /** What going back leads to; undefined where nothing was promoted. */
      goesBackTo: v.optional(v.object({ name: v.string(), version: v.string() })),
    }),
  },
  'models.card': { arguments: v.object({ name: modelName }), result: v.object({ card: modelCard, model: installedModel }) },
  /** Compares the file with the hash of its card and lets it answer to drawn cells, in a process of its own. Long. */
  'models.verify': { arguments: v.object({ name: modelName }), result: v.object({ isGood: v.boolean(), sentence: v.string(), remedy: v.string() }) },
  /** Lets a classifier name the cells of new cases; `reason` is kept with the person's name. */
  'models.promote': { arguments: v.object({ name: modelName, by: userName, reason: v.pipe(longText, v.trim(), v.minLength(1)) }), result: modelPromotion },
  /** Goes back to what named cells before the last promotion. */
  'models.goBack': { arguments: v.object({ by: userName, reason: v.optional(longText) }), result: modelPromotion },
  /** Writes model, card and SHA-256 into a folder. */
  'models.export': { arguments: v.object({ name: modelName, directory: v.pipe(v.string(), v.minLength(1)) }), result: v.object({ directory: v.string(), files: v.array(v.string()) }) },
  /** Takes one of the laboratory's own away for good; one that cases were counted with only where `evenIfCounted` says so. */
  'models.remove': { arguments: v.object({ name: modelName, by: userName, evenIfCounted: v.boolean() }), result: nothing },
};
