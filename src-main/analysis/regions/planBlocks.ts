import type { SlideSource } from '#main/slides/slideSource.ts';
import type { QualityBlock } from './regionChoice.ts';

/** Micrometres per level-0 pixel of a field: those of a folder may differ. Undefined for a field that was set aside and is not looked at. */
export type ScaleOfField = (field: string) => number | undefined;

/** About how wide a block is: room for some hundred red cells, and one tile of the detector. */
const blockMicrometres = 200;
/** A field up to this wide is one block: it was photographed to be looked at as a whole. */
const wholeFieldMicrometres = 400;
/** More blocks than this make the map unwieldy: on a large slide blocks become larger. */
const mostBlocks = 12_000;
/** What is left at a field's edge and narrower than this belongs to the block beside it: most of its cells would be cut. A larger field as narrow is not counted in. */
const narrowestMicrometres = 40;

/** Side of a block in level-0 pixels: whole tiles of the file where they are smaller than a block. */
function blockSide(micrometresPerPixel: number, tilePx: number, wantedMicrometres: number): number {
  const wanted = wantedMicrometres / micrometresPerPixel;
  return tilePx <= wanted ? tilePx * Math.round(wanted / tilePx) : Math.max(1, Math.round(wanted));
}

/** A length in parts of one side each, from 0 on; the last is what is left, and longer than a side where that would be narrow. All in pixels. */
function partsAlong(lengthPx: number, sidePx: number, narrowPx: number): { readonly startPx: number; readonly lengthPx: number }[] {
  const parts = Math.max(1, Math.floor(lengthPx / sidePx) + (lengthPx % sidePx >= narrowPx ? 1 : 0));
  return Array.from({ length: parts }, (_, part) => ({ startPx: part * sidePx, lengthPx: part < parts - 1 ? sidePx : lengthPx - part * sidePx }));
}

/**
 * Cuts the fields that can be used into blocks, none of which was looked at yet; together they cover each field once. A field is cut from its own
 * corner, wherever it lies beside others; that of a scan is the slide's, so that its blocks lie along the file's tiles.
 */
export function planBlocks(source: SlideSource, scaleOfField: ScaleOfField): QualityBlock[] {
  const usable = source.fields.flatMap(({ name, box, problem }) => {
    const micrometresPerPixel = scaleOfField(name);
    return problem !== undefined || micrometresPerPixel === undefined || box.widthPx <= 0 || box.heightPx <= 0 ? [] : [{ name, box, micrometresPerPixel }];
  });
  const area = usable.reduce((sum, { box, micrometresPerPixel }) => sum + box.widthPx * box.heightPx * micrometresPerPixel ** 2, 0);
  const wanted = Math.max(blockMicrometres, Math.sqrt(area / mostBlocks));
  const [{ tileWidthPx, tileHeightPx }] = source.levels;
  return usable.flatMap(({ name, box, micrometresPerPixel }): QualityBlock[] => {
    if (Math.max(box.widthPx, box.heightPx) <= wholeFieldMicrometres / micrometresPerPixel) return [{ field: name, box, quality: 'unexamined' }];
    const narrowPx = narrowestMicrometres / micrometresPerPixel;
    const quality = Math.min(box.widthPx, box.heightPx) < narrowPx ? 'edge' : 'unexamined';
    const columns = partsAlong(box.widthPx, blockSide(micrometresPerPixel, tileWidthPx, wanted), narrowPx);
    return partsAlong(box.heightPx, blockSide(micrometresPerPixel, tileHeightPx, wanted), narrowPx).flatMap((row) => columns.map((column) => (
      { field: name, box: { xPx: box.xPx + column.startPx, yPx: box.yPx + row.startPx, widthPx: column.lengthPx, heightPx: row.lengthPx }, quality })));
  });
}
