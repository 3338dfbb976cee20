import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import type { Detector } from '#main/analysis/detection/detector.ts';
import type { RegionSettings } from '#main/analysis/regions/chooseRegions.ts';
import type { ScaleOfField } from '#main/analysis/regions/planBlocks.ts';
import type { RegionChoice } from '#main/analysis/regions/regionChoice.ts';
import type { ScaleMeasurement } from '#main/analysis/scale/measureScale.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** The analysis a count works with: loaded models, and how scale and regions are found. */
export interface CountTools {
  readonly detector: Detector;
  readonly classifier: CellClassifier;
  /** Name, version and hash of the classifier, kept with each of its calls. */
  readonly classifierVersion: string;
  /** Micrometres per level-0 pixel of each field, measured from the red cells where no file states them; throws `scale-unknown`. */
  readonly measureScale: (source: SlideSource, detector: Detector, context: WorkContext) => Promise<ScaleMeasurement>;
  readonly chooseRegions: (source: SlideSource, scaleOfField: ScaleOfField, wanted: RegionSettings, context: WorkContext) => Promise<RegionChoice>;
}
