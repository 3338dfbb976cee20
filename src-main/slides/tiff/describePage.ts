import type { WrittenTag } from './encodeDirectory.ts';
import type { LevelTiles } from './levelEncoder.ts';
import type { PyramidalTiffOrder } from './writePyramidalTiff.ts';
import { tiffCompression, tiffPhotometric, tiffTag } from './tiffTags.ts';

/** Micrometres in a centimetre: the resolution tags count pixels a centimetre. */
const micrometresPerCentimetre = 10_000;

/** The field of view of a common scanner gives 10 µm at magnification 1, from which Aperio's AppMag follows. */
const micrometresAtMagnificationOne = 10;

function descriptionOf(order: PyramidalTiffOrder, tileSizePx: number, quality: number): string {
  const { widthPx, heightPx, micrometresPerPixel: scale, title } = order;
  const parts = order.description === 'aperio'
    // The first line of every Aperio file: who wrote it, whole size, part kept, tile size, codec.
    ? [`Aperio Image Library v11.2.1 \r\n${widthPx}x${heightPx} [0,0 ${widthPx}x${heightPx}] (${tileSizePx}x${tileSizePx}) JPEG/YCC Q=${quality}`]
    : ['Myeloscope slide'];
  if (title) parts.push(`Title = ${title.replaceAll(/[|\r\n]/g, ' ')}`);
  if (scale !== undefined && order.description === 'aperio') parts.push(`AppMag = ${Math.round(micrometresAtMagnificationOne / scale)}`);
  if (scale !== undefined) parts.push(`MPP = ${scale}`);
  return parts.join('|');
}

/** The tags of one level's page. Every level says its own resolution; the description stands on level 0 alone. */
export function describePage(order: PyramidalTiffOrder, level: { widthPx: number; heightPx: number; tiles: LevelTiles }, index: number, tileSizePx: number, quality: number): WrittenTag[] {
  const tags: WrittenTag[] = [
    { tag: tiffTag.newSubfileType, type: 'long', values: [index === 0 ? 0 : 1] },
    { tag: tiffTag.imageWidth, type: 'long', values: [level.widthPx] },
    { tag: tiffTag.imageLength, type: 'long', values: [level.heightPx] },
    { tag: tiffTag.bitsPerSample, type: 'short', values: [8, 8, 8] },
    { tag: tiffTag.compression, type: 'short', values: [tiffCompression.jpeg] },
    { tag: tiffTag.photometric, type: 'short', values: [tiffPhotometric.ycbcr] },
    { tag: tiffTag.samplesPerPixel, type: 'short', values: [3] },
    { tag: tiffTag.planarConfiguration, type: 'short', values: [1] },
    { tag: tiffTag.tileWidth, type: 'short', values: [tileSizePx] },
    { tag: tiffTag.tileLength, type: 'short', values: [tileSizePx] },
    { tag: tiffTag.tileOffsets, type: 'long', values: level.tiles.offsets },
    { tag: tiffTag.tileByteCounts, type: 'long', values: level.tiles.byteCounts },
    { tag: tiffTag.jpegTables, type: 'bytes', bytes: level.tiles.tables },
    { tag: tiffTag.ycbcrSubsampling, type: 'short', values: [2, 2] },
  ];
  if (index === 0) tags.push({ tag: tiffTag.imageDescription, type: 'ascii', text: descriptionOf(order, tileSizePx, quality) });
  if (order.micrometresPerPixel !== undefined) {
    const perCentimetre = micrometresPerCentimetre / (order.micrometresPerPixel * 2 ** index);
    tags.push({ tag: tiffTag.xResolution, type: 'rational', values: [perCentimetre] }, { tag: tiffTag.yResolution, type: 'rational', values: [perCentimetre] });
    tags.push({ tag: tiffTag.resolutionUnit, type: 'short', values: [3] });
  }
  return tags;
}
