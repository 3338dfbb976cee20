import type { BoxPx } from '#shared/geometry/box.ts';
import type { DetectedKind } from '#main/analysis/detection/detectorOutput.ts';
import { detectedKinds, outputStridePx, referenceSizePx } from '#main/analysis/detection/detectorOutput.ts';
import type { TrainingCanvas } from './trainingCanvas.ts';
import { canvasPx } from './trainingCanvas.ts';

/** Places of the output along each side of a training picture. */
export const placesPerSide = canvasPx / outputStridePx;
const places = placesPerSide * placesPerSide;

/** The heat around a middle falls off with this share of the box's side as standard deviation (in places, at least `leastSpread`). */
const spreadShare = 0.14;
const leastSpread = 0.6;
/** Boxes are learnt where the heat wanted is above this. */
const boxHeat = 0.4;
/** How much each kind weighs in the loss: nucleated cells are what is counted. */
const kindWeight: Readonly<Record<DetectedKind, number>> = { nucleatedCell: 1, redCell: 0.5, platelet: 0.25 };
/** Focal loss divides by the number of cells; this many at least, so that a batch without platelets isn't all about them. */
const leastCells = 6;

/** What the loss is fed for a batch; all row-major, float. */
export interface DetectorTargets {
  /** [batch, 3, places, places]: weight of "a cell is centred here". */
  readonly positive: Float32Array;
  /** The same shape: weight of "no cell is centred here", smaller near a middle (Zhou 2019, arXiv 1904.07850, eq. 1). */
  readonly negative: Float32Array;
  /** [batch, 12, places, places]: way to the middle and logarithms of the size. */
  readonly boxes: Float32Array;
  /** The same shape: weight of each box value; adds to 1 over the batch, times the kind's weight. */
  readonly boxWeights: Float32Array;
}

/** Targets of a batch of training pictures. */
export function detectorTargets(canvases: readonly TrainingCanvas[]): DetectorTargets {
  const kinds = detectedKinds.length;
  const size = canvases.length * kinds * places;
  const targets: DetectorTargets = {
    positive: new Float32Array(size), negative: new Float32Array(size), boxes: new Float32Array(4 * size), boxWeights: new Float32Array(4 * size),
  };
  canvases.forEach((canvas, index) => {
    detectedKinds.forEach((kind, kindIndex) => fillKind(targets, canvas, kind, index * kinds + kindIndex));
  });
  detectedKinds.forEach((kind, kindIndex) => balance(targets, kind, kindIndex, canvases.length));
  return targets;
}

/** Heat wanted at a place for a cell whose middle is at (x, y), all in places. */
function heatAt(column: number, row: number, x: number, y: number, spreadX: number, spreadY: number): number {
  return Math.exp(-((((column + 0.5 - x) / spreadX) ** 2) + (((row + 0.5 - y) / spreadY) ** 2)) / 2);
}

function fillKind(targets: DetectorTargets, canvas: TrainingCanvas, kind: DetectedKind, plane: number): void {
  const heat = new Float32Array(places);
  const start = plane * places;
  for (const cell of canvas.cells) if (cell.kind === kind) addCell(targets, heat, cell.box, kind, plane);
  if (kind === 'nucleatedCell') {
    for (const centre of canvas.centres) addHeat(heat, centre.xPx / outputStridePx, centre.yPx / outputStridePx, 0.9, 0.9, () => undefined);
  }
  const unlabelled = kind === 'nucleatedCell' ? canvas.unlabelledNucleated : canvas.unlabelledRed;
  for (let row = 0; row < placesPerSide; row += 1) {
    for (let column = 0; column < placesPerSide; column += 1) {
      const place = row * placesPerSide + column;
      const middle = (row * outputStridePx + outputStridePx / 2) * canvasPx + column * outputStridePx + outputStridePx / 2;
      const known = unlabelled[middle] === 0 || heat[place] > 0.1;
      if (heat[place] === 1) targets.positive[start + place] = 1;
      else if (known) targets.negative[start + place] = (1 - heat[place]) ** 4;
    }
  }
}

/** Raises the heat around a middle, exactly 1 at its own place, and names the places where this cell is the nearest. */
function addHeat(heat: Float32Array, x: number, y: number, spreadX: number, spreadY: number, nearest: (place: number, column: number, row: number, heat: number) => void): void {
  const ownColumn = Math.max(0, Math.min(placesPerSide - 1, Math.floor(x)));
  const ownRow = Math.max(0, Math.min(placesPerSide - 1, Math.floor(y)));
  const reachX = Math.ceil(3 * spreadX);
  const reachY = Math.ceil(3 * spreadY);
  for (let row = Math.max(0, ownRow - reachY); row <= Math.min(placesPerSide - 1, ownRow + reachY); row += 1) {
    for (let column = Math.max(0, ownColumn - reachX); column <= Math.min(placesPerSide - 1, ownColumn + reachX); column += 1) {
      const place = row * placesPerSide + column;
      const own = row === ownRow && column === ownColumn;
      const value = own ? 1 : Math.min(0.99, heatAt(column, row, x, y, spreadX, spreadY));
      if (value <= heat[place]) continue;
      heat[place] = value;
      nearest(place, column, row, value);
    }
  }
}

function addCell(targets: DetectorTargets, heat: Float32Array, box: BoxPx, kind: DetectedKind, plane: number): void {
  const x = (box.xPx + box.widthPx / 2) / outputStridePx;
  const y = (box.yPx + box.heightPx / 2) / outputStridePx;
  const spread = (sidePx: number) => Math.max(leastSpread, (spreadShare * sidePx) / outputStridePx);
  addHeat(heat, x, y, spread(box.widthPx), spread(box.heightPx), (place, column, row, value) => {
    if (value < boxHeat) return;
    const values = [x - column - 0.5, y - row - 0.5, Math.log(box.widthPx / referenceSizePx[kind]), Math.log(box.heightPx / referenceSizePx[kind])];
    values.forEach((wanted, channel) => {
      targets.boxes[(4 * plane + channel) * places + place] = wanted;
      targets.boxWeights[(4 * plane + channel) * places + place] = value;
    });
  });
}

/** Divides the weights of a kind by the number of its cells in the batch, so that no batch counts for more than another. */
function balance(targets: DetectorTargets, kind: DetectedKind, kindIndex: number, batch: number): void {
  const planes = Array.from({ length: batch }, (_, index) => index * detectedKinds.length + kindIndex);
  let cells = 0;
  let boxWeight = 0;
  for (const plane of planes) {
    for (let i = 0; i < places; i += 1) cells += targets.positive[plane * places + i];
    for (let i = 0; i < 4 * places; i += 1) boxWeight += targets.boxWeights[4 * plane * places + i];
  }
  const heatFactor = kindWeight[kind] / Math.max(leastCells, cells);
  const boxFactor = kindWeight[kind] / Math.max(leastCells, boxWeight / 4);
  for (const plane of planes) {
    for (let i = 0; i < places; i += 1) {
      targets.positive[plane * places + i] *= heatFactor;
      targets.negative[plane * places + i] *= heatFactor;
    }
    for (let i = 0; i < 4 * places; i += 1) targets.boxWeights[4 * plane * places + i] *= boxFactor;
  }
}
