import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { CellCall } from '../cells.ts';

/** Names cells. Each crop is `cellInputPx` square and `cellInputUm` across, centred on its cell; calls come in the same order. */
export interface CellClassifier {
  readonly classes: readonly ClassCode[];
  classify(crops: readonly RgbPicture[], signal?: { readonly aborted: boolean }): Promise<CellCall[]>;
}
