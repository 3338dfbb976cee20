import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { Interval } from '#shared/evaluation/bootstrapIntervals.ts';
import { isRight } from '#shared/evaluation/confusionMatrix.ts';
import { detectorFigures, detectorIntervals, type DetectorFigures, type PictureTally } from '#shared/evaluation/detectorFigures.ts';
import { matchByBoxCentre, matchByCentre, matchByOverlap, type Matching } from '#shared/evaluation/matchDetections.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import { cropCell } from '#main/analysis/classification/cropCell.ts';
import { detectRegion } from '#main/analysis/detection/detectRegion.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';
import { fieldScales, type FieldScale, type FieldScaleTools } from './evaluation/fieldScales.ts';
import type { SkippedPicture } from './evaluation/listCellPictures.ts';
import { readFieldTruth, type FieldTruth } from './evaluation/readFieldTruth.ts';

export interface FieldEvaluationInput {
  /** Holds `images` and boxes.csv or centres.csv. */
  readonly directory: string;
  /** Of all pictures, where the user knows it; found as for a slide where left out. */
  readonly micrometresPerPixel?: number;
}

export interface FieldEvaluationTools extends FieldScaleTools {
  /** Needed for `classAccuracy` alone. */
  readonly classifier?: CellClassifier;
}

/** How a detector does on labelled field pictures. Written out as JSON as it is; figures that the labels can't give are absent. */
export interface FieldEvaluation extends Partial<DetectorFigures> {
  readonly kind: 'fields';
  readonly directory: string;
  readonly markedBy: 'boxes' | 'centres';
  readonly fields: number;
  readonly nucleatedCells: number;
  readonly detections: number;
  /** Score from which a detection counts, as the model's card has it. */
  readonly threshold: number;
  /** How many pictures got their scale in which way, and the middle one. */
  readonly scale: { readonly from: Readonly<Record<string, number>>; readonly medianMicrometresPerPixel: number };
  /** Rows that mark no place, or one outside of their picture. */
  readonly degenerateRows: number;
  readonly notNucleatedRows: number;
  /** 95 %, by bootstrap over pictures. */
  readonly intervals: Readonly<Record<string, Interval>>;
  readonly skipped: readonly SkippedPicture[];
}

/**
 * Measures a detector on DIR/images with DIR/boxes.csv or DIR/centres.csv. Pictures that can't be read are listed and left out.
 *
 * @throws MyeloscopeError as `readFieldTruth` and `fieldScales`; `bad-input` where no picture can be used; `cancelled`
 */
export async function evaluateFields(input: FieldEvaluationInput, tools: FieldEvaluationTools, context: WorkContext = {}): Promise<FieldEvaluation> {
  const { directory } = input;
  const truth = await readFieldTruth(directory);
  const images = path.join(directory, 'images');
  const scaleOf = fieldScales(images, input.micrometresPerPixel, tools, context);
  const skipped = [...truth.skipped];
  const tallies: PictureTally[] = [];
  const scales: FieldScale[] = [];
  let { degenerateRows } = truth;
  for (const [index, field] of truth.fields.entries()) {
    throwIfCancelled(context.signal);
    context.report?.({ stage: 'Finding cells', done: index, total: truth.fields.length });
    const skip = (cause: unknown) => {
      if (!isOfOnePicture(cause)) throw cause;
      skipped.push({ file: field.image, reason: cause.message });
    };
    const source = await tools.openSlide(path.join(images, field.image)).catch(skip);
    if (!source) continue;
    try {
      // Measured over the whole folder: where that fails it is no fault of this picture.
      const scale = await scaleOf(source);
      if (!scale) {
        skipped.push({ file: field.image, reason: `The size of the pixels of ${field.image} is not stated, and too few red cells lie singly in it to measure it.` });
        continue;
      }
      const { marked, outside } = placesWithin(field, source.levels[0]);
      const tally = await tallyField(source, marked, scale.micrometresPerPixel, tools, context).catch(skip);
      if (!tally) continue;
      tallies.push(tally);
      scales.push(scale);
      degenerateRows += outside;
    } finally {
      await source.close();
    }
  }
  if (!tallies.length) throw new MyeloscopeError('bad-input', `None of the ${truth.fields.length} field pictures in ${directory} can be used. The first: ${skipped.at(-truth.fields.length)!.reason}`);
  const keep = figuresKnown(truth.markedBy);
  return {
    kind: 'fields',
    directory,
    markedBy: truth.markedBy,
    ...Object.fromEntries(Object.entries(detectorFigures(tallies)).filter(([name]) => keep.has(name))),
    fields: tallies.length,
    nucleatedCells: tallies.reduce((sum, { truths }) => sum + truths, 0),
    detections: tallies.reduce((sum, { detections }) => sum + detections, 0),
    threshold: tools.detector.thresholds.nucleatedCell,
    scale: describeScales(scales),
    degenerateRows,
    notNucleatedRows: truth.notNucleatedRows,
    intervals: Object.fromEntries(Object.entries(detectorIntervals(tallies)).filter(([name]) => keep.has(name))),
    skipped,
  };
}

