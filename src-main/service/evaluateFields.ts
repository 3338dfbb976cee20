import path from 'node:path';
import { MyeloscopeError, throwIfCancelled } from '#shared/errors/myeloscopeError.ts';
import type { Interval } from '#shared/evaluation/bootstrapIntervals.ts';
import { detectorFigures, detectorIntervals, type DetectorFigures } from '#shared/evaluation/detectorFigures.ts';
import type { WorkContext } from '#shared/jobs/progress.ts';
import type { MarkedBy } from './evaluation/fieldOfRows.ts';
import { describeScales, type FieldScales } from './evaluation/describeScales.ts';
import type { FieldScale, FieldScaleTools } from './evaluation/fieldScales.ts';
import type { SkippedPicture } from './evaluation/listCellPictures.ts';
import { readFieldTruth, type LabelledFields } from './evaluation/readFieldTruth.ts';
import { scalesOfFolders } from './evaluation/scalesOfFolders.ts';
import { placesWithin, tallyField, type FieldTally, type FieldTallyTools } from './evaluation/tallyField.ts';

export interface FieldEvaluationInput {
  /** Holds `images` and boxes.csv or centres.csv. */
  readonly directory: string;
  /** Of all pictures, where the user knows it; found as for a slide where left out. */
  readonly micrometresPerPixel?: number;
}

export interface FieldEvaluationTools extends FieldScaleTools, FieldTallyTools {}

/** How a detector does on labelled field pictures. Written out as JSON as it is; figures that the labels can't give are absent. */
export interface FieldEvaluation extends Partial<DetectorFigures>, Pick<LabelledFields, 'notNucleatedRows' | 'doubledRows' | 'unknownClasses' | 'namedOtherwise'> {
  readonly kind: 'fields';
  readonly directory: string;
  readonly markedBy: MarkedBy;
  readonly fields: number;
  /** Those of the fields on which no nucleated cell is marked: whatever is found there is false, where boxes mark all cells. */
  readonly fieldsWithoutCells: number;
  readonly nucleatedCells: number;
  readonly detections: number;
  /** Beside these: detections on boxes of unknown classes, which are neither right nor false. */
  readonly detectionsSetAside: number;
  /** Score from which a detection counts, as the model's card has it. */
  readonly threshold: number;
  readonly scale: FieldScales;
  /** Rows that mark no place, or one outside of their picture. */
  readonly degenerateRows: number;
  /** 95 %, by bootstrap over pictures. */
  readonly intervals: Readonly<Record<string, Interval>>;
  readonly skipped: readonly SkippedPicture[];
}

/**
 * Measures a detector on DIR/images with DIR/boxes.csv or DIR/centres.csv. Pictures that can't be read are listed and left out.
 *
 * @throws MyeloscopeError as `readFieldTruth` and `fieldScales`; `bad-input` where no picture can be used, or all places lie outside; `cancelled`
 */
export async function evaluateFields(input: FieldEvaluationInput, tools: FieldEvaluationTools, context: WorkContext = {}): Promise<FieldEvaluation> {
  const { directory } = input;
  const truth = await readFieldTruth(directory);
  const images = path.join(directory, 'images');
  const scaleOf = scalesOfFolders(truth.fields.map(({ image }) => path.join(images, image)), input.micrometresPerPixel, tools, context);
  const skipped = [...truth.skipped];
  const tallies: FieldTally[] = [];
  const scales: FieldScale[] = [];
  let outside = 0;
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
        skipped.push({ file: field.image, reason: `The size of the pixels of ${field.image} is not stated, and too few red cells lie singly in it to measure it, or to tell whether the camera of other pictures took it.` });
        continue;
      }
      const { marked, outside: beyond } = placesWithin(field, source.levels[0]);
      const tally = await tallyField(source, marked, scale.micrometresPerPixel, tools, context).catch(skip);
      if (!tally) continue;
      tallies.push(tally);
      scales.push(scale);
      outside += beyond;
    } finally {
      await source.close();
    }
  }
  if (!tallies.length) throw new MyeloscopeError('bad-input', `None of the ${truth.fields.length} field pictures in ${directory} can be used. The first: ${skipped.at(-truth.fields.length)!.reason}`);
  const sum = (of: 'truths' | 'detections' | 'setAside') => tallies.reduce((total, tally) => total + tally[of], 0);
  if (outside && !sum('truths')) throw new MyeloscopeError('bad-input', `All nucleated cells marked in ${directory} lie outside of their pictures.`, 'Write places in pixels of the picture, from its left upper corner.');
  const keep = figuresKnown(truth.markedBy);
  return {
    kind: 'fields',
    directory,
    markedBy: truth.markedBy,
    ...Object.fromEntries(Object.entries(detectorFigures(tallies)).filter(([name]) => keep.has(name))),
    fields: tallies.length,
    fieldsWithoutCells: tallies.filter(({ truths }) => !truths).length,
    nucleatedCells: sum('truths'),
    detections: sum('detections'),
    detectionsSetAside: sum('setAside'),
    threshold: tools.detector.thresholds.nucleatedCell,
    scale: describeScales(scales),
    degenerateRows: truth.degenerateRows + outside,
    notNucleatedRows: truth.notNucleatedRows,
    doubledRows: truth.doubledRows,
    unknownClasses: truth.unknownClasses,
    namedOtherwise: truth.namedOtherwise,
    intervals: Object.fromEntries(Object.entries(detectorIntervals(tallies)).filter(([name]) => keep.has(name))),
    skipped,
  };
}

/** Whether a failure of opening or reading a picture says nothing of the others. */
function isOfOnePicture(cause: unknown): cause is MyeloscopeError {
  return cause instanceof MyeloscopeError && (cause.code.startsWith('slide-') || cause.code === 'not-permitted' || cause.code === 'not-found');
}

/** Centres do not mark every cell: a detection without one may be right, so precision says nothing. */
function figuresKnown(markedBy: MarkedBy): ReadonlySet<string> {
  return new Set(markedBy === 'boxes'
    ? ['precision', 'recall', 'f1', 'centrePrecision', 'centreRecall', 'centreF1', 'detectionsPerField']
    : ['centreRecall', 'detectionsPerField', 'classAccuracy']);
}
