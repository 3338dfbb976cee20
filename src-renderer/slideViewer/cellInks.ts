import { classCodes } from '#shared/taxonomy/cellClasses.ts';
import { classColours } from '../ui/classColours.ts';
import { packedColour } from './pixelSheet.ts';

/** Colours of each class as a sheet takes them, in the order of `classCodes`. */
export interface CellInks {
  readonly fills: Uint32Array;
  /** What a line is bordered with, so that it is seen on pale ground and on dark nuclei alike. */
  readonly borders: Uint32Array;
  /** For what is not part of the count. */
  readonly uncounted: number;
}

function colourOf(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  return packedColour(value >> 16, (value >> 8) & 255, value & 255);
}

const paleBorder = packedColour(255, 255, 255, 190);
const darkBorder = packedColour(0, 0, 0, 170);

export const cellInks: CellInks = {
  fills: Uint32Array.from(classCodes, (code) => colourOf(classColours[code].fill)),
  borders: Uint32Array.from(classCodes, (code) => (classColours[code].ink === '#ffffff' ? paleBorder : darkBorder)),
  uncounted: packedColour(70, 70, 70, 220),
};
