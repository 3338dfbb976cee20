import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { seededRandom } from '#shared/random/seededRandom.ts';
import { drawCellPicture } from '#main/synthetic/drawCellPicture.ts';
import { randomLook } from '#main/synthetic/stainLooks.ts';
import { canvasMicrometresPerPixel, canvasPx } from './cellCanvases.ts';
import type { CellSource } from './cellSources.ts';

/** Drawn cells to train from, `perClass` of each class, every one in a look of its own. */
export function drawnCellSources(classes: readonly ClassCode[], perClass: number, seed: number): CellSource[] {
  const random = seededRandom(seed, 0xd4a3);
  return classes.flatMap((code) => Array.from({ length: perClass }, (_, i): CellSource => {
    const cellSeed = random.below(2 ** 31), lookSeed = random.below(2 ** 31);
    const spanUm = canvasPx * canvasMicrometresPerPixel;
    return {
      name: `drawn/${code}/${i}`, origin: 'drawn', label: code, right: [code], group: `drawn/${code}/${i}`, look: undefined,
      read: () => Promise.resolve({ picture: drawCellPicture({ code, look: randomLook(lookSeed), seed: cellSeed, widthPx: canvasPx, widthUm: spanUm }), spanUm }),
    };
  }));
}