/** Whether a failure of opening or reading a picture says nothing of the others. */
function isOfOnePicture(cause: unknown): cause is MyeloscopeError {
  return cause instanceof MyeloscopeError && (cause.code.startsWith('slide-') || cause.code === 'not-permitted' || cause.code === 'not-found');
}

/** Centres do not mark every cell: a detection without one may be right, so precision says nothing. */
function figuresKnown(markedBy: 'boxes' | 'centres'): ReadonlySet<string> {
  return new Set(markedBy === 'boxes'
    ? ['precision', 'recall', 'f1', 'centrePrecision', 'centreRecall', 'centreF1', 'detectionsPerField']
    : ['centreRecall', 'detectionsPerField', 'classAccuracy']);
}

/** What is marked within a picture, which alone could be found there, and how many places lie outside of it. */
function placesWithin(field: FieldTruth, { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): { marked: FieldTruth; outside: number } {
  const boxes = field.boxes?.filter((box) => box.xPx < widthPx && box.yPx < heightPx && box.xPx + box.widthPx > 0 && box.yPx + box.heightPx > 0);
  const centres = field.centres?.filter(({ xPx, yPx }) => xPx <= widthPx && yPx <= heightPx);
  const placesOf = ({ boxes: boxed = [], centres: pointed = [] }: Pick<FieldTruth, 'boxes' | 'centres'>) => boxed.length + pointed.length;
  return { marked: { image: field.image, boxes, centres }, outside: placesOf(field) - placesOf({ boxes, centres }) };
}

async function tallyField(source: SlideSource, field: FieldTruth, micrometresPerPixel: number, tools: FieldEvaluationTools, context: WorkContext): Promise<PictureTally> {
  const { widthPx, heightPx } = source.levels[0];
  const cells = await detectRegion(source, micrometresPerPixel, tools.detector, { xPx: 0, yPx: 0, widthPx, heightPx }, { signal: context.signal });
  const detected = cells.map(({ box }) => box);
  const paired = (matching: Matching) => matching.reduce((count, detection) => count + Number(detection >= 0), 0);
  if (field.boxes) {
    const { boxes } = field;
    return { truths: boxes.length, detections: detected.length, byOverlap: paired(matchByOverlap(detected, boxes)), byCentre: paired(matchByBoxCentre(detected, boxes)) };
  }
  const centres = field.centres!;
  const matching = matchByCentre(detected, centres, micrometresPerPixel);
  const tally = { truths: centres.length, detections: detected.length, byCentre: paired(matching) };
  if (!tools.classifier) return tally;
  const known = [...centres.keys()].filter((centre) => matching[centre] >= 0 && centres[centre].label);
  const crops = [];
  for (const centre of known) {
    const box = detected[matching[centre]];
    crops.push(await cropCell(source, micrometresPerPixel, box.xPx + box.widthPx / 2, box.yPx + box.heightPx / 2, tools.classifier.input));
  }
  const calls = await tools.classifier.classify(crops, context.signal);
  return { ...tally, classKnown: known.length, classRight: calls.filter(({ forcedCode }, place) => isRight(centres[known[place]].label!, forcedCode)).length };
}

function describeScales(scales: readonly FieldScale[]): FieldEvaluation['scale'] {
  const from: Record<string, number> = {};
  for (const scale of scales) from[scale.from] = (from[scale.from] ?? 0) + 1;
  const ascending = scales.map(({ micrometresPerPixel }) => micrometresPerPixel).sort((a, b) => a - b);
  return { from, medianMicrometresPerPixel: ascending[Math.floor((ascending.length - 1) / 2)] };
}
