import * as v from 'valibot';
import { labelCodes } from '../taxonomy/labelSets.ts';
import { jobStates } from './jobCommands.ts';
import { classCode, count, id, instant, longText, nothing, picture, userName } from './parts.ts';

const wholeBetween = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const labelCode = v.picklist(labelCodes);
const folderPath = v.pipe(v.string(), v.minLength(1), v.maxLength(4000));
const modelName = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const trainableParts = ['head', 'lastStage', 'all'] as const;
export const trainingProviders = ['auto', 'cpu', 'cuda', 'webgpu', 'dml'] as const;
export const augmentationStrengths = ['none', 'weak', 'usual', 'strong'] as const;

/** The least and the most of each number that a person may choose for a training. */
export const trainingLimits = { epochs: [1, 2000], batch: [2, 512], learningRate: [1e-7, 10], oversampleTo: [1, 10_000] } as const;

/** How a classifier is trained further. What is left out is as it was measured best for the part. */
export const trainingSettings = v.object({
  part: v.picklist(trainableParts),
  /** Passes over the cells; where absent the measured number of steps, whatever the number of cells. */
  epochs: v.optional(wholeBetween(...trainingLimits.epochs)),
  batch: wholeBetween(...trainingLimits.batch),
  learningRate: v.pipe(v.number(), v.minValue(trainingLimits.learningRate[0]), v.maxValue(trainingLimits.learningRate[1])),
  /** A class with fewer cells is shown as often as if it had so many. */
  oversampleTo: v.optional(wholeBetween(...trainingLimits.oversampleTo)),
  augmentation: v.picklist(augmentationStrengths),
  /** What it is computed on; where absent what the laboratory's settings say. */
  provider: v.optional(v.picklist(trainingProviders)),
});
export type TrainingSettings = v.InferOutput<typeof trainingSettings>;

/** A folder of labelled pictures (`<CODE>/*.png`), and how wide each of them is. */
export const trainingFolder = v.object({ directory: folderPath, spanUm: v.pipe(v.number(), v.minValue(5), v.maxValue(200)) });
export type TrainingFolder = v.InferOutput<typeof trainingFolder>;

/** What becomes of a case's cells: they are learnt from, kept apart to judge a candidate by, or left alone. */
export const trainingSide = v.picklist(['training', 'heldOut', 'excluded']);
export type TrainingSide = v.InferOutput<typeof trainingSide>;

/**
 * Why a reviewed cell is not used: readers disagree; a second reader is still at work, who must not see the first's calls here;
 * it was called UNK; the classifier has no such class; it lies in an area left out, or was taken away;
 * the machine has found it, too, and that one is used.
 */
export const leftOutReasons = ['disagreed', 'beingRead', 'unnamed', 'notAClass', 'excludedArea', 'takenAway', 'foundToo'] as const;
export const leftOutReason = v.picklist(leftOutReasons);
export type LeftOutReason = v.InferOutput<typeof leftOutReason>;

const skippedCell = v.object({ what: v.string(), why: v.string() });
export type SkippedCell = v.InferOutput<typeof skippedCell>;

const trainingCase = v.object({
  caseId: id, name: v.string(), isSample: v.boolean(), side: trainingSide,
  /** False where the side is what would be chosen if a training began now; once one began it stays. */
  isDecided: v.boolean(),
  /** Who left it out, and why. */
  excluded: v.optional(v.object({ by: v.string(), reason: v.string() })),
  cells: count, classes: v.array(v.object({ code: classCode, cells: count })),
  slides: v.array(v.object({ slideId: id, name: v.string(), cells: count, problem: v.optional(v.string()) })),
});
export type TrainingCase = v.InferOutput<typeof trainingCase>;

/** The reviewed cells of the library, as a training would use them now. */
export const trainingSet = v.object({
  /** The classifier that names cells now. */
  current: v.object({ name: v.string(), version: v.string() }),
  classes: v.array(v.object({ code: classCode, training: count, heldOut: count, cases: count })),
  cases: v.array(trainingCase),
  leftOut: v.array(v.object({ why: leftOutReason, cells: count })),
  /** Why nothing can be learnt from these alone, and why a candidate could not be judged; absent where it can. */
  cannotTrain: v.optional(v.string()), cannotJudge: v.optional(v.string()),
});
export type TrainingSet = v.InferOutput<typeof trainingSet>;

