import type { WorkContext } from '#shared/jobs/progress.ts';
import type { CellClassifier } from '#main/analysis/classification/cellClassifier.ts';
import type { Detector } from '#main/analysis/detection/detector.ts';
import type { RegionSettings } from '#main/analysis/regions/chooseRegions.ts';
import type { RegionChoice } from '#main/analysis/regions/regionChoice.ts';
import type { ScaleMeasurement } from '#main/analysis/scale/measureScale.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** The analysis a count works with: loaded models, and how scale and regions are found. */
export interface CountTools {
  readonly detector: Detector;
  readonly classifier: CellClassifier;
  /** Name, version and hash of the classifier, kept with each of its calls. */
  readonly classifierVersion: string;
  /** Measures micrometres per level-0 pixel from the red cells; throws `scale-unknown`. */
  readonly measureScale: (source: SlideSource, detector: Detector, context: WorkContext) => Promise<ScaleMeasurement>;
  readonly chooseRegions: (source: SlideSource, micrometresPerPixel: number, wanted: RegionSettings, context: WorkContext) => Promise<RegionChoice>;
}
