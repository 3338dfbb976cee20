import { seededRandom } from '#shared/random/seededRandom.ts';
import { blankPicture } from '#shared/geometry/rgbPicture.ts';
import type { BoxedCell, TrainingField } from './trainingField.ts';

/** A field of plain discs for tests: one purple nucleated cell of 12 µm and some pink red cells of 7.5 µm, at 0.2 µm a pixel. */
export function drawnTestField(seed: number): TrainingField {
  const [widthPx, heightPx] = [160, 140];
  const picture = blankPicture(widthPx, heightPx, 235);
  const random = seededRandom(seed);
  const cells: BoxedCell[] = [];
  const draw = (kind: BoxedCell['kind'], x: number, y: number, radius: number, colour: readonly number[]) => {
    for (let row = Math.floor(y - radius); row < y + radius; row += 1) {
      for (let column = Math.floor(x - radius); column < x + radius; column += 1) {
        if (Math.hypot(column + 0.5 - x, row + 0.5 - y) < radius) picture.rgb.set(colour, 3 * (row * widthPx + column));
      }
    }
    cells.push({ kind, box: { xPx: x - radius, yPx: y - radius, widthPx: 2 * radius, heightPx: 2 * radius } });
  };
  draw('nucleatedCell', random.between(45, 115), random.between(40, 100), 30, [110, 60, 150]);
  for (const [x, y] of [[20, 20], [140, 20], [20, 119], [140, 119]]) draw('redCell', x, y, 18.75, [215, 160, 165]);
  return { name: `drawn/${seed}`, source: 'drawn', picture, micrometresPerPixel: 0.2, cells, centres: [], labelsRedCells: true };
}
