import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { blurPlane } from './blurPlane.ts';
import { grain } from './noiseTables.ts';
import type { RandomSource } from './randomSource.ts';
import type { StainCanvas } from './stainCanvas.ts';
import type { StainLook } from './stainLook.ts';

/** exp(-x) for 0 to 8 in steps of 1/512: developing is most of the work of a large picture. */
const fading = Float32Array.from({ length: 4097 }, (_, i) => Math.exp(-i / 512));

/** Light left after each dye has taken its share, as 0 to 255 for the three channels. */
function transmitted({ widthPx, heightPx, planes }: StainCanvas, look: StainLook): Float32Array[] {
  const size = widthPx * heightPx, [p0, p1, p2, p3, p4, p5, p6] = planes;
  return [0, 1, 2].map((channel) => {
    const light = new Float32Array(size);
    const [a0, a1, a2, a3, a4, a5, a6] = look.absorptions.map((absorption) => absorption[channel] * look.contrast * 512);
    const base = look.background[channel] * Math.exp(-look.absorptions[2][channel] * look.film);
    for (let i = 0; i < size; i++) {
      const step = p0[i] * a0 + p1[i] * a1 + p2[i] * a2 + p3[i] * a3 + p4[i] * a4 + p5[i] * a5 + p6[i] * a6;
      // Below 0 light is gathered by a curved edge; at most a fifth more than the glass lets through.
      light[i] = step <= 0 ? base * Math.min(1.2, 1 - step / 512) : 6 + (base - 6) * fading[step > 4096 ? 4096 : step | 0];
    }
    return light;
  });
}

/**
 * Turns dye amounts into a picture: absorption (Beer and Lambert), lens, camera. `random` gives the noise and the direction from
 * which the light falls off; `evenLight` leaves the latter out, for pictures that are pieces of a larger one.
 */
export function develop(canvas: StainCanvas, look: StainLook, random: RandomSource, evenLight = false): RgbPicture {
  const { widthPx, heightPx, micrometresPerPixel } = canvas, size = widthPx * heightPx;
  const channels = transmitted(canvas, look), sigmaPx = look.blurUm / micrometresPerPixel;
  for (const channel of channels) blurPlane(channel, widthPx, heightPx, sigmaPx);
  const [red, green, blue] = channels;
  if (look.sharpening > 0.05) sharpen(channels, widthPx, heightPx, look.sharpening);
  if (look.colourSoftness > 0.2) softenColour(channels, widthPx, heightPx, look.colourSoftness);
  const angle = random.angle(), fall = evenLight ? 0 : look.unevenness;
  const slopeX = fall * Math.cos(angle) / widthPx, slopeY = fall * Math.sin(angle) / heightPx;
  const rgb = new Uint8Array(3 * size), start = random.below(65536), gammaTable = gammaOf(look.gamma);
  for (let y = 0; y < heightPx; y++) for (let x = 0; x < widthPx; x++) {
    const i = y * widthPx + x, light = 1 - fall / 2 + slopeX * (x - widthPx / 2) + slopeY * (y - heightPx / 2);
    const noiseAt = (start + y * 277 + x) & 65535;
    const shared = grain[noiseAt] * look.noise * 0.7, own = look.noise * 0.6;
    rgb[3 * i] = toByte(red[i] * light + shared + own * grain[(noiseAt + 9001) & 65535], gammaTable);
    rgb[3 * i + 1] = toByte(green[i] * light + shared + own * grain[(noiseAt + 20011) & 65535], gammaTable);
    rgb[3 * i + 2] = toByte(blue[i] * light + shared + own * grain[(noiseAt + 40009) & 65535], gammaTable);
  }
  return { widthPx, heightPx, rgb };
}

/** Sharpens brightness, as cameras do, and leaves colour alone. */
function sharpen([red, green, blue]: Float32Array[], widthPx: number, heightPx: number, share: number): void {
  const size = widthPx * heightPx, brightness = new Float32Array(size);
  for (let i = 0; i < size; i++) brightness[i] = 0.3 * red[i] + 0.59 * green[i] + 0.11 * blue[i];
  const soft = brightness.slice();
  blurPlane(soft, widthPx, heightPx, 1.1);
  for (let i = 0; i < size; i++) {
    const more = share * (brightness[i] - soft[i]);
    red[i] += more; green[i] += more; blue[i] += more;
  }
}

/** Blurs colour but not brightness, as JPEG does. */
function softenColour([red, green, blue]: Float32Array[], widthPx: number, heightPx: number, sigmaPx: number): void {
  const size = widthPx * heightPx, redness = new Float32Array(size), blueness = new Float32Array(size);
  for (let i = 0; i < size; i++) { redness[i] = red[i] - green[i]; blueness[i] = blue[i] - green[i]; }
  const before = redness.map((value, i) => 0.3 * value + 0.11 * blueness[i]);
  blurPlane(redness, widthPx, heightPx, sigmaPx);
  blurPlane(blueness, widthPx, heightPx, sigmaPx);
  for (let i = 0; i < size; i++) {
    green[i] += before[i] - 0.3 * redness[i] - 0.11 * blueness[i];
    red[i] = green[i] + redness[i];
    blue[i] = green[i] + blueness[i];
  }
}

function gammaOf(gamma: number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, i) => Math.round(255 * (i / 255) ** gamma));
}

function toByte(value: number, gammaTable: Uint8Array): number {
  return gammaTable[value < 0 ? 0 : value > 255 ? 255 : (value + 0.5) | 0];
}
