import * as v from 'valibot';
import { buildableNames, buildLimits } from '../models/buildableNames.ts';
import { modelCard } from '../models/modelCard.ts';
import { classifierAtWork, standingJudgement } from './modelJudgement.ts';
import { count, instant, longText, nothing, productClass, userName } from './parts.ts';
import { pictureGroups } from './pictureGroups.ts';

const filePath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const modelName = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** A person's word that a classifier names cells from now on, or that the one before it does again. */
export const modelPromotion = v.object({
  name: v.string(), version: v.string(), sha256: v.string(), promotedBy: v.string(), promotedAt: instant, reason: v.string(), wentBack: v.boolean(),
  /** How it was judged, as it was known at that moment; undefined where nobody had judged it, and of a going back. */
  judged: v.optional(standingJudgement),
  /** Names of the local experts that took part until then, and ended with it. */
  endedExperts: v.array(v.string()),
});
export type ShownPromotion = v.InferOutput<typeof modelPromotion>;

/** What a person did with a model, besides promoting it. */
export const modelRecord = v.object({ deed: v.picklist(['imported', 'built', 'calibrated', 'trained', 'deleted']), name: v.string(), version: v.string(), sha256: v.string(), by: v.string(), at: instant });
export type ModelRecord = v.InferOutput<typeof modelRecord>;

/** What a person must know who lets a classifier name cells. */
export const classifierStanding = v.object({
  /** How it was judged last; undefined where nobody compared it with any. */
  judged: v.optional(standingJudgement),
  /** What names cells now; undefined where that can't be read. */
  inUse: v.optional(classifierAtWork),
  /** Local experts that take part in counts now, and would not with it: they were made for what it takes the place of. */
  endingExperts: v.array(v.object({ name: v.string(), summary: v.string() })),
});
export type ClassifierStanding = v.InferOutput<typeof classifierStanding>;

/** A model that is installed, as a list shows it. */
export const installedModel = v.object({
  name: v.string(), version: v.string(), kind: v.picklist(['classifier', 'localExpert', 'detector']), sha256: v.string(), summary: v.string(),
  /** One of the laboratory's own; else it was shipped with the program. */
  isOwn: v.boolean(),
  /** It takes part in counts that are begun now. */
  isInUse: v.boolean(),
  /** Undefined for a detector. */
  isCalibrated: v.optional(v.boolean()),
  /** A network that was built here and has not been trained: it names by chance. */
  isUntrained: v.optional(v.literal(true)),
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
      /** Who made, took in or deleted which model; newest first. */
      records: v.array(modelRecord),
      /** What going back leads to, and the hash of what it goes back from; undefined where nothing was promoted. */
      goesBackTo: v.optional(v.object({ name: v.string(), version: v.string(), from: sha256, /** Names of the local experts that end with it. */ endingExperts: v.array(v.string()) })),
    }),
  },
  'models.card': { arguments: v.object({ name: modelName }), result: v.object({ card: modelCard, model: installedModel, /** Of a classifier. */ standing: v.optional(classifierStanding) }) },
  /** Compares the file with the hash of its card and lets it answer to drawn cells, in a process of its own. Long. */
  'models.verify': { arguments: v.object({ name: modelName }), result: v.object({ isGood: v.boolean(), sentence: v.string(), remedy: v.string() }) },
  /**
   * Lets a classifier name the cells of new cases; `reason` is kept with the person's name. The hashes say what the person saw: the
   * classifier, and what it takes the place of (undefined where that could not be read). Refused where either is another by now.
   */
  'models.promote': { arguments: v.object({ name: modelName, sha256, insteadOf: v.optional(sha256), by: userName, reason: v.pipe(longText, v.trim(), v.minLength(1)) }), result: modelPromotion },
  /** Goes back to what named cells before the last promotion. Refused where what was promoted last is not `from` any more. */
  'models.goBack': { arguments: v.object({ from: sha256, by: userName, reason: v.optional(longText) }), result: modelPromotion },
  /** Writes model, card and SHA-256 into a folder. */
  'models.export': { arguments: v.object({ name: modelName, directory: v.pipe(v.string(), v.minLength(1)) }), result: v.object({ directory: v.string(), files: v.array(v.string()) }) },
  /** Looks a model's file and card through without running it; a card beside the file is found. Long. */
  'models.readForImport': {
    arguments: v.object({ path: filePath, cardPath: v.optional(filePath) }),
    result: v.object({
      name: v.string(), sha256: v.string(),
      /** Its maker's names, with the class that its card says, that its name is one of our words for, or that it probably means: for a person to look at. None where the card has our codes. */
      classes: v.array(v.object({ name: v.string(), suggested: v.optional(productClass) })),
    }),
  },
  /** Takes a classifier that was made elsewhere in, after a trial apart; it names no cell until it is promoted. What `map` says goes before what its card says. Long. */
  'models.import': {
    arguments: v.object({ path: filePath, cardPath: v.optional(filePath), name: modelName, map: v.record(v.string(), productClass), by: userName }),
    result: v.object({ name: v.string(), triedOn: count, triedRight: count, /** Why it can't be trained further. */ notTrainable: v.optional(v.string()) }),
  },
  /**
   * Makes a published network for the laboratory's classes one of its models: untrained, or with weights of the same network from elsewhere.
   * It can be trained, and not be promoted. Long, in a process of its own, and not stopped.
   */
  'models.build': {
    arguments: v.object({
      network: v.picklist(buildableNames), name: modelName, by: userName,
      classes: v.pipe(v.array(productClass), v.minLength(buildLimits.fewestClasses), v.check((codes) => new Set(codes).size === codes.length && !codes.includes('UNK'), 'classes are different, and UNK is none')),
      weights: v.optional(filePath), sidePx: v.pipe(v.number(), v.integer(), v.minValue(buildLimits.sidePx[0]), v.maxValue(buildLimits.sidePx[1])), widthUm: v.pipe(v.number(), v.minValue(buildLimits.widthUm[0]), v.maxValue(buildLimits.widthUm[1])),
    }),
    result: v.object({ name: v.string(), summary: v.string(), /** What of it has learnt nothing. */ untrained: v.picklist(['network', 'head']) }),
  },
  /** Measures a classifier's probabilities on labelled pictures (one folder a class) and keeps it under a new name. Long. */
  'models.calibrate': {
    arguments: v.object({ name: modelName, newName: modelName, directory: filePath, spanUm: v.pipe(v.number(), v.minValue(1), v.maxValue(1000)), specimen: v.picklist(['marrow', 'blood']), by: userName, groups: v.optional(pictureGroups) }),
    result: v.object({ name: v.string(), cells: count, accuracy: v.number(), coverage: v.number(), confidentErrorRate: v.number() }),
  },
  /** Takes one of the laboratory's own away for good; one that cases were counted with only where `evenIfCounted` says so. */
  'models.remove': { arguments: v.object({ name: modelName, by: userName, evenIfCounted: v.boolean() }), result: nothing },
};
