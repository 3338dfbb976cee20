import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { FloatTensor, ModelRunner } from '#main/inference/modelRunner.ts';
import type { DetectedCell } from '#main/analysis/cells.ts';
import type { DetectedKind } from './detectorOutput.ts';
import { detectedKinds, detectorMicrometresPerPixel, inputMultiplePx } from './detectorOutput.ts';
import { decodeDetections } from './decodeDetections.ts';
import { suppressDoubles } from './suppressDoubles.ts';

/** Scores from which a detection is a cell of the kind, fixed on pictures the figures are not measured on; they stand in the model's card. */
export type DetectionThresholds = Readonly<Record<DetectedKind, number>>;

/** The smallest nucleated cells are 6 µm wide (late erythroblasts): what is under 5 µm both ways is a platelet or debris. */
const smallestNucleatedPx = 5 / detectorMicrometresPerPixel;

/** All that was found in one picture, surest first, boxes in the picture's own pixels. */
export interface PictureDetections {
  readonly nucleated: DetectedCell[];
  readonly redCells: DetectedCell[];
  readonly platelets: DetectedCell[];
}

export interface Detector {
  readonly thresholds: DetectionThresholds;
  /**
   * Cells of a picture at 0.46 µm a pixel (`detectorMicrometresPerPixel`), of any size from 1 x 1 px.
   * Throws `model-invalid` where the model's output is not a detector's.
   */
  detect(picture: RgbPicture): Promise<PictureDetections>;
}

/** A picture as the network takes it: planes of floats, filled up with white to sides that are multiples of 8 px. */
export function detectorInput(picture: RgbPicture): FloatTensor {
  const widthPx = Math.ceil(picture.widthPx / inputMultiplePx) * inputMultiplePx;
  const heightPx = Math.ceil(picture.heightPx / inputMultiplePx) * inputMultiplePx;
  const plane = widthPx * heightPx;
  const data = new Float32Array(3 * plane).fill(255);
  for (let y = 0; y < picture.heightPx; y += 1) {
    let from = 3 * y * picture.widthPx;
    let to = y * widthPx;
    for (let x = 0; x < picture.widthPx; x += 1, from += 3, to += 1) {
      data[to] = picture.rgb[from];
      data[plane + to] = picture.rgb[from + 1];
      data[2 * plane + to] = picture.rgb[from + 2];
    }
  }
  return { data, shape: [1, 3, heightPx, widthPx] };
}

function checkedOutput(outputs: Record<string, FloatTensor>): { heat: FloatTensor; boxes: FloatTensor } {
  const { heat, boxes } = outputs;
  if (heat?.shape.length === 4 && boxes?.shape.length === 4
    && heat.shape[1] === detectedKinds.length && boxes.shape[1] === 4 * detectedKinds.length) return { heat, boxes };
  throw new MyeloscopeError('model-invalid', 'The cell detector does not give heat and boxes for three kinds of cell.',
    'Install the detector again, or choose another one.');
}

/** A detector on a loaded model, with the thresholds of its card (between 0 and 1). */
export function createDetector(runner: ModelRunner, thresholds: DetectionThresholds): Detector {
  return {
    thresholds,
    async detect(picture) {
      const output = checkedOutput(await runner.run({ picture: detectorInput(picture) }));
      const inside = ({ box }: DetectedCell) => {
        const middleX = box.xPx + box.widthPx / 2;
        const middleY = box.yPx + box.heightPx / 2;
        return middleX >= 0 && middleY >= 0 && middleX < picture.widthPx && middleY < picture.heightPx;
      };
      const ofKind = (kind: DetectedKind) => suppressDoubles(decodeDetections(output, kind, thresholds[kind]).filter(inside));
      const isLargeEnough = ({ box }: DetectedCell) => Math.max(box.widthPx, box.heightPx) >= smallestNucleatedPx;
      return { nucleated: ofKind('nucleatedCell').filter(isLargeEnough), redCells: ofKind('redCell'), platelets: ofKind('platelet') };
    },
  };
}
