import * as v from 'valibot';
import { labelCodes } from '../taxonomy/labelSets.ts';
import { jobStates } from './jobCommands.ts';
import { count, instant, nothing } from './parts.ts';
import { pictureGroups } from './pictureGroups.ts';

/** Of a folder or a file. */
const wholePath = v.pipe(v.string(), v.minLength(1), v.maxLength(4000));
/** A folder's name in the library. */
const experimentName = v.pipe(v.string(), v.regex(/^\w[\w.-]{0,99}$/u, 'is no name of an experiment'));

export const experimentProtocols = ['graebel', 'choi'] as const;
export type ExperimentProtocol = (typeof experimentProtocols)[number];

/** `quick`: a reduced search, in minutes. `classical`: the published search, without the trained networks. `whole`: all that the paper did. */
export const experimentExtents = ['quick', 'classical', 'whole'] as const;
export type ExperimentExtent = (typeof experimentExtents)[number];

/** What an experiment is asked to do with a folder of labelled pictures (`<CODE>/*.png`). */
export const experimentOrder = v.object({
  protocol: v.picklist(experimentProtocols), extent: v.picklist(experimentExtents),
  directory: wholePath,
  /** How wide each picture is of the smear. */
  spanUm: v.pipe(v.number(), v.minValue(1), v.maxValue(1000)),
  groups: v.optional(pictureGroups),
  /** An ONNX file of a pre-trained ResNet-18 or ResNet-152, that the network of Graebel 2018 starts from; from nothing without. */
  weights: v.optional(wholePath),
  /** Cells of a class that are taken at most. */
  mostCells: v.optional(v.pipe(v.number(), v.integer(), v.minValue(6), v.maxValue(1_000_000))),
});
export type ExperimentOrder = v.InferOutput<typeof experimentOrder>;

/** One experiment, as a list shows it. */
export const shownExperiment = v.object({
  name: experimentName, protocol: v.picklist(experimentProtocols),
  /** What it was asked for; absent where it was run outside of the window, and only its result is known. */
  order: v.optional(experimentOrder),
  /** `kept`: a result that was put there. */
  state: v.picklist([...jobStates, 'kept']), stage: v.string(), done: v.number(), total: v.number(), secondsLeft: v.optional(v.number()),
  /** Why it failed, and what to do. */
  reason: v.optional(v.string()),
  /** When its result was written last; absent where there is none yet. */
  resultAt: v.optional(instant),
});
export type ShownExperiment = v.InferOutput<typeof shownExperiment>;

const listOf = <Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.array(schema), v.readonly());
const sentences = listOf(v.string());

/** A result as people read it; plots are whole SVG pictures on white. */
export const experimentResult = v.object({
  title: v.string(), sentences, reductions: sentences, closing: sentences,
  tables: listOf(v.object({ title: v.string(), notes: sentences, head: sentences, rows: listOf(v.object({ cells: sentences, isPublished: v.boolean() })) })),
  plots: listOf(v.object({ name: v.string(), title: v.string(), svg: v.string() })),
});
export type ExperimentResult = v.InferOutput<typeof experimentResult>;

const named = v.object({ name: experimentName });

export const experimentCommands = {
  'experiments.list': { arguments: nothing, result: v.object({ experiments: v.array(shownExperiment) }) },
  /** What a folder holds, before anything is run on it: cells by class, and tables with their columns. */
  'experiments.folder': {
    arguments: v.object({ directory: wholePath }),
    result: v.object({
      classes: v.array(v.object({ code: v.picklist(labelCodes), cells: count })),
      tables: v.array(v.object({ file: v.string(), name: v.string(), columns: v.array(v.string()) })),
      /** How wide its pictures are, where a table says it (a column `width_um`) and says the same of all. */
      widthUm: v.optional(v.number()),
    }),
  },
  'experiments.start': { arguments: v.object({ order: experimentOrder }), result: named },
  /** Stops it; what is worked out stays, and `experiments.goOn` goes on there. */
  'experiments.stop': { arguments: named, result: nothing },
  'experiments.goOn': { arguments: named, result: nothing },
  /** Takes away an experiment with all that it worked out. */
  'experiments.remove': { arguments: named, result: nothing },
  /** `writtenAt` as the list has it: another result is another answer. */
  'experiments.result': { arguments: v.object({ ...named.entries, writtenAt: instant }), result: experimentResult },
};
