/**
 * What is drawn first is not colour but how much of each dye lies at each pixel, as optical density; a stain look turns it
 * into colour by Beer and Lambert's law. So one cell can be shown in any laboratory's stain, and overlaps darken as they do on glass.
 */
export const dyes = {
  /** Azure-eosin complex on DNA: purple. 1 is the nucleus of a proerythroblast. */
  chromatin: 0,
  /** Azure on RNA: blue cytoplasm. 1 is a plasma cell. */
  basophilia: 1,
  /** Eosin on proteins: pink cytoplasm. */
  eosin: 2,
  /** Haemoglobin. 1 is the thickness of a red cell's rim. */
  haemoglobin: 3,
  /** Azurophil and basophil granules, platelets: red-violet. */
  granule: 4,
  /** Eosinophil granules: orange. */
  orange: 5,
  /** Dirt and pigment: dark without colour; below 0 where light is gathered (refractile edges). */
  dirt: 6,
} as const;

export type Dye = (typeof dyes)[keyof typeof dyes];
export const dyeCount = 7;

/** A window onto the glass: dye amounts for `widthPx` x `heightPx` pixels whose upper left corner lies at (originXUm, originYUm). */
export interface StainCanvas {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly originXUm: number;
  readonly originYUm: number;
  readonly micrometresPerPixel: number;
  /** One plane a dye, rows top to bottom. */
  readonly planes: readonly Float32Array[];
}

export function newStainCanvas(widthPx: number, heightPx: number, micrometresPerPixel: number, originXUm = 0, originYUm = 0): StainCanvas {
  const planes = Array.from({ length: dyeCount }, () => new Float32Array(widthPx * heightPx));
  return { widthPx, heightPx, originXUm, originYUm, micrometresPerPixel, planes };
}

/** Pixel columns and rows (end not included) that a circle can touch; empty where it lies outside. */
export function touchedPixels(canvas: StainCanvas, xUm: number, yUm: number,
  reachUm: number): { left: number; right: number; top: number; bottom: number } {
  const scale = 1 / canvas.micrometresPerPixel;
  const x = (xUm - canvas.originXUm) * scale, y = (yUm - canvas.originYUm) * scale, reach = reachUm * scale + 1;
  return {
    left: Math.max(0, Math.floor(x - reach)), right: Math.min(canvas.widthPx, Math.ceil(x + reach)),
    top: Math.max(0, Math.floor(y - reach)), bottom: Math.min(canvas.heightPx, Math.ceil(y + reach)),
  };
}
