import type { BoxPx } from '#shared/geometry/box.ts';
import type { SlideSource } from '#main/slides/slideSource.ts';

/** Micrometres per level-0 pixel of a field: those of a folder may differ. Undefined for a field that was set aside and is not looked at. */
export type ScaleOfField = (field: string) => number | undefined;

/** About how wide a block is: room for some hundred red cells, and one tile of the detector. */
const blockMicrometres = 200;
/** A field up to this wide is one block: it was photographed to be looked at as a whole. */
const wholeFieldMicrometres = 400;
/** More blocks than this make the map unwieldy: on a large slide blocks become larger. */
const mostBlocks = 12_000;
/** Strips narrower than this at a field's edge are not counted in: most of their cells would be cut. */
const narrowestMicrometres = 40;

/** A part of a field, before it is looked at. `narrow` where it is a strip at the edge. The scale is its field's, at level 0. */
export interface PlannedBlock { readonly field: string; readonly box: BoxPx; readonly narrow: boolean; readonly micrometresPerPixel: number }

/** Side of a block in level-0 pixels: whole tiles of the file where they are smaller than a block. */
function blockSide(micrometresPerPixel: number, tilePx: number, wantedMicrometres: number): number {
  const wanted = wantedMicrometres / micrometresPerPixel;
  return tilePx <= wanted ? tilePx * Math.round(wanted / tilePx) : Math.max(1, Math.round(wanted));
}

/** Cuts the fields that can be used into blocks along the file's tiles; together they cover each field once. */
export function planBlocks(source: SlideSource, scaleOfField: ScaleOfField): PlannedBlock[] {
  const usable = source.fields.flatMap(({ name, box, problem }) => {
    const micrometresPerPixel = scaleOfField(name);
    return problem !== undefined || micrometresPerPixel === undefined || box.widthPx <= 0 || box.heightPx <= 0 ? [] : [{ name, box, micrometresPerPixel }];
  });
  const area = usable.reduce((sum, { box, micrometresPerPixel }) => sum + box.widthPx * box.heightPx * micrometresPerPixel ** 2, 0);
  const wanted = Math.max(blockMicrometres, Math.sqrt(area / mostBlocks));
  const [{ tileWidthPx, tileHeightPx }] = source.levels;
  return usable.flatMap(({ name, box, micrometresPerPixel }) => {
    if (Math.max(box.widthPx, box.heightPx) <= wholeFieldMicrometres / micrometresPerPixel) return [{ field: name, box, narrow: false, micrometresPerPixel }];
    const sideX = blockSide(micrometresPerPixel, tileWidthPx, wanted);
    const sideY = blockSide(micrometresPerPixel, tileHeightPx, wanted);
    const narrowPx = narrowestMicrometres / micrometresPerPixel;
    const blocks: PlannedBlock[] = [];
    for (let row = Math.floor(box.yPx / sideY); row * sideY < box.yPx + box.heightPx; row += 1) {
      for (let column = Math.floor(box.xPx / sideX); column * sideX < box.xPx + box.widthPx; column += 1) {
        const xPx = Math.max(box.xPx, column * sideX);
        const yPx = Math.max(box.yPx, row * sideY);
        const part = { xPx, yPx, widthPx: Math.min(box.xPx + box.widthPx, (column + 1) * sideX) - xPx, heightPx: Math.min(box.yPx + box.heightPx, (row + 1) * sideY) - yPx };
        blocks.push({ field: name, box: part, narrow: Math.min(part.widthPx, part.heightPx) < narrowPx, micrometresPerPixel });
      }
    }
    return blocks;
  });
}
