import { unreadable } from '../slideErrors.ts';
import type { TiffDirectory, TiffDirectoryReader } from './readDirectories.ts';
import { tiffCompression, tiffPhotometric, tiffTag } from './tiffTags.ts';

/** One picture of a TIFF, as its tags describe it. Blocks are its tiles, or its strips (as wide as the picture). */
export interface TiffPage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tiled: boolean;
  readonly blockWidthPx: number;
  readonly blockHeightPx: number;
  readonly columns: number;
  readonly rows: number;
  /** Where the blocks lie, row by row. A block of no bytes is missing and reads as white. */
  readonly offsets: Float64Array;
  readonly byteCounts: Float64Array;
  readonly compression: number;
  readonly photometric: number;
  readonly samplesPerPixel: number;
  readonly bitsPerSample: number;
  readonly littleEndian: boolean;
  readonly predictor: number;
  /** 1: colours of a pixel lie together; 2: each colour has blocks of its own. */
  readonly planarConfiguration: number;
  readonly fillOrder: number;
  readonly sampleFormat: number;
  /** Meaning of the samples past the colours: 0 nothing known, 1 alpha already multiplied in, 2 alpha. */
  readonly extraSamples: readonly number[];
  readonly colourMap: Float64Array | undefined;
  readonly jpegTables: Uint8Array | undefined;
  /** Bit 0: a reduced picture of another page. */
  readonly newSubfileType: number;
  readonly description: string;
  /** Pixels per `resolutionUnit` (1 none, 2 inch, 3 centimetre). */
  readonly xResolution: number | undefined;
  readonly resolutionUnit: number;
  readonly subIfds: readonly number[];
}

const longestText = 16 * 1024 * 1024;
const longestTables = 64 * 1024;
/** 4,194,304 blocks of 256 by 256 px are 275 gigapixels. */
const mostBlocks = 4 * 1024 * 1024;
const mostSubIfds = 64;
/** Strips without compression are cut to about this many bytes: any row of them can be found without the others. */
const choppedStripBytes = 256 * 1024;

interface Blocks { readonly blockHeightPx: number; readonly rows: number; readonly offsets: Float64Array; readonly byteCounts: Float64Array }

/** Long strips without compression become short ones, so that a part of a large picture is read without all of it. */
function chopStrips(blocks: Blocks, heightPx: number, rowBytes: number): Blocks {
  const { blockHeightPx, rows, offsets, byteCounts } = blocks;
  const shorter = Math.max(1, Math.floor(choppedStripBytes / rowBytes));
  const chopped = Math.ceil(heightPx / shorter);
  if (rows !== 1 || blockHeightPx <= shorter || chopped > mostBlocks || byteCounts[0] < heightPx * rowBytes) return blocks;
  return {
    blockHeightPx: shorter, rows: chopped,
    offsets: Float64Array.from({ length: chopped }, (_, row) => offsets[0] + row * shorter * rowBytes),
    byteCounts: Float64Array.from({ length: chopped }, (_, row) => Math.min(shorter, heightPx - row * shorter) * rowBytes),
  };
}

