import type { RgbPicture } from '#shared/geometry/rgbPicture.ts';
import { showsNothing } from '../slideErrors.ts';

/**
 * Of 255. In light through a stained smear something is always bright: of 6,255 real pictures of cells and fields the darkest
 * has 194 somewhere. Samples of 14 bits kept in 16 come to 63 at most, of 12 bits to 15.
 */
const leastBrightest = 64;
/** Of 255. Less than this between the darkest and the brightest sample of every colour is one colour: the same pictures have 113 at least. */
const leastContrast = 16;

/**
 * Refuses a picture that shows nothing, whose cell could only be guessed.
 *
 * @throws MyeloscopeError `slide-unreadable`
 */
export function mustShowSomething(file: string, { rgb }: RgbPicture): void {
  const lowest = [255, 255, 255], highest = [0, 0, 0];
  for (let at = 0; at < rgb.length; at += 3) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = rgb[at + channel];
      if (value < lowest[channel]) lowest[channel] = value;
      if (value > highest[channel]) highest[channel] = value;
    }
  }
  mustBeBright(file, Math.max(...highest), 8);
  if (highest.every((value, channel) => value - lowest[channel] < leastContrast)) {
    throw showsNothing(file, 'of one colour all over, empty or wholly transparent: it shows nothing', 'Export it again from where it was photographed.');
  }
}

/** The brightest sample, 0 to 255. */
export function brightestOf({ rgb }: RgbPicture): number {
  let brightest = 0;
  for (const value of rgb) if (value > brightest) brightest = value;
  return brightest;
}

/**
 * Refuses a picture by the brightest of its samples, 0 to 255, as they are read. A usual cause of darkness is a camera's 10, 12 or 14 bits kept in
 * samples of 16 without being spread over them: what is read of such samples, their upper eight bits, is black.
 *
 * @param bitsPerSample as the file has them
 * @throws MyeloscopeError `slide-unreadable`
 */
export function mustBeBright(file: string, brightest: number, bitsPerSample: number): void {
  if (brightest >= leastBrightest) return;
  if (bitsPerSample !== 16) throw showsNothing(file, `too dark to show anything: its brightest value is ${brightest} of 255`, 'Export it as bright as it is seen on the microscope.');
  // The lower eight bits, and those of the upper eight that are in use.
  const usedBits = 8 + Math.ceil(Math.log2(brightest + 1));
  throw showsNothing(file, `dark all over: its values fill only the lower ${usedBits} of its 16 bits, as where a camera's ${usedBits} bits were not spread over them`, 'Export it with 8 bits, or with values from 0 to 65,535.');
}
