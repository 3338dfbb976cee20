import * as v from 'valibot';
import { colourNames } from './colourNames.ts';
import { modelClass } from './modelClass.ts';
import { mostPixelsInBatch, networkEncoding } from './networkEncoding.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal'));

/** What a report prints of a card: no longer than its document takes. */
const printedWords = v.pipe(v.string(), v.maxLength(4000, 'at most 4,000 characters'));

/** A measured figure: what it was measured on, how, and its 95 % interval. */
const figure = v.object({
  name: v.string(),
  value: v.number(),
  interval: v.optional(v.tuple([v.number(), v.number()])),
  count: v.optional(v.number()),
  on: v.string(),
  command: v.optional(v.string()),
});

/** Counts of shown calls (columns, UNK among them) for each true class (row), on cells the model was not trained on. */
const confusion = v.pipe(
  v.object({ specimen: v.picklist(['marrow', 'blood']), trueCodes: v.array(modelClass), calledCodes: v.array(modelClass), rows: v.array(v.array(v.pipe(v.number(), v.minValue(0)))), on: printedWords }),
  v.check(({ trueCodes, calledCodes }) => [trueCodes, calledCodes].every((codes) => new Set(codes).size === codes.length), 'no class twice'),
  v.check(({ trueCodes, calledCodes, rows }) => rows.length === trueCodes.length && rows.every(({ length }) => length === calledCodes.length), 'a row of each true class, with a count of each called one'),
);

const common = {
  formatVersion: v.literal(1),
  name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a short name of lower-case letters, figures and hyphens')),
  version: printedWords,
  file: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]+\.onnx$/, 'the name of an ONNX file beside the card')),
  sha256,
  licence: v.string(),
  summary: v.string(),
  training: v.object({
    pictures: v.array(v.object({ name: v.string(), count: v.number(), licence: v.string(), role: v.string() })),
    seed: v.number(),
    command: v.string(),
    softwareVersion: v.string(),
    /** What it was computed on, in sentences; absent where that was the processor as usual, which gives the same bits again. */
    computedOn: v.optional(v.string()),
  }),
  figures: v.array(figure),
  /** Reasons to doubt it, in plain words; shown wherever the model is shown. */
  doubts: v.array(v.string()),
  /** The model it was trained further from. */
  basedOn: v.optional(v.object({ name: v.string(), version: v.string(), sha256 })),
};

const classifierParts = {
  input: v.pipe(
    v.object({ widthPx: v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(1024)), heightPx: v.number(), widthUm: v.pipe(v.number(), v.minValue(5), v.maxValue(100)) }),
    v.check(({ widthPx, heightPx }) => widthPx === heightPx, 'a square input'),
  ),
  classes: v.pipe(v.array(modelClass), v.minLength(2), v.check((codes) => new Set(codes).size === codes.length, 'no class twice')),
  /** Classes it learnt from drawn cells only. */
  drawnOnlyClasses: v.array(modelClass),
  calibration: v.object({
    /** Divides the logits of the averaged probabilities. */
    temperature: v.pipe(v.number(), v.minValue(0.05), v.maxValue(20)),
    /** Below this calibrated probability the cell is shown as UNK. */
    unknownBelow: share,
    /** Below this familiarity the cell is shown as UNK. */
    unfamiliarBelow: share,
    /**
     * Classes that it has seen too few of to rule them out: a cell that has at least this calibrated probability of one of them is
     * named so, or not at all.
     */
    notRuledOut: v.optional(v.array(v.object({ code: modelClass, from: share }))),
    /**
     * Distances from what was learnt, at familiarity 1, 0.99 … 0 of cells not trained on: 101 rising numbers. None where the network
     * tells no distance: then it can't tell the strange from the familiar.
     */
    familiarDistances: v.pipe(v.array(v.number()), v.check(({ length }) => length === 101 || length === 0, '101 distances, or none')),
    /** Over how many turned and mirrored views the probabilities are averaged. */
    views: v.picklist([1, 4, 8]),
    on: v.string(),
    /** Nothing was measured: the probabilities are the network's own, are shown as none, and no call counts as sure. */
    uncalibrated: v.optional(v.literal(true)),
  }),
  /** How it takes pictures and answers, where it was made elsewhere; absent for networks in our own form. */
  encoding: v.optional(networkEncoding),
  /** Colours of the nucleated cells that it learnt from: what the middle 95 % of single cells have (optical density), by kind of specimen. */
  knownColours: v.optional(v.array(v.object({ specimen: v.picklist(['marrow', 'blood']), on: v.string(), cells: v.number(), values: v.array(v.object({ name: v.picklist(colourNames), low: v.number(), high: v.number() })) }))),
  /** What of it has learnt nothing yet, so that it can't be promoted: all of the network, or what names the classes on top of weights from elsewhere. */
  untrained: v.optional(v.picklist(['network', 'head'])),
  /** One for each kind of specimen on which it was measured. */
  confusions: v.array(confusion),
};

/** A batch of a network's own is filled whole: as much memory as it says is taken. */
const fitsInMemory = ({ input: { widthPx }, encoding }: { readonly input: { readonly widthPx: number }; readonly encoding?: { readonly batch?: number } }): boolean => (encoding?.batch ?? 1) * widthPx ** 2 <= mostPixelsInBatch;
const tooManyPixels = 'a batch of fewer pixels';

/** The card of a classifier: what it knows, how it was made, what was measured, what to doubt. */
export const classifierCard = v.pipe(v.object({ ...common, kind: v.literal('classifier'), ...classifierParts }), v.check((card) => fitsInMemory(card), tooManyPixels));

/** The card of a local expert: it decides again between the classes it names, where the classifier's call is among them. */
export const localExpertCard = v.pipe(v.object({ ...common, kind: v.literal('localExpert'), ...classifierParts, appliesTo: v.string() }), v.check((card) => fitsInMemory(card), tooManyPixels));

/** The card of a detector of nucleated cells. */
export const detectorCard = v.object({
  ...common,
  kind: v.literal('detector'),
  input: v.object({ micrometresPerPixel: v.pipe(v.number(), v.minValue(0.05), v.maxValue(5)), outputStride: v.number() }),
  /** Scores from which a detection is a cell of the kind. */
  thresholds: v.object({ nucleatedCell: share, redCell: share, platelet: share }),
});

export const modelCard = v.variant('kind', [classifierCard, localExpertCard, detectorCard]);
export type ClassifierCard = v.InferOutput<typeof classifierCard>;
export type LocalExpertCard = v.InferOutput<typeof localExpertCard>;
export type DetectorCard = v.InferOutput<typeof detectorCard>;
export type ModelCard = v.InferOutput<typeof modelCard>;