/** One training, as a list shows it. */
export const trainingSummary = v.object({
  trainingId: id, name: v.string(), base: v.object({ name: v.string(), version: v.string() }), by: v.string(), startedAt: instant,
  state: v.picklist(jobStates), stage: v.string(), done: v.number(), total: v.number(), secondsLeft: v.optional(v.number()),
  /** Why it failed, and what to do. */
  reason: v.optional(v.string()),
  /** The model that came of it, as long as it is there. */
  candidate: v.optional(v.object({ name: v.string(), sha256: v.string(), isInUse: v.boolean() })),
});
export type TrainingSummary = v.InferOutput<typeof trainingSummary>;

/** Loss by step, and after each part of the training how cells that it left out were named. The last part learns from all cells. */
export const trainingCurve = v.object({
  parts: v.array(v.object({
    name: v.string(), steps: v.array(count), losses: v.array(v.number()), totalSteps: count, epochs: v.number(),
    leftOut: v.optional(v.object({ cells: count, accuracy: v.number(), macroF1: v.number() })),
  })),
});
export type TrainingCurve = v.InferOutput<typeof trainingCurve>;

const twoFigures = { current: v.number(), candidate: v.number() };
const comparedShare = v.object({ ...twoFigures, difference: v.object({ difference: v.number(), interval: v.optional(v.tuple([v.number(), v.number()])) }) });
/** As `judgeCandidate` gives it, and as it is kept. */
export const candidateJudgement = v.variant('verdict', [
  v.object({
    verdict: v.literal('cannotJudge'), why: v.string(),
    /** Absent where there was nothing to compare it with; `alone` has its own figures then, where enough cells were kept apart. */
    agreement: v.optional(v.number()),
    alone: v.optional(v.object({ cells: count, cases: count, accuracy: v.number(), coverage: v.number(), confidentErrors: v.number(), classes: v.array(v.object({ code: v.string(), cells: count, f1: v.number() })) })),
  }),
  v.object({
    verdict: v.picklist(['better', 'notBetter', 'worse']), cells: count, cases: count,
    accuracy: comparedShare,
    /** Named at all; named and wrong. Of all cells; trainings of earlier versions did not compare these. */
    coverage: v.optional(comparedShare), confidentErrors: v.optional(comparedShare),
    classes: v.array(v.object({ code: v.string(), cells: count, ...twoFigures, isWorse: v.boolean(), /** Trainings of earlier versions did not say. */ mayBeWorse: v.optional(v.boolean()) })),
    /** Share of drawn cells that both call alike: what was known before. */
    agreement: v.number(), objections: v.array(v.string()),
    /** What may speak against it, and may be chance; trainings of earlier versions did not say. */
    suspicions: v.optional(v.array(v.string())),
  }),
]);

/** A held-out cell that current model and candidate name otherwise. Its picture: `pictures.training` with this number, which no other cell has had in this library. */
const differingCell = v.object({
  number: count, truth: labelCode, current: classCode, candidate: classCode,
  /** Where it comes from, unless it is out of a folder. */
  caseId: v.optional(id), cellId: v.optional(v.number()), from: v.string(),
});
export type DifferingCell = v.InferOutput<typeof differingCell>;