/** Reads a page's tags and checks that they can be true together. Throws `slide-unreadable` where they can't. */
export async function readTiffPage(reader: TiffDirectoryReader, directory: TiffDirectory, path: string, fileBytes: number): Promise<TiffPage> {
  const bad = (why: string) => unreadable(path, `its page at byte ${directory.offset} ${why}`);
  const numbers = (tag: number, most: number) => reader.readNumbers(directory, tag, most);
  const one = async (tag: number, otherwise: number) => (await numbers(tag, 1024))?.[0] ?? otherwise;
  const widthPx = await one(tiffTag.imageWidth, 0);
  const heightPx = await one(tiffTag.imageLength, 0);
  const whole = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;
  if (!whole(widthPx, 2 ** 31) || !whole(heightPx, 2 ** 31)) throw bad(`has a size of ${widthPx} by ${heightPx} pixels`);
  const tiled = directory.entries.has(tiffTag.tileWidth) || directory.entries.has(tiffTag.tileOffsets);
  const blockWidthPx = tiled ? await one(tiffTag.tileWidth, 0) : widthPx;
  const givenHeight = tiled ? await one(tiffTag.tileLength, 0) : Math.min(heightPx, await one(tiffTag.rowsPerStrip, heightPx));
  if (!whole(blockWidthPx, 2 ** 31) || !whole(givenHeight, 2 ** 31)) throw bad(`has tiles of ${blockWidthPx} by ${givenHeight} pixels`);
  const samplesPerPixel = await one(tiffTag.samplesPerPixel, 1);
  if (!whole(samplesPerPixel, 64)) throw bad(`has ${samplesPerPixel} samples a pixel`);
  const bits = (await numbers(tiffTag.bitsPerSample, 1024)) ?? Float64Array.of(1);
  const planarConfiguration = samplesPerPixel === 1 ? 1 : await one(tiffTag.planarConfiguration, 1);
  const columns = tiled ? Math.ceil(widthPx / blockWidthPx) : 1;
  const rows = Math.ceil(heightPx / givenHeight);
  const blockCount = columns * rows * (planarConfiguration === 2 ? samplesPerPixel : 1);
  if (blockCount > mostBlocks) throw bad(`claims ${blockCount} tiles`);
  const offsets = await numbers(tiled ? tiffTag.tileOffsets : tiffTag.stripOffsets, mostBlocks);
  let byteCounts = await numbers(tiled ? tiffTag.tileByteCounts : tiffTag.stripByteCounts, mostBlocks);
  const compression = await one(tiffTag.compression, 1);
  const rowBytes = Math.ceil((widthPx * samplesPerPixel * bits[0]) / 8);
  // Some writers of one plain strip leave its length out.
  if (!byteCounts && offsets?.length === 1 && compression === tiffCompression.none) byteCounts = Float64Array.of(rowBytes * heightPx);
  if (!offsets || !byteCounts || offsets.length < blockCount || byteCounts.length < blockCount) throw bad(`needs ${blockCount} tiles and lists ${Math.min(offsets?.length ?? 0, byteCounts?.length ?? 0)}`);
  if (compression === tiffCompression.none && !tiled && byteCounts[0] > fileBytes) throw bad(`would hold ${byteCounts[0]} bytes in a file of ${fileBytes}`);
  let blocks: Blocks = { blockHeightPx: givenHeight, rows, offsets, byteCounts };
  if (!tiled && compression === tiffCompression.none && planarConfiguration === 1) blocks = chopStrips(blocks, heightPx, rowBytes);
  return {
    widthPx, heightPx, tiled, blockWidthPx, columns, ...blocks, compression, samplesPerPixel, planarConfiguration,
    bitsPerSample: bits.every((value) => value === bits[0]) ? bits[0] : Number.NaN,
    littleEndian: reader.encoding.littleEndian,
    photometric: await one(tiffTag.photometric, samplesPerPixel >= 3 ? tiffPhotometric.rgb : tiffPhotometric.blackIsZero),
    predictor: await one(tiffTag.predictor, 1),
    fillOrder: await one(tiffTag.fillOrder, 1),
    sampleFormat: await one(tiffTag.sampleFormat, 1),
    extraSamples: Array.from((await numbers(tiffTag.extraSamples, 64)) ?? []),
    colourMap: await numbers(tiffTag.colourMap, 3 * 65536),
    jpegTables: await reader.readBytes(directory, tiffTag.jpegTables, longestTables),
    newSubfileType: await one(tiffTag.newSubfileType, 0),
    description: (await reader.readText(directory, tiffTag.imageDescription, longestText)) ?? '',
    xResolution: (await numbers(tiffTag.xResolution, 1))?.[0],
    resolutionUnit: await one(tiffTag.resolutionUnit, 2),
    subIfds: Array.from((await numbers(tiffTag.subIfds, mostSubIfds)) ?? []),
  };
}
