/**
 * Undoes horizontal differencing (TIFF 6.0 section 14) in place: each sample was stored as the difference from the one a pixel to its left.
 * `samples` holds rows of `widthPx * samplesPerPixel` samples of 8 or 16 bits.
 */
export function undoPredictor(samples: Uint8Array, widthPx: number, samplesPerPixel: number, bitsPerSample: number, littleEndian: boolean): void {
  const rowSamples = widthPx * samplesPerPixel;
  if (bitsPerSample === 8) {
    for (let row = 0; row + rowSamples <= samples.length; row += rowSamples) {
      for (let at = row + samplesPerPixel; at < row + rowSamples; at += 1) samples[at] += samples[at - samplesPerPixel];
    }
    return;
  }
  const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
  for (let row = 0; row + 2 * rowSamples <= samples.length; row += 2 * rowSamples) {
    for (let at = row + 2 * samplesPerPixel; at < row + 2 * rowSamples; at += 2) {
      view.setUint16(at, view.getUint16(at, littleEndian) + view.getUint16(at - 2 * samplesPerPixel, littleEndian), littleEndian);
    }
  }
}
