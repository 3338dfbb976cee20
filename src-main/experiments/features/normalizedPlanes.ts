import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';

/** What is taken from each channel of 0 to 1, and what it is then divided by; `yuv` first turns the colours. */
export interface ChannelNormalization {
  readonly colours: 'rgb' | 'yuv';
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/** The means and deviations that pre-trained networks of torchvision expect. */
export const imageNetNormalization: ChannelNormalization = { colours: 'rgb', mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };

/** Luma and colour differences of ITU-R BT.601, out of red, green and blue of 0 to 1. */
const yuvOfRgb = [0.299, 0.587, 0.114, -0.14713, -0.28886, 0.436, 0.615, -0.51499, -0.10001];
const same = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Writes a picture as three planes, normalised, into `target` from `offset` on. */
export function normalizedPlanes({ rgb }: RgbPicture, { colours, mean, deviation }: ChannelNormalization, target: Float32Array, offset: number): void {
  const turn = colours === 'yuv' ? yuvOfRgb : same, count = rgb.length / 3;
  for (let channel = 0; channel < 3; channel++) {
    const [red, green, blue] = turn.slice(3 * channel, 3 * channel + 3).map((part) => part / 255 / deviation[channel]);
    const shift = mean[channel] / deviation[channel], start = offset + channel * count;
    for (let i = 0, from = 0; i < count; i++, from += 3) target[start + i] = red * rgb[from] + green * rgb[from + 1] + blue * rgb[from + 2] - shift;
  }
}

/** The means and deviations of the channels of pictures, as Choi 2017 takes them of the training set. Throws a RangeError on none. */
export function channelNormalization(pictures: readonly RgbPicture[], colours: ChannelNormalization['colours']): ChannelNormalization {
  if (!pictures.length) throw new RangeError('No pictures to take means of');
  const sums = [0, 0, 0], squares = [0, 0, 0];
  let count = 0;
  for (const picture of pictures) {
    const pixels = picture.rgb.length / 3, planes = new Float32Array(picture.rgb.length);
    normalizedPlanes(picture, { colours, mean: [0, 0, 0], deviation: [1, 1, 1] }, planes, 0);
    for (let channel = 0; channel < 3; channel++) for (let i = channel * pixels; i < (channel + 1) * pixels; i++) {
      sums[channel] += planes[i];
      squares[channel] += planes[i] ** 2;
    }
    count += pixels;
  }
  const mean = sums.map((sum) => sum / count);
  const deviation = squares.map((sum, channel) => Math.sqrt(Math.max(1e-12, sum / count - mean[channel] ** 2)));
  return { colours, mean: [mean[0], mean[1], mean[2]], deviation: [deviation[0], deviation[1], deviation[2]] };
}
