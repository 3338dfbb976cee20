/** Micrometres a pixel of anything that looks at cells: finer than 0.01 no light resolves, coarser than 50 no cell is seen. */
const finest = 0.01;
const coarsest = 50;

/** Resolutions that cameras, printers and drawing programs write when they know none, in pixels an inch. */
const defaultDotsPerInch = [72, 75, 96, 100, 120, 150, 180, 200, 240, 300, 350, 360, 400, 600, 720, 1200];
const micrometresPerInch = 25_400;

/** The stated scale where a microscope can have it, else undefined. */
export function believableScale(micrometresPerPixel: number | undefined): number | undefined {
  return micrometresPerPixel !== undefined && micrometresPerPixel >= finest && micrometresPerPixel <= coarsest ? micrometresPerPixel : undefined;
}

/**
 * The scale that a TIFF's resolution tags state, where it is believable: in the range of a microscope, and no default of print or screen
 * (72 dots an inch would be 353 µm, but 600 are 42). `unit` is 2 for inches, 3 for centimetres; without a unit the tags say nothing.
 */
export function scaleOfResolution(pixelsPerUnit: number | undefined, unit: number): number | undefined {
  if (!pixelsPerUnit || (unit !== 2 && unit !== 3)) return undefined;
  const dotsPerInch = unit === 2 ? pixelsPerUnit : pixelsPerUnit * 2.54;
  if (defaultDotsPerInch.some((usual) => Math.abs(dotsPerInch - usual) < 0.02 * usual)) return undefined;
  return believableScale(micrometresPerInch / dotsPerInch);
}
