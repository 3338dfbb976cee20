import { bootstrapIntervals, type BootstrapOptions, type Interval } from './bootstrapIntervals.ts';

/** What the detector did on one picture: counts of truths, detections, and pairs by each rule that applies. */
export interface PictureTally {
  readonly truths: number;
  readonly detections: number;
  /** Pairs by IoU at least 0.5; absent where the truth has centres only. */
  readonly byOverlap?: number;
  /** Pairs by the centre rule. */
  readonly byCentre: number;
  /** Pairs by the centre rule whose class is known and was called right; with `classKnown`, how many there are. */
  readonly classRight?: number;
  readonly classKnown?: number;
}

/** Figures of a detector over pictures; shares 0 to 1. Null where nothing was there to count. */
export interface DetectorFigures {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly centrePrecision: number | null;
  readonly centreRecall: number | null;
  readonly centreF1: number | null;
  readonly detectionsPerField: number | null;
  /** Of the cells found whose class is known, the share called right by forced choice. */
  readonly classAccuracy: number | null;
}

/** Adds up pictures, each counted `weights[i]` times (once where left out), into the detector's figures. */
export function detectorFigures(pictures: readonly PictureTally[], weights?: ArrayLike<number>): DetectorFigures {
  const sum = (of: (picture: PictureTally) => number) => pictures.reduce((total, picture, i) => total + (weights ? weights[i] : 1) * of(picture), 0);
  const share = (part: number, whole: number) => whole ? part / whole : null;
  const truths = sum((picture) => picture.truths);
  const detections = sum((picture) => picture.detections);
  const byCentre = sum((picture) => picture.byCentre);
  const boxed = pictures.length > 0 && pictures.every((picture) => picture.byOverlap !== undefined);
  const byOverlap = sum((picture) => picture.byOverlap ?? 0);
  return {
    precision: boxed ? share(byOverlap, detections) : null,
    recall: boxed ? share(byOverlap, truths) : null,
    f1: boxed ? share(2 * byOverlap, detections + truths) : null,
    centrePrecision: share(byCentre, detections),
    centreRecall: share(byCentre, truths),
    centreF1: share(2 * byCentre, detections + truths),
    detectionsPerField: share(detections, sum(() => 1)),
    classAccuracy: share(sum((picture) => picture.classRight ?? 0), sum((picture) => picture.classKnown ?? 0)),
  };
}

/** 95 % intervals of the detector's figures, by bootstrap over pictures (or the groups given, one a picture). */
export function detectorIntervals(pictures: readonly PictureTally[], options?: BootstrapOptions & { readonly groups?: readonly (string | undefined)[] }): Record<string, Interval> {
  const groups = options?.groups ?? pictures.map(() => undefined);
  return bootstrapIntervals(groups, (weights) => ({ ...detectorFigures(pictures, weights) }), options);
}
