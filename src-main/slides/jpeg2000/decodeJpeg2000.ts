// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the package has no types, and an ambient declaration can't be imported
/// <reference path="./codecOpenjpeg.d.ts" />
import type { OpenJpeg } from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import loadOpenJpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { readCodestreamSize } from './readCodestreamSize.ts';

/** A codestream that can't be decoded; the message completes "… because ". */
export class Jpeg2000Error extends Error {
  override readonly name = 'Jpeg2000Error';
}

/** Slides store one inner tile a tile; hostile streams ask for millions. */
const mostInnerTiles = 1024;

/** Samples as decoded: 8 bits, colours of a pixel together. `isRgb` where chroma was stored in fewer pixels, and the codec had to convert it. */
export interface Jpeg2000Samples { readonly widthPx: number; readonly heightPx: number; readonly components: 1 | 3; readonly samples: Uint8Array; readonly isRgb: boolean }

let codec: Promise<OpenJpeg> | undefined;
/** OpenJPEG reports trouble on its output only, and returns whatever it has: the lines are its errors. */
let complaints: string[] = [];

function openCodec(): Promise<OpenJpeg> {
  const listen = (line: string) => { if (line.includes('[ERROR]')) complaints.push(line); };
  codec ??= loadOpenJpeg({ print: listen, printErr: listen });
  return codec;
}

/** A JPEG 2000 codestream (not a .jp2 file) of 8-bit grey or three colours, at most `mostPixels`. Throws a Jpeg2000Error. */
export async function decodeJpeg2000(bytes: Uint8Array, mostPixels: number): Promise<Jpeg2000Samples> {
  const size = readCodestreamSize(bytes);
  if (!size) throw new Jpeg2000Error('its bytes are no JPEG 2000 codestream');
  const { widthPx, heightPx, components } = size;
  if (widthPx * heightPx > mostPixels) throw new Jpeg2000Error(`it claims ${widthPx} by ${heightPx} pixels`);
  if (size.bitsPerSample !== 8 || (components !== 1 && components !== 3)) throw new Jpeg2000Error(`it has ${components} components of ${size.bitsPerSample} bits`);
  if (size.innerTiles > mostInnerTiles) throw new Jpeg2000Error(`it claims ${size.innerTiles} inner tiles`);
  const { J2KDecoder } = await openCodec();
  complaints = [];
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    if (complaints.length > 0) throw new Jpeg2000Error(`its JPEG 2000 is damaged (${complaints[0].replace('[ERROR] ', '').trim()})`);
    const decoded = decoder.getDecodedBuffer();
    const info = decoder.getFrameInfo();
    if (info.width !== widthPx || info.height !== heightPx || decoded.length !== widthPx * heightPx * components) throw new Jpeg2000Error('its JPEG 2000 is damaged');
    // The buffer lies in the codec's own memory, which the next tile writes over.
    return { widthPx, heightPx, components, samples: Uint8Array.from(decoded), isRgb: size.subsampled };
  } catch (error) {
    // After an abort nothing in the codec's memory can be trusted: the next tile gets a fresh one.
    if (!(error instanceof Jpeg2000Error)) codec = undefined;
    throw error instanceof Jpeg2000Error ? error : new Jpeg2000Error('its JPEG 2000 is damaged', { cause: error });
  } finally {
    if (codec) decoder.delete();
  }
}
