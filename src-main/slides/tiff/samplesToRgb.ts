import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import type { TiffPage } from './tiffPage.ts';
import { tiffPhotometric } from './tiffTags.ts';

/** The upper eight bits of every 16-bit sample. */
function upperBytes(samples: Uint8Array, littleEndian: boolean): Uint8Array {
  const out = new Uint8Array(samples.length >> 1);
  for (let index = 0, at = littleEndian ? 1 : 0; index < out.length; index += 1, at += 2) out[index] = samples[at];
  return out;
}

/** ITU-R BT.601 at full range, as JFIF has it: what TIFF's default coefficients and reference levels of YCbCr come to. */
function ycbcrToRgb(rgb: Uint8Array): void {
  const clamped = new Uint8ClampedArray(rgb.buffer, rgb.byteOffset, rgb.byteLength);
  for (let at = 0; at < rgb.length; at += 3) {
    const luma = rgb[at];
    const blue = rgb[at + 1] - 128;
    const red = rgb[at + 2] - 128;
    clamped[at] = luma + 1.402 * red;
    clamped[at + 1] = luma - 0.344136 * blue - 0.714136 * red;
    clamped[at + 2] = luma + 1.772 * blue;
  }
}

/** 16-bit colour maps hold all reds, then greens, then blues (TIFF 6.0 section 5). Indices past its end are black. */
function paletteToRgb(indices: Uint8Array, colourMap: Float64Array): Uint8Array {
  const colours = Math.floor(colourMap.length / 3);
  const rgb = new Uint8Array(3 * indices.length);
  for (let index = 0; index < indices.length; index += 1) {
    const colour = indices[index];
    if (colour < colours) for (let channel = 0; channel < 3; channel += 1) rgb[3 * index + channel] = colourMap[channel * colours + colour] / 256;
  }
  return rgb;
}

/**
 * A block's unpacked samples (8 or 16 bits, colours of a pixel together) as RGB. 16 bits are cut to their upper eight, white-is-zero is turned,
 * alpha is laid on white, further samples are left out. The page was accepted by `refusalOf`.
 */
export function samplesToRgb(page: TiffPage, samples: Uint8Array, widthPx: number, heightPx: number): RgbPicture {
  const bytes = page.bitsPerSample === 16 ? upperBytes(samples, page.littleEndian) : samples;
  const { samplesPerPixel, photometric } = page;
  const pixels = widthPx * heightPx;
  if (photometric === tiffPhotometric.palette) return { widthPx, heightPx, rgb: paletteToRgb(bytes, page.colourMap!) };
  const colours = photometric === tiffPhotometric.rgb || photometric === tiffPhotometric.ycbcr ? 3 : 1;
  const alphaKind = samplesPerPixel > colours ? page.extraSamples[0] : 0;
  const alreadyRgb = colours === 3 && samplesPerPixel === 3;
  const rgb = alreadyRgb ? new Uint8Array(bytes.buffer, bytes.byteOffset, 3 * pixels) : new Uint8Array(3 * pixels);
  if (!alreadyRgb) {
    const [green, blue] = colours === 3 ? [1, 2] : [0, 0];
    const turn = photometric === tiffPhotometric.whiteIsZero ? 255 : 0;
    for (let to = 0, from = 0; to < rgb.length; to += 3, from += samplesPerPixel) {
      rgb[to] = bytes[from] ^ turn;
      rgb[to + 1] = bytes[from + green] ^ turn;
      rgb[to + 2] = bytes[from + blue] ^ turn;
    }
  }
  if (photometric === tiffPhotometric.ycbcr) ycbcrToRgb(rgb);
  if (alphaKind === 1 || alphaKind === 2) {
    const clamped = new Uint8ClampedArray(rgb.buffer, rgb.byteOffset, rgb.byteLength);
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      const alpha = bytes[pixel * samplesPerPixel + colours] / 255;
      for (let at = 3 * pixel; at < 3 * pixel + 3; at += 1) clamped[at] = (alphaKind === 1 ? rgb[at] : rgb[at] * alpha) + 255 * (1 - alpha);
    }
  }
  return { widthPx, heightPx, rgb };
}
