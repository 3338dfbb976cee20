import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { classColours } from '../ui/classColours.ts';
import { packedColour } from './pixelSheet.ts';

function colourOf(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  return packedColour(value >> 16, (value >> 8) & 255, value & 255);
}

/** Ink of the first class, in the order of `classCodes`; ink 0 is nothing. */
export const firstClassInk = 1;
/** For what is not part of the count. */
export const uncountedInk = firstClassInk + classCodes.length;
const paleBorder = uncountedInk + 1;
const darkBorder = paleBorder + 1;

/** What a class's line is bordered with, so that it is seen on pale ground and on dark nuclei alike. */
export const borderInks = Uint8Array.from(classCodes, (code) => (classColours[code].ink === '#ffffff' ? paleBorder : darkBorder));

/** The colours of a sheet with cells, by ink. */
export const cellPalette = Uint32Array.of(0, ...classCodes.map((code) => colourOf(classColours[code].fill)), packedColour(70, 70, 70, 220), packedColour(255, 255, 255, 190), packedColour(0, 0, 0, 170));
