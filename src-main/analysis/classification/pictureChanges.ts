import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** Light taken away in each channel, as optical density per unit of stain: gains above 1 stain more strongly. */
export type ChannelGains = readonly [red: number, green: number, blue: number];

/**
 * Stains more or less strongly: multiplies the optical density of each channel (Beer and Lambert: the density of a dye adds up,
 * brightness does not). White stays white.
 */
export function changeStain(picture: RgbPicture, gains: ChannelGains): RgbPicture {
  return mapChannels(picture, gains.map((gain) => (value: number) => 255 * ((value + 1) / 256) ** gain));
}

/** Multiplies the light of each channel: another lamp, another exposure, another white balance. */
export function changeLight(picture: RgbPicture, gains: ChannelGains): RgbPicture {
  return mapChannels(picture, gains.map((gain) => (value: number) => value * gain));
}

/** Takes away a share of the colour: 0 leaves it, 1 leaves grey (luma of ITU-R BT.601). */
export function fadeColour(picture: RgbPicture, share: number): RgbPicture {
  const rgb = new Uint8Array(picture.rgb.length);
  for (let at = 0; at < rgb.length; at += 3) {
    const grey = 0.299 * picture.rgb[at] + 0.587 * picture.rgb[at + 1] + 0.114 * picture.rgb[at + 2];
    for (let channel = at; channel < at + 3; channel++) rgb[channel] = picture.rgb[channel] * (1 - share) + grey * share + 0.5;
  }
  return { ...picture, rgb };
}

/** Blurs with a Gaussian of `sigmaPx` pixels; beyond the edge stands the edge's pixel. */
export function blurPicture(picture: RgbPicture, sigmaPx: number): RgbPicture {
  const reach = Math.ceil(3 * sigmaPx);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigmaPx * sigmaPx)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const { widthPx, heightPx } = picture;
  const across = blurAxis(Float64Array.from(picture.rgb), weights, sum, widthPx, 3, heightPx, 3 * widthPx);
  const both = blurAxis(across, weights, sum, heightPx, 3 * widthPx, widthPx, 3);
  return { ...picture, rgb: Uint8Array.from(both, (value) => value + 0.5) };
}

/** How much of a cell's picture a masked background leaves, µm across: it holds most counted cells and little besides. */
export const keptDiscUm = 16;

/** Keeps a disc of `radiusPx` around the middle; all else becomes one flat colour, the same for every picture. */
export function maskBackground(picture: RgbPicture, radiusPx: number, flat: readonly [number, number, number] = [226, 218, 224]): RgbPicture {
  const { widthPx, heightPx } = picture;
  const rgb = Uint8Array.from(picture.rgb);
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      if (Math.hypot(x + 0.5 - widthPx / 2, y + 0.5 - heightPx / 2) > radiusPx) rgb.set(flat, 3 * (y * widthPx + x));
    }
  }
  return { ...picture, rgb };
}

function mapChannels(picture: RgbPicture, maps: readonly ((value: number) => number)[]): RgbPicture {
  const tables = maps.map((map) => Uint8Array.from({ length: 256 }, (_, value) => Math.min(255, Math.max(0, Math.round(map(value))))));
  return { ...picture, rgb: picture.rgb.map((value, at) => tables[at % 3][value]) };
}

/** Convolves lines of `length` steps `step` apart; lines lie `lineStep` apart. Three channels side by side. */
function blurAxis(values: Float64Array, weights: Float64Array, sum: number, length: number, step: number, lines: number, lineStep: number): Float64Array {
  const reach = (weights.length - 1) / 2;
  const blurred = new Float64Array(values.length);
  for (let line = 0; line < lines; line++) {
    for (let place = 0; place < length; place++) {
      for (let channel = 0; channel < 3; channel++) {
        const start = line * lineStep + channel;
        let total = 0;
        for (let i = -reach; i <= reach; i++) total += weights[i + reach] * values[start + step * Math.min(length - 1, Math.max(0, place + i))];
        blurred[start + step * place] = total / sum;
      }
    }
  }
  return blurred;
}
