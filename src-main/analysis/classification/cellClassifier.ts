import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { WorkSignal } from '#shared/jobs/workSignal.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CellCall } from '../cells.ts';
import type { CellInputSize } from './cellInput.ts';

/** Names cells. Each crop is of the size `input` (`usualCellInput` where there is none), centred on its cell; calls come in the same order. */
export interface CellClassifier {
  readonly classes: readonly ClassCode[];
  readonly input?: CellInputSize;
  classify(crops: readonly RgbPicture[], signal?: WorkSignal): Promise<CellCall[]>;
}