export const trainingDetail = v.object({
  summary: trainingSummary, settings: trainingSettings, folder: v.optional(trainingFolder),
  /** What was taken, once the pictures are read. */
  cells: v.optional(v.object({ training: count, heldOut: count, trainingCases: count, heldOutCases: count, skipped: v.array(skippedCell) })),
  curve: trainingCurve,
  result: v.optional(v.object({
    /** What it was compared with. */
    current: v.object({ name: v.string(), version: v.string() }),
    /** The classifier in use, where that sees cells at another size or scale and could not be compared. */
    notCompared: v.optional(v.object({ name: v.string(), version: v.string() })),
    /** Whether the candidate's probabilities were measured; trainings of earlier versions did not say. */
    isCalibrated: v.optional(v.boolean()),
    judgement: candidateJudgement, differing: v.array(differingCell), differingInAll: count,
    /** Cells kept apart that it was not judged by when it was judged again, with why. */
    leftOut: v.optional(v.array(skippedCell)),
    /** So many are not shown now: a second reader is at work on their cases. */
    differingHidden: v.optional(count),
    doubts: v.array(v.string()),
    /** What it was computed on, in sentences; absent where that was the processor as usual. */
    computedOn: v.optional(v.string()),
  })),
});
export type TrainingDetail = v.InferOutput<typeof trainingDetail>;

export const trainingCommands = {
  'training.set': { arguments: nothing, result: trainingSet },
  /** The cells behind a number of the set: of a class, a case, a slide, or left out for a reason. The first hundreds. */
  'training.cells': {
    arguments: v.object({ code: v.optional(classCode), caseId: v.optional(id), slideId: v.optional(id), side: v.optional(trainingSide), leftOut: v.optional(leftOutReason) }),
    result: v.object({ total: count, cells: v.array(v.object({ caseId: id, cellId: v.number(), code: classCode, by: v.string(), side: trainingSide })) }),
  },
  /** Leaves a case out of every training, or takes it in again; kept with who said so and why. */
  'training.excludeCase': { arguments: v.object({ caseId: id, isExcluded: v.boolean(), by: userName, reason: v.pipe(longText, v.trim(), v.minLength(1)) }), result: nothing },
  /** What a folder of labelled pictures holds, before anything is learnt from it. */
  'training.folder': {
    arguments: v.object({ directory: folderPath }),
    result: v.object({
      classes: v.array(v.object({ code: labelCode, cells: count })), skipped: v.array(skippedCell),
      /** As its manifest says: how many cases the cells are of, and how wide each picture is. */
      cases: v.optional(count), spanUm: v.optional(v.number()),
    }),
  },
  /** Writes the cells of the set as labelled folders with a manifest, without a patient's name. Long. */
  'training.export': { arguments: v.object({ directory: folderPath }), result: v.object({ directory: v.string(), cells: count, skipped: v.array(skippedCell) }) },
  /** What each part is best trained with, and the classifiers that one can begin from; `grewOutOf`: the one that trainings here made it from, first of all; `untrained`: what of it has learnt nothing. */
  'training.choices': { arguments: nothing, result: v.object({ defaults: v.array(v.object({ settings: trainingSettings, steps: count })), bases: v.array(v.object({ name: v.string(), version: v.string(), grewOutOf: v.optional(v.string()), untrained: v.optional(v.picklist(['network', 'head'])) })), nextName: v.string() }) },
  /** Queues a training; one is worked on at a time. Without `base` it begins from what the classifier in use grew out of. */
  'training.start': {
    arguments: v.object({ name: modelName, base: v.optional(modelName), by: userName, settings: trainingSettings, folder: v.optional(trainingFolder) }),
    result: v.object({ trainingId: id }),
  },
  /** Stops a training; it can be gone on with from its last checkpoint. */
  'training.stop': { arguments: v.object({ trainingId: id }), result: nothing },
  'training.goOn': { arguments: v.object({ trainingId: id }), result: nothing },
  /** Queues the judging of a training's model anew, beside the classifier that names cells now, on the cells kept apart then. Refused where they can't be compared. */
  'training.judgeAgain': { arguments: v.object({ trainingId: id }), result: nothing },
  /** Takes a training that has ended out of the list, with what it kept to go on. A model that came of it stays. */
  'training.forget': { arguments: v.object({ trainingId: id }), result: nothing },
  'training.list': { arguments: nothing, result: v.object({ trainings: v.array(trainingSummary) }) },
  'training.get': { arguments: v.object({ trainingId: id }), result: trainingDetail },
  'pictures.training': { arguments: v.object({ trainingId: id, number: count }), result: picture },
};
