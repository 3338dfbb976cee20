/** What the SIZ segment of a JPEG 2000 codestream says (ITU-T T.800, A.5.1). */
export interface CodestreamSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: number;
  /** 8 where every component has 8 unsigned bits, else the first other depth. */
  readonly bitsPerSample: number;
  /** Whether chroma is stored in fewer pixels. */
  readonly subsampled: boolean;
  /** The codestream's own tiles inside this picture. */
  readonly innerTiles: number;
}

/** Undefined where the bytes are no codestream or its size makes no sense. */
export function readCodestreamSize(bytes: Uint8Array): CodestreamSize | undefined {
  if (bytes.length < 44) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Start of codestream, then SIZ at once.
  if (view.getUint32(0) !== 0xff4fff51) return undefined;
  const [right, bottom, left, top, tileWidth, tileHeight, tileLeft, tileTop] = Array.from({ length: 8 }, (_, index) => view.getUint32(8 + 4 * index));
  const components = view.getUint16(40);
  if (right <= left || bottom <= top || tileWidth === 0 || tileHeight === 0 || tileLeft > left || tileTop > top || components === 0 || bytes.length < 42 + 3 * components) return undefined;
  const depths = Array.from({ length: components }, (_, index) => bytes[42 + 3 * index]);
  const steps = Array.from({ length: components }, (_, index) => [bytes[43 + 3 * index], bytes[44 + 3 * index]]);
  if (steps[0][0] !== 1 || steps[0][1] !== 1 || steps.some(([across, down]) => across < 1 || across > 2 || down < 1 || down > 2)) return undefined;
  return {
    widthPx: right - left, heightPx: bottom - top, components,
    bitsPerSample: (depths.find((depth) => depth !== 7) ?? 7) + 1,
    subsampled: steps.some(([across, down]) => across !== 1 || down !== 1),
    innerTiles: Math.ceil((right - tileLeft) / tileWidth) * Math.ceil((bottom - tileTop) / tileHeight),
  };
}
