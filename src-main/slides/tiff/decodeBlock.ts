import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { assembleJpeg } from '../jpeg/assembleJpeg.ts';
import { JpegError, decodeJpeg } from '../jpeg/decodeJpeg.ts';
import { Jpeg2000Error, decodeJpeg2000 } from '../jpeg2000/decodeJpeg2000.ts';
import { unpackLzw } from './lzw.ts';
import { unpackPackBits } from './packBits.ts';
import { isPictureCodec } from './refusalOf.ts';
import { samplesToRgb } from './samplesToRgb.ts';
import type { TiffPage } from './tiffPage.ts';
import { tiffCompression, tiffPhotometric } from './tiffTags.ts';
import { undoPredictor } from './undoPredictor.ts';

const inflateAsync = promisify(inflate);

/** A block that can't be decoded; the message completes "… because ". */
export class BlockError extends Error {
  override readonly name = 'BlockError';
}

/** JPEG 2000 whose components are YCbCr, though nothing in the stream or the photometric tag says so: Aperio's by its number, libvips' by practice. */
const ycbcrCodecs = new Set<number>([tiffCompression.aperioJpeg2000YCbCr, tiffCompression.jpeg2000Lossy]);

/** How far a JPEG block may be larger than its tile says: encoders pad to whole blocks, and last strips to whole strips. */
const slackFactor = 4;

async function unpack(page: TiffPage, packed: Uint8Array, length: number): Promise<Uint8Array> {
  let samples: Uint8Array | undefined;
  switch (page.compression) {
    case tiffCompression.lzw: samples = unpackLzw(packed, length); break;
    case tiffCompression.packBits: samples = unpackPackBits(packed, length); break;
    // A copy: the bytes are a part of a longer read, which must not live on behind them.
    case tiffCompression.none: samples = new Uint8Array(packed.subarray(0, length)); break;
    default:
      try {
        samples = await inflateAsync(packed, { maxOutputLength: length + 65_536 });
      } catch (error) {
        throw new BlockError('its packed bytes are damaged', { cause: error });
      }
  }
  if (!samples || samples.length < length) throw new BlockError('its packed bytes are damaged or end early');
  return samples.length === length ? samples : samples.subarray(0, length);
}

async function decodePicture(page: TiffPage, bytes: Uint8Array, prefix: Uint8Array | undefined, mostPixels: number, into: Uint8Array | undefined): Promise<RgbPicture> {
  try {
    if (prefix) {
      const whole = assembleJpeg(prefix, bytes);
      if (!whole) throw new BlockError('its bytes are no JPEG');
      return await decodeJpeg(whole, mostPixels, into);
    }
    const { widthPx, heightPx, components, samples, isRgb } = await decodeJpeg2000(bytes, mostPixels);
    const photometric = components === 1 ? tiffPhotometric.blackIsZero
      : ycbcrCodecs.has(page.compression) && !isRgb ? tiffPhotometric.ycbcr : tiffPhotometric.rgb;
    return samplesToRgb({ ...page, photometric, samplesPerPixel: components, bitsPerSample: 8, extraSamples: [] }, samples, widthPx, heightPx);
  } catch (error) {
    if (error instanceof JpegError || error instanceof Jpeg2000Error) throw new BlockError(error.message, { cause: error });
    throw error;
  }
}

/**
 * One block's bytes as RGB. `widthPx` by `heightPx` is the block as stored, `neededWidthPx` by `neededHeightPx` the part of it that lies in the
 * picture: the result is at least as large as that. `prefix` goes before JPEG bodies. A JPEG
 * that fits is decoded straight into `into`, where given. Throws a BlockError.
 */
export async function decodeBlock(page: TiffPage, bytes: Uint8Array, prefix: Uint8Array | undefined, size: { widthPx: number; heightPx: number; neededWidthPx: number; neededHeightPx: number }, into?: Uint8Array): Promise<RgbPicture> {
  const { widthPx, heightPx, neededWidthPx, neededHeightPx } = size;
  const picture = isPictureCodec(page.compression)
    ? await decodePicture(page, bytes, prefix, slackFactor * widthPx * Math.max(heightPx, 16), into) : undefined;
  if (picture) {
    if (picture.widthPx < neededWidthPx || picture.heightPx < neededHeightPx) throw new BlockError(`it holds ${picture.widthPx} by ${picture.heightPx} pixels and should hold ${widthPx} by ${heightPx}`);
    return picture;
  }
  const sampleBytes = page.bitsPerSample / 8;
  const samples = await unpack(page, bytes, widthPx * heightPx * page.samplesPerPixel * sampleBytes);
  if (page.predictor === 2 && page.compression !== tiffCompression.none) undoPredictor(samples, widthPx, page.samplesPerPixel, page.bitsPerSample, page.littleEndian);
  return samplesToRgb(page, samples, widthPx, heightPx);
}
